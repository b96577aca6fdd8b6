/** What a pasted or dropped text holds. For now: Key URIs, one a line; other apps' files come with the importers. */
import type { NewAccount } from '../otp/account.ts'
import { KeyUriError, parseKeyUri } from '../otp/key-uri.ts'
import { LIMITS } from './limits.ts'

/** `found` = accounts + failed, always. */
export interface ReadAccounts {
  readonly found: number
  readonly accounts: readonly NewAccount[]
  readonly failed: readonly FailedEntry[]
}

export interface FailedEntry {
  /** Which of the entries found, counted from 1 without blank lines. */
  readonly entry: number
  readonly error: KeyUriError
}

/**
 * Reads a text of Key URIs, one a line; blank lines don't count. A line that can't be read doesn't stop the others.
 * @throws KeyUriError `too-large`: over 10 MiB or 10,000 entries; then nothing is read at all
 */
export function readKeyUriLines(text: string): ReadAccounts {
  if (text.length > LIMITS.fileBytes) tooLarge(`${LIMITS.fileBytes} characters`, `${text.length} characters`)
  const lines = text.split(/[\r\n]+/u).filter((line) => line.trim() !== '')
  if (lines.length > LIMITS.entries) tooLarge(`${LIMITS.entries} entries`, `${lines.length} entries`)
  const accounts: NewAccount[] = []
  const failed: FailedEntry[] = []
  for (const [index, line] of lines.entries()) {
    try {
      accounts.push(parseKeyUri(line))
    } catch (error) {
      if (!(error instanceof KeyUriError)) throw error
      failed.push({ entry: index + 1, error })
    }
  }
  return { found: lines.length, accounts, failed }
}

function tooLarge(most: string, got: string): never {
  throw new KeyUriError('too-large', { expected: `≤ ${most}`, got })
}
