/** Zeroskew's own vault file, and its encrypted backups, which are the same (docs/vault-format.md). Nothing is written. */
import { accountOf, inOrder } from '../../vault/account-record.ts'
import type { Fields } from '../../vault/cbor.ts'
import { parseVaultFile, type VaultFileParts } from '../../vault/format.ts'
import { openByPassphrase } from '../../vault/key-slot-passphrase.ts'
import { openByRecoveryCode } from '../../vault/key-slot-recovery.ts'
import { load, slotsOf } from '../../vault/opening.ts'
import { wipe } from '../../vault/secret-bytes.ts'
import { VaultError } from '../../vault/vault-error.ts'
import { NO_DETAILS, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import { passwordOf, wrongPassword } from '../kdf.ts'
import { TransferError } from '../transfer-error.ts'

/** scrypt of the vault's own cost. */
const DERIVING_MS = 300

export const zeroskewImporter: Importer = {
  format: 'zeroskew',
  recognise: (peek) => (peek.startsWith('ZEROSKEW') ? { isEncrypted: true } : null),
  read: async (peek, help) => {
    const parts = asTransferErrors(() => parseVaultFile(peek.bytes))
    const masterKey = await masterKeyOf(parts, help)
    try {
      const loaded = asTransferErrors(() => load(parts, masterKey))
      try {
        const { accounts, trash } = loaded.contents.payload
        const records = [...recordsOf(accounts, false), ...recordsOf(trash, true)]
        return await readEntries(records, accountIn, ({ record }) =>
          entryName(textOf(record, 'issuer'), textOf(record, 'label'))
        )
      } finally {
        wipe(loaded.payload)
      }
    } finally {
      wipe(masterKey)
    }
  }
}

interface Kept {
  readonly id: string
  readonly record: Fields
  readonly isTrashed: boolean
}

function recordsOf(records: Iterable<readonly [string, Fields]>, isTrashed: boolean): Kept[] {
  return inOrder(records).map(([id, record]) => ({ id, record, isTrashed }))
}

function accountIn({ id, record, isTrashed }: Kept): NewAccount {
  const account = accountOf(id, record)
  if (account === null) {
    throw new TransferError('unsupported-type', {
      field: 'kind',
      expected: 'a kind of this version',
      got: textOf(record, 'kind').slice(0, 20)
    })
  }
  // The id is the other vault's: vault.add gives a new one.
  return isTrashed ? { ...account, details: { ...(account.details ?? NO_DETAILS), isTrashed } } : account
}

function textOf(record: Fields, name: string): string {
  const value = record.get(name)
  return typeof value === 'string' ? value : ''
}

/** By the passphrase, or by the recovery code in its place. */
async function masterKeyOf({ header }: VaultFileParts, help: ReadingHelp): Promise<Buffer> {
  const typed = passwordOf(help)
  const { vaultId, slots } = header
  const opened = openByRecoveryCode(typed.toString('utf8'), vaultId, slotsOf(slots, 'recovery'))
  if (opened !== null && opened !== 'mistyped') return opened.masterKey
  const passphraseSlots = slotsOf(slots, 'passphrase')
  if (passphraseSlots.length > 0) help.onDeriving(DERIVING_MS)
  const masterKey = await openByPassphrase(typed, vaultId, passphraseSlots)
  if (masterKey === null) throw wrongPassword()
  return masterKey
}

function asTransferErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    if (error.code === 'newer-version') {
      throw new TransferError(
        'unsupported-version',
        { expected: 'a vault of format 1', got: 'a newer one' },
        { cause: error }
      )
    }
    throw new TransferError('damaged-file', { expected: 'a whole vault', got: 'another' }, { cause: error })
  }
}
