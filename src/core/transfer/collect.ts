/** Makes one receipt's worth of a list of entries: each is read by itself, and one that can't be read stops no other. */
import { cleanName, KeyUriError } from '../otp/account-fields.ts'
import type { NewAccount } from '../otp/account.ts'
import type { FailedEntry, ReadEntry, ReadExport } from './importer.ts'
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/**
 * Reads a list entry by entry; `found` is its length, whatever becomes of the entries.
 * @param one - gives the account; what it throws of KeyUriError and TransferError becomes that entry's failure
 * @param nameOf - what people know the entry by (`entryName`); never called for one that can be read
 * @throws {@link TransferError} `too-large` for more entries than anybody has; then none is read
 */
export async function readEntries<T>(
  list: readonly T[],
  one: (entry: T, index: number) => NewAccount | Promise<NewAccount>,
  nameOf: (entry: T) => string
): Promise<ReadExport> {
  if (list.length > LIMITS.entries) {
    throw new TransferError('too-large', { expected: `≤ ${LIMITS.entries} entries`, got: `${list.length}` })
  }
  const accounts: ReadEntry[] = []
  const failed: FailedEntry[] = []
  for (const [index, entry] of list.entries()) {
    try {
      const made = one(entry, index)
      accounts.push({ entry: index + 1, account: made instanceof Promise ? await made : made })
    } catch (error) {
      if (!(error instanceof KeyUriError) && !(error instanceof TransferError)) throw error
      failed.push({ entry: index + 1, name: shortName(nameOf(entry)), error })
    }
  }
  return { found: list.length, accounts, failed }
}

/** "GitHub: alice", or the half that there is. */
export function entryName(issuer: string | undefined, label: string | undefined): string {
  return [issuer ?? '', label ?? ''].filter((part) => part.trim() !== '').join(': ')
}

/**
 * A text field that an entry must have.
 * @throws {@link TransferError} `bad-field`
 */
export function needed<T>(field: string, value: T | undefined, expected = 'a value'): T {
  if (value !== undefined) return value
  throw new TransferError('bad-field', { field, expected, got: 'nothing' })
}

/** For a sentence: clean, and not longer than a line. */
function shortName(name: string): string {
  const clean = cleanName(name.slice(0, 400))
  return clean.length > 80 ? `${clean.slice(0, 79).toWellFormed()}…` : clean
}
