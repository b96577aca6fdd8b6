import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createKeyringSession,
  KEYRING_PROGRAMS,
  type KeyringSession,
  type KeyringState
} from '../../../keyring.ts'
import { describeWith } from '../../../real-parts.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SCRIPT = here('open-by-keyring.ts')
const CORE = here('../../../../src/core')
const CHILD = join(CORE, 'vault/keychain/keychain-child.ts')
const PASSPHRASE = 'only for this test'

/** An optional dependency: compiled only where libsecret's headers were at hand. */
const hasKeytar = existsSync(here('../../../../node_modules/keytar/build/Release/keytar.node'))

describeWith(
  hasKeytar ? KEYRING_PROGRAMS : [...KEYRING_PROGRAMS, 'keytar'],
  'a vault and a real gnome-keyring',
  () => {
    let session: KeyringSession
    let folder: string

    const run = async (
      state: KeyringState,
      task: string,
      passphrase = '',
      child = CHILD,
      path = vaultPath()
    ): Promise<object> =>
      JSON.parse(await session.run(state, SCRIPT, [task, path, passphrase, child])) as object
    const vaultPath = (): string => join(folder, 'vault.zeroskew')

    beforeAll(async () => {
      session = createKeyringSession()
      folder = mkdtempSync(join(tmpdir(), 'zeroskew-test-'))
      expect(await run('unlocked', 'create', PASSPHRASE)).toMatchObject({ state: 'present', accounts: 1 })
    })
    afterAll(() => {
      session.end()
      rmSync(folder, { recursive: true, force: true })
    })

    it('opens in a later session with no passphrase, and changes nothing', async () => {
      expect(await run('unlocked', 'open')).toEqual({
        ...{ state: 'present', unchanged: true, accounts: 1 },
        ways: ['keychain', 'passphrase', 'recovery']
      })
    })

    it.each([
      ['locked', 'locked'],
      ['no-collection', 'unreachable'],
      ['no-service', 'absent'],
      ['no-bus', 'absent']
    ] as const)(
      'stays closed and untouched with a keyring %s, says %s, and opens by passphrase',
      async (keyring, state) => {
        expect(await run(keyring, 'open')).toEqual({
          ...{ state, unchanged: true, code: 'key-unavailable', keychainState: state }
        })
        expect(await run(keyring, 'open', PASSPHRASE)).toMatchObject({ state, unchanged: true, accounts: 1 })
      }
    )

    it.each(['locked', 'no-service'] as const)(
      'is not made with a keyring %s, and leaves no file',
      async (keyring) => {
        const path = join(folder, `${keyring}.zeroskew`)
        expect(await run(keyring, 'create', PASSPHRASE, CHILD, path)).toMatchObject({
          code: 'key-unavailable'
        })
        expect(existsSync(path)).toBe(false)
      }
    )

    it('says “absent” where keytar can’t be loaded, though the keyring is unlocked', async () => {
      // A copy of the child with no node_modules above it: what an install without libsecret's headers leaves.
      const copy = join(folder, 'without-keytar')
      cpSync(CORE, copy, { recursive: true })
      expect(await run('unlocked', 'open', '', join(copy, 'vault/keychain/keychain-child.ts'))).toEqual({
        ...{ state: 'absent', unchanged: true, code: 'key-unavailable', keychainState: 'absent' }
      })
    })

    it('still has its item afterwards: the vault opens as before', async () => {
      expect(await run('unlocked', 'open')).toMatchObject({ unchanged: true, accounts: 1 })
    })
  }
)
