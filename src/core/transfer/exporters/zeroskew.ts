/**
 * Zeroskew's own backup: a vault file (docs/vault-format.md) with ids and keys of its own, and the passphrase as its
 * only way in. It is a file to import, or to be opened as a vault in an emergency.
 */
import type { NewAccount } from '../../otp/account.ts'
import { recordOf } from '../../vault/account-record.ts'
import { KEY_BYTES } from '../../vault/cipher.ts'
import { MINOR_VERSION } from '../../vault/format.ts'
import { createPassphraseSlot } from '../../vault/key-slot-passphrase.ts'
import { ID_BYTES, type KeySlot } from '../../vault/key-slot.ts'
import { EMPTY_PAYLOAD } from '../../vault/payload.ts'
import { wipe } from '../../vault/secret-bytes.ts'
import { joined, sealVault } from '../../vault/vault-image.ts'
import type { Exporter, Writing } from './exporter.ts'
import { passwordFor } from './fields.ts'

export const zeroskewExporter: Exporter = {
  format: 'zeroskew',
  isPlain: false,
  extension: 'zeroskew',
  losses: () => [],
  write: async (accounts, writing) => {
    const { randomBytes } = writing
    const password = passwordFor(writing)
    const file = await sealBackup(
      accounts,
      (vaultId, masterKey) => createPassphraseSlot(password, vaultId, masterKey, randomBytes),
      randomBytes
    )
    return [file]
  }
}

/**
 * The bytes of a backup with one way in.
 * @param makeSlot - wraps the master key, which stays this function's
 */
export async function sealBackup(
  accounts: readonly NewAccount[],
  makeSlot: (vaultId: Buffer, masterKey: Buffer) => Promise<KeySlot> | KeySlot,
  randomBytes: Writing['randomBytes']
): Promise<Buffer> {
  const [vaultId, masterKey] = [randomBytes(ID_BYTES), randomBytes(KEY_BYTES)]
  const records = accounts.map((account, position) => ({
    id: randomBytes(ID_BYTES).toString('hex'),
    ...recordOf(account, position)
  }))
  try {
    const contents = {
      minorVersion: MINOR_VERSION,
      vaultId,
      masterKeyId: randomBytes(ID_BYTES),
      keychainSuspended: false,
      slots: [await makeSlot(vaultId, masterKey)],
      headerExtra: new Map(),
      payload: { ...EMPTY_PAYLOAD, accounts: new Map(records.map(({ id, record }) => [id, record])) }
    }
    const stamp = { revision: 1, saveId: randomBytes(ID_BYTES), parentSaveId: null }
    return joined(sealVault(contents, stamp, masterKey, randomBytes))
  } finally {
    wipe(masterKey, ...records.flatMap(({ secrets }) => secrets))
  }
}
