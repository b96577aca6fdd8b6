import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Asked } from '../../../src/core/answer-parent.ts'
import type { ChildPort } from '../../../src/core/fork-child.ts'
import { KeychainPrompt } from '../../../src/main/vault/keychain-prompt.ts'
import { VaultDoor } from '../../../src/main/vault/vault-door.ts'
import { answeringChild, type AnsweringChild } from '../../fakes/answering-child.ts'
import { memoryKeychain, type MemoryKeychain } from '../../fakes/memory-keychain.ts'
import { tempFolder, testSetting } from '../../fakes/vault-setting.ts'

/** A child before whose reading a person has to answer a prompt; the fake keyring opens when they do. */
class PromptingChild implements ChildPort {
  readonly #child: AnsweringChild
  readonly #keychain: MemoryKeychain
  #asked: (asked: Asked) => void = () => undefined
  /** What it was asked, once it was. */
  readonly #request = new Promise<Asked>((resolve) => (this.#asked = resolve))

  constructor(keychain: MemoryKeychain) {
    this.#keychain = keychain
    this.#child = answeringChild((asked) => this.#asked(asked))
  }

  get isKilled(): boolean {
    return this.#child.ended.times > 0
  }

  send(message: unknown): void {
    this.#child.send(message)
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#child.onMessage(listener)
  }

  onExit(listener: () => void): void {
    this.#child.onExit(listener)
  }

  kill(): void {
    this.#child.kill()
  }

  /** What the person does at the prompt. */
  async answer(isUnlocked: boolean): Promise<void> {
    const { said, say } = await this.#request
    if (isUnlocked) this.#keychain.setState('present')
    const { account } = said as { account: string }
    const item = isUnlocked ? this.#keychain.items.get(account) : undefined
    say({ said: { kind: 'done' }, secrets: item === undefined ? [] : [Buffer.from(item)] })
  }
}

async function lockedDoor(): Promise<{
  door: VaultDoor
  children: PromptingChild[]
  keychain: MemoryKeychain
}> {
  const setting = await testSetting()
  const { keychain } = setting
  const children: PromptingChild[] = []
  const prompt = new KeychainPrompt(() => {
    const child = new PromptingChild(keychain)
    children.push(child)
    return child
  }, keychain)
  const path = join(tempFolder(), 'vault.zeroskew')
  const door = new VaultDoor(path, setting, { prompt })
  await door.create({ keychain: true, passphrase: null })
  door.lock()
  keychain.setState('locked')
  await door.approach()
  return { door, children, keychain }
}

describe('the keychain’s prompt', () => {
  it('is never shown by a start, and opens the vault once the person has answered', async () => {
    const { door, children } = await lockedDoor()
    expect(door.view).toMatchObject({ kind: 'locked', keychain: { code: 'keychain-locked' } })
    expect(children).toHaveLength(0)
    const unlocking = door.unlockKeychain()
    await expect.poll(() => children.length).toBe(1)
    await children[0]?.answer(true)
    await unlocking
    expect(door.isOpen).toBe(true)
    expect(children[0]?.isKilled).toBe(true)
  })

  it('is ended with its process by the user, and the vault stays locked', async () => {
    const { door, children } = await lockedDoor()
    const unlocking = door.unlockKeychain()
    await expect.poll(() => children.length).toBe(1)
    door.cancelKeychain()
    await expect(unlocking).rejects.toMatchObject({ code: 'cancelled' })
    expect(children[0]?.isKilled).toBe(true)
    expect(door.isOpen).toBe(false)
  })

  it('says that the keychain is locked where the person dismissed it', async () => {
    const { door, children } = await lockedDoor()
    const unlocking = door.unlockKeychain()
    await expect.poll(() => children.length).toBe(1)
    await children[0]?.answer(false)
    await expect(unlocking).rejects.toMatchObject({ code: 'key-unavailable', keychainState: 'locked' })
    // The next one is asked anew.
    const again = door.unlockKeychain()
    await expect.poll(() => children.length).toBe(2)
    await children[1]?.answer(true)
    await again
    expect(door.isOpen).toBe(true)
  })

  it('says that there is no keychain where there is none', async () => {
    const door = new VaultDoor(join(tempFolder(), randomBytes(4).toString('hex')), await testSetting())
    await expect(door.unlockKeychain()).rejects.toMatchObject({ keychainState: 'absent' })
  })

  it('leaves the usual keychain’s other calls as they are', async () => {
    const usual = memoryKeychain('locked')
    const keychain = new KeychainPrompt(() => new PromptingChild(usual), usual).keychain()
    expect(await keychain.state()).toBe('present')
    await expect(keychain.write('a', Buffer.from('b'))).rejects.toMatchObject({ code: 'locked' })
  })
})
