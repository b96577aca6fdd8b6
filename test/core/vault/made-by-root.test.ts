import { chown, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createVault, openVault } from '../../../src/core/vault/vault.ts'
import { tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

/** Nobody's, on most systems; any that isn't root's would do. */
const [UID, GID] = [65534, 65533]

describe.runIf(process.geteuid?.() === 0)('what root makes', () => {
  it('in a user’s folder is the user’s: vault, backups, notes and the folders of each', async () => {
    const home = tempFolder()
    await chown(home, UID, GID)
    const path = join(home, 'share', 'data', 'vault.zeroskew')
    const setting = await testSetting({ seenPath: join(home, 'state', 'zeroskew', 'seen.json') })
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    vault.lock()
    const opened = await openVault(path, setting, { kind: 'keychain' })
    await opened.add([totpAccount()])
    const made = await readdir(home, { recursive: true })
    expect(made).toContain('share/data/vault.zeroskew')
    expect(made.filter((name) => name.startsWith('share/data/backups/'))).toHaveLength(1)
    expect(made).toContain('state/zeroskew/seen.json')
    for (const name of made) {
      const { uid, gid } = await stat(join(home, name))
      expect([name, uid, gid]).toEqual([name, UID, GID])
    }
  })
})
