/** What the writer of another app's files has to be: the contract between export.ts and its neighbours here. */
import type { Account, NewAccount } from '../../otp/account.ts'
import type { ExportFormatId } from '../formats.ts'
import type { SheetWords } from '../html-sheet.ts'

/**
 * What a format may not carry of an account. `account`: it is left out, for the fields named after it; `kind`: for
 * being of a kind that the format doesn't know; `size`: for being too long for a QR code.
 */
export type LossField =
  | 'account'
  | 'kind'
  | 'size'
  | 'issuer'
  | 'label'
  | 'algorithm'
  | 'digits'
  | 'period'
  | 'counter'
  | DetailField

export type DetailField = 'groups' | 'note' | 'favourite' | 'icon' | 'usage'

/** What a writer may use besides the accounts. */
export interface Writing {
  /** UTF-8, as typed; encrypted formats need one. Stays the caller's, who wipes it. */
  readonly password: Buffer | null
  /** Cryptographically random bytes over their own ArrayBuffer. */
  readonly randomBytes: (length: number) => Buffer
  /** Unix ms, for formats that date what they hold. Nothing is decided by it. */
  readonly nowMs: number
  /** How Google migration codes are written: the links themselves, or a picture of each. */
  readonly codesAs: 'text' | 'svg' | 'png'
  readonly sheetWords: SheetWords
}

export interface Exporter {
  readonly format: ExportFormatId
  /** Whether the file holds secrets in clear. */
  readonly isPlain: boolean
  /** What its files usually end in, without the dot. */
  readonly extension: string
  /** What of an account the format can't carry; none where it carries all. */
  readonly losses: (account: NewAccount) => readonly LossField[]
  /**
   * Writes those accounts that it can carry, in their order. One file, or several that belong together.
   * @returns over their own memory; the caller wipes them
   * @throws TransferError `password-needed`, `cannot-carry` where nothing would be left, `too-large`
   */
  readonly write: (
    accounts: readonly (Account | NewAccount)[],
    writing: Writing
  ) => Promise<readonly Buffer[]>
}
