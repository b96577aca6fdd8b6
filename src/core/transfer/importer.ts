/** What the reader of another app's files has to be: the contract between detect.ts and importers/<app>.ts. */
import type { KeyUriError } from '../otp/key-uri-error.ts'
import type { NewAccount } from '../otp/account.ts'
import type { FormatId } from './formats.ts'
import type { Peek } from './peek.ts'
import type { TransferError } from './transfer-error.ts'

/** How a file was recognised, by its content. */
export interface Recognition {
  /** Whether its accounts can only be read with a password. */
  readonly isEncrypted: boolean
  /**
   * Nothing in it but what its password opens would show that it is of this app. Nobody is asked for one: without the
   * right password, and without the user's word for it (`from`), it is `not-an-export`.
   */
  readonly isUnmarked?: true
}

/** What a reader may use besides the file. */
export interface ReadingHelp {
  /** UTF-8, as typed; null where none was given. Stays the caller's, who wipes it. */
  readonly password: Buffer | null
  /** Told before a key derivation that takes longer than a moment, with an estimate. */
  readonly onDeriving: (estimateMs: number) => void
}

/** Where an entry stood, of several files that were read together. */
export interface InFile {
  readonly name: string
  /** Which of its file's entries, counted from 1. */
  readonly entry: number
}

/** One account that was read. */
export interface ReadEntry {
  /** Which of the entries found, counted from 1. */
  readonly entry: number
  readonly file?: InFile
  readonly account: NewAccount
  /** What couldn't be read of it beside its code, by the format's own names ("icon"): it came in without. Never empty. */
  readonly unread?: readonly string[]
  /** Texts of it that were longer than is kept: only the beginning came in. Never empty. */
  readonly shortened?: readonly string[]
}

/** Tells of a field, by the format's own name, that it comes in not at all, or shortened. */
export type Without = (field: string, how?: 'shortened') => void

/** One entry that couldn't be read. */
export interface FailedEntry {
  readonly entry: number
  readonly file?: InFile
  /** What people know it by, as far as it could be read: "GitHub: alice"; '' where it has no name. Never a secret. */
  readonly name: string
  readonly error: KeyUriError | TransferError
}

/** `found` = accounts + failed, always. */
export interface ReadExport {
  readonly found: number
  readonly accounts: readonly ReadEntry[]
  readonly failed: readonly FailedEntry[]
  /** Google migration: parts of a batch that aren't there, counted from 1, and of how many. */
  readonly missingParts?: {
    readonly parts: readonly number[]
    readonly of: number
    /** Which batch it is, so that a part that comes later is known to belong to it. */
    readonly batchId: number
  }
}

export interface Importer {
  readonly format: FormatId
  /**
   * Whether the file is of this app; cheap, and by content, to which a name only adds where content can't say.
   * @throws TransferError `too-large` alone, for what is too large for everybody
   */
  readonly recognise: (peek: Peek) => Recognition | null
  /**
   * Reads it. One entry that can't be read doesn't stop the others.
   * @throws TransferError `password-needed`, `wrong-password`, `unsupported-version`, `unsupported-parameters`,
   * `damaged-file`, `too-large`
   */
  readonly read: (peek: Peek, help: ReadingHelp) => Promise<ReadExport>
}
