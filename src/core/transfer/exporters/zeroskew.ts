/**
 * Zeroskew's own backup: a vault file (docs/vault-format.md) with ids and keys of its own, and the passphrase as its
 * only way in. It is a file to import, or to be opened as a vault in an emergency.
 */
import { recordOf } from '../../vault/account-record.ts'
import { KEY_BYTES } from '../../vault/cipher.ts'
import { MINOR_VERSION } from '../../vault/format.ts'
import { createPassphraseSlot } from '../../vault/key-slot-passphrase.ts'
import { ID_BYTES } from '../../vault/key-slot.ts'
import { EMPTY_PAYLOAD } from '../../vault/payload.ts'
import { copySecret, wipe } from '../../vault/secret-bytes.ts'
import { sealVault } from '../../vault/vault-image.ts'
import type { Exporter } from './exporter.ts'
import { passwordFor } from './fields.ts'

export const zeroskewExporter: Exporter = {
  format: 'zeroskew',
  isPlain: false,
  extension: 'zeroskew',
  losses: () => [],
  write: async (accounts, writing) => {
    const { randomBytes } = writing
    const [vaultId, masterKey] = [randomBytes(ID_BYTES), randomBytes(KEY_BYTES)]
    const slot = await createPassphraseSlot(passwordFor(writing), vaultId, masterKey, randomBytes)
    const records = accounts.map((account, position) => ({
      id: randomBytes(ID_BYTES).toString('hex'),
      ...recordOf(account, position)
    }))
    const contents = {
      minorVersion: MINOR_VERSION,
      vaultId,
      masterKeyId: randomBytes(ID_BYTES),
      keychainSuspended: false,
      slots: [slot],
      headerExtra: new Map(),
      payload: { ...EMPTY_PAYLOAD, accounts: new Map(records.map(({ id, record }) => [id, record])) }
    }
    const stamp = { revision: 1, saveId: randomBytes(ID_BYTES), parentSaveId: null }
    try {
      const { file, payload } = sealVault(contents, stamp, masterKey, randomBytes)
      wipe(payload)
      return [copySecret(file)]
    } finally {
      wipe(masterKey, ...records.flatMap(({ secrets }) => secrets))
    }
  }
}
