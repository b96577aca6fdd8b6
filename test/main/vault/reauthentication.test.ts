import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { createVault } from '../../../src/core/vault/vault.ts'
import { MOST_TRIES, needOf, Reauthentication } from '../../../src/main/vault/reauthentication.ts'
import type { SecretTask } from '../../../src/shared/ipc.ts'
import { tempFolder, testSetting } from '../../fakes/vault-setting.ts'

const PASSPHRASE = 'correct horse battery staple'
const SHOW: SecretTask = { kind: 'show-account', id: 'a1b2' }

interface Scene {
  readonly vault: Vault
  readonly recoveryCode: string
  readonly reauthentication: Reauthentication
  readonly closed: () => number
}

async function sceneWith(
  passphrase: string | null,
  askSystem: (() => Promise<void>) | null = null
): Promise<Scene> {
  const path = join(tempFolder(), 'vault.zeroskew')
  const ways = { keychain: true, passphrase: passphrase === null ? null : Buffer.from(passphrase) }
  const { vault, recoveryCode } = await createVault(path, await testSetting(), ways)
  let closed = 0
  const reauthentication = new Reauthentication({
    vault: () => vault,
    close: () => closed++,
    systemAsker: () => askSystem
  })
  return { vault, recoveryCode, reauthentication, closed: () => closed }
}

const typed = (passphrase: string) => ({ kind: 'passphrase', passphrase }) as const

describe('needOf', () => {
  it('asks for a plain export as for a shown secret, and for an encrypted one as for the ways in', () => {
    expect(needOf({ kind: 'export', format: 'key-uri', ids: null })).toBe('always')
    expect(needOf({ kind: 'export', format: 'html', ids: null })).toBe('always')
    expect(needOf({ kind: 'export', format: 'aegis-encrypted', ids: null })).toBe('if-passphrase')
    expect(needOf(SHOW)).toBe('always')
  })
})

describe('Reauthentication', () => {
  it.each(['set-passphrase', 'new-recovery', 'make-shares', 'rotate'] as const)(
    'lets %s go on where the vault has no passphrase, and asks first where it has one',
    async (task) => {
      const without = await sceneWith(null)
      without.reauthentication.begin(task)
      without.reauthentication.requireFor(task)
      const { reauthentication } = await sceneWith(PASSPHRASE)
      reauthentication.begin(task)
      expect(() => reauthentication.requireFor(task)).toThrow(
        expect.objectContaining({ code: 'needs-reauthentication' })
      )
      await reauthentication.show(typed(PASSPHRASE))
      reauthentication.requireFor(task)
    }
  )

  it('shows no secret of a vault without a passphrase until one is set', async () => {
    const { vault, reauthentication } = await sceneWith(null)
    reauthentication.begin(SHOW)
    expect(reauthentication.isPassphraseNeeded).toBe(true)
    expect(() => reauthentication.requireFor('show-account')).toThrow(
      expect.objectContaining({ code: 'passphrase-needed' })
    )
    await vault.keys.setPassphrase(Buffer.from(PASSPHRASE))
    expect(() => reauthentication.requireFor('show-account')).toThrow(
      expect.objectContaining({ code: 'needs-reauthentication' })
    )
    reauthentication.noteShown()
    reauthentication.requireFor('show-account')
  })

  it('takes the recovery code', async () => {
    const { recoveryCode, reauthentication } = await sceneWith(PASSPHRASE)
    reauthentication.begin(SHOW)
    await reauthentication.show({ kind: 'recovery', code: recoveryCode })
    reauthentication.requireFor('show-account')
  })

  it('holds for one window: the next one asks again', async () => {
    const { reauthentication } = await sceneWith(PASSPHRASE)
    reauthentication.begin(SHOW)
    await reauthentication.show(typed(PASSPHRASE))
    reauthentication.begin(null)
    reauthentication.begin(SHOW)
    expect(reauthentication.isNeeded).toBe(true)
  })

  it('answers no other task than the one that the window was opened for', async () => {
    const { reauthentication } = await sceneWith(PASSPHRASE)
    reauthentication.begin('make-shares')
    await reauthentication.show(typed(PASSPHRASE))
    expect(() => reauthentication.requireFor('show-account')).toThrow(
      expect.objectContaining({ code: 'needs-reauthentication' })
    )
  })

  it('forgets who was shown if the window became another one during the derivation', async () => {
    const { reauthentication } = await sceneWith(PASSPHRASE)
    reauthentication.begin('new-recovery')
    const showing = reauthentication.show(typed(PASSPHRASE))
    reauthentication.begin(SHOW)
    await expect(showing).rejects.toMatchObject({ code: 'cancelled' })
    expect(reauthentication.isNeeded).toBe(true)
  })

  it(`closes the window at the wrong try number ${MOST_TRIES}`, async () => {
    const { reauthentication, closed } = await sceneWith(PASSPHRASE)
    reauthentication.begin(SHOW)
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const attempt = tries % 2 === 0 ? typed('wrong') : ({ kind: 'recovery', code: 'wrong' } as const)
      await expect(reauthentication.show(attempt)).rejects.toThrow()
      await new Promise(setImmediate)
      expect(closed()).toBe(tries < MOST_TRIES ? 0 : 1)
    }
  })

  it('asks the system where it can, and takes its refusal for a cancellation', async () => {
    const willing = await sceneWith(PASSPHRASE, () => Promise.resolve())
    willing.reauthentication.begin(SHOW)
    expect(willing.reauthentication.canAskSystem).toBe(true)
    await willing.reauthentication.showBySystem()
    willing.reauthentication.requireFor('show-account')
    const refusing = await sceneWith(PASSPHRASE, () => Promise.reject(new Error('no')))
    refusing.reauthentication.begin(SHOW)
    await expect(refusing.reauthentication.showBySystem()).rejects.toMatchObject({ code: 'cancelled' })
    expect(refusing.reauthentication.isNeeded).toBe(true)
  })

  it('wants the passphrase itself for a new master key, keeps it as bytes until the window closes, and wipes it', async () => {
    const { vault, recoveryCode, reauthentication } = await sceneWith(PASSPHRASE, () => Promise.resolve())
    reauthentication.begin('rotate')
    expect(reauthentication.canAskSystem).toBe(false)
    await expect(reauthentication.show({ kind: 'recovery', code: recoveryCode })).rejects.toMatchObject({
      code: 'passphrase-needed'
    })
    await reauthentication.show(typed(PASSPHRASE))
    const { passphrase } = reauthentication
    expect(passphrase?.toString()).toBe(PASSPHRASE)
    await vault.keys.rotate(passphrase)
    reauthentication.begin(null)
    expect(reauthentication.passphrase).toBeNull()
    expect(passphrase?.every((byte) => byte === 0)).toBe(true)
  })
})
