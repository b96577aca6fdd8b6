/** One thing of an import, read: what it came to, and what that adds to what was read before it. */
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import { joinExports, ofFile } from '../../core/transfer/collect.ts'
import type { FormatId } from '../../core/transfer/formats.ts'
import type { FormattedExport, Reading } from '../../core/transfer/read-export.ts'
import { TransferError } from '../../core/transfer/transfer-error.ts'
import type { Failure } from '../../shared/failure.ts'
import type { ImportSource } from '../../shared/views/transfer.ts'
import type { Unread } from './import-views.ts'

/** Something to read: its bytes are the import's from then on, which wipes them. */
export interface ImportItem {
  readonly bytes: Buffer
  readonly source: ImportSource
}

/** Reads until the signal ends it. */
export type Read = (bytes: Buffer, reading: Reading, signal: AbortSignal) => Promise<FormattedExport>

export type ReadOutcome =
  | { readonly kind: 'read'; readonly read: FormattedExport }
  | { readonly kind: 'needs-password'; readonly format: FormatId; readonly wasWrong: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Of several things, those that were read and those that couldn't be. */
export interface Progress {
  readonly read: FormattedExport | null
  readonly unread: readonly Unread[]
}

/**
 * Reads one thing; where the signal ended that, the outcome says nothing.
 * @param password - Of an encrypted file; `null`: none was given yet.
 */
export async function readItem(
  { bytes, source }: ImportItem,
  password: Buffer | null,
  {
    read,
    signal,
    onDeriving
  }: {
    readonly read: Read
    readonly signal: AbortSignal
    /** Told before a key is derived, which takes about so long, ms. */
    readonly onDeriving: (estimateMs: number) => void
  }
): Promise<ReadOutcome> {
  const known: { format: FormatId | null } = { format: null }
  const reading: Reading = {
    name: source.kind === 'file' ? source.name : '',
    password,
    onFormat: (format) => (known.format = format),
    onDeriving: (estimateMs) => {
      if (!signal.aborted) onDeriving(estimateMs)
    }
  }
  try {
    const alone = await read(bytes, reading, signal)
    if (alone.found === 0) throw new Refusal('no-account-found')
    return { kind: 'read', read: alone }
  } catch (error) {
    const { format } = known
    return isAboutPassword(error) && format !== null
      ? { kind: 'needs-password', format, wasWrong: error.code === 'wrong-password' }
      : { kind: 'failed', failure: presentFailure(error) }
  }
}

/**
 * What was read so far, and one thing more.
 * @param isLast - Nothing comes after it; of several files each account keeps its file's name.
 */
export function progressOf(
  { read: former, unread }: Progress,
  source: ImportSource,
  outcome: Exclude<ReadOutcome, { kind: 'needs-password' }>,
  isLast: boolean
): Progress {
  if (outcome.kind === 'failed') {
    return { read: former, unread: [...unread, { source, failure: outcome.failure }] }
  }
  const isAlone = isLast && unread.length === 0 && former === null
  const read = isAlone || source.kind !== 'file' ? outcome.read : ofFile(outcome.read, source.name)
  return { read: former === null ? read : { ...joinExports(former, read), format: former.format }, unread }
}

function isAboutPassword(error: unknown): error is TransferError {
  return (
    error instanceof TransferError && (error.code === 'password-needed' || error.code === 'wrong-password')
  )
}
