import { describe, expect, it } from 'vitest'
import type { Asked } from '../../../../src/core/answer-parent.ts'
import { createKeytarKeychain } from '../../../../src/core/vault/keychain/keytar-child.ts'
import { stateIn } from '../../../../src/core/vault/keychain/secret-service.ts'
import { answeringChild, type AnsweringChild } from '../../../fakes/answering-child.ts'

/** A keychain over children that do with a request what a test says, and of which it counts how often each is ended. */
function scriptedChildren(answer: (asked: Asked, child: AnsweringChild) => unknown, startMs?: number) {
  const children: AnsweringChild[] = []
  const fork = (): AnsweringChild => {
    const child = answeringChild(answer, startMs === undefined ? 0 : 100)
    children.push(child)
    return child
  }
  const lockState = () => Promise.resolve('present' as const)
  const setting = { fork, deadlineMs: 30, lockState, ...(startMs === undefined ? {} : { startMs }) }
  const ended = (): readonly number[] => children.map((child) => child.ended.times)
  return { ended, keychain: createKeytarKeychain(setting) }
}

const DONE = { said: { kind: 'done' }, secrets: [] }

describe('keychain in a child process', () => {
  it('gives what the child says, as bytes over memory of their own, and ends it', async () => {
    const { keychain, ended } = scriptedChildren(({ say }) =>
      say({ ...DONE, secrets: [Buffer.from('item')] })
    )
    const item = await keychain.read('a')
    expect(item).toEqual(Buffer.from('item'))
    expect(item?.buffer.byteLength).toBe(4)
    expect(ended()).toEqual([1])
  })

  it('tells the child what to write, which stays the caller’s', async () => {
    const written: unknown[] = []
    const { keychain } = scriptedChildren(({ said, secrets, say }) => {
      written.push(said, ...secrets.map(String))
      say(DONE)
    })
    const item = Buffer.from('item')
    await keychain.write('a', item)
    expect(written).toEqual([{ call: 'write', service: 'Zeroskew', account: 'a' }, 'item'])
    expect(item.toString()).toBe('item')
  })

  it.each([
    ['hangs', () => undefined],
    ['crashes', (_: Asked, child: AnsweringChild) => child.exit()],
    ['talks nonsense', ({ say }: Asked) => say({ said: { kind: 'undone' }, secrets: [] })]
  ])('is unreachable where the child %s, which is ended once', async (_, answer) => {
    const { keychain, ended } = scriptedChildren(answer)
    expect(await keychain.state()).toBe('unreachable')
    await expect(keychain.read('a')).rejects.toMatchObject({ name: 'KeychainError', code: 'unreachable' })
    expect(ended()).toEqual([1, 1])
  })

  it('gives a child on a busy machine time to start, and none that has started more than its deadline', async () => {
    const slow = scriptedChildren(({ say }) => say(DONE), 3_600_000)
    expect(await slow.keychain.state()).toBe('present')
    const frozen = scriptedChildren(() => undefined, 3_600_000)
    expect(await frozen.keychain.state()).toBe('unreachable')
    expect(frozen.ended()).toEqual([1])
  })

  it('is absent where keytar doesn’t load', async () => {
    const failed = { kind: 'failed', code: 'absent', message: '' }
    const { keychain } = scriptedChildren(({ say }) => say({ said: failed, secrets: [] }))
    expect(await keychain.state()).toBe('absent')
    await expect(keychain.write('a', Buffer.from('x'))).rejects.toMatchObject({ code: 'absent' })
  })
})

describe('stateIn', () => {
  it.each([
    ['(<true>,)\n', 'locked'],
    ['(<false>,)\n', 'present'],
    ['b true\n', 'locked'],
    ['method return time=1.2 sender=:1.0 -> destination=:1.4\n   variant       boolean false\n', 'present'],
    ['Error connecting: Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['Failed to set bus address: $DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR not defined', 'absent'],
    ['Failed to open connection to "session" message bus: Unable to autolaunch a dbus-daemon', 'absent'],
    ['Could not connect: No such file or directory', 'absent'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'unreachable'],
    ['', 'unreachable']
  ])('reads %j as %s', (text, state) => {
    expect(stateIn(text)).toBe(state)
  })
})
