/** From the bytes of a file, or of a picture of QR codes, to the accounts in it. */
import { brokenShell } from './broken-shell.ts'
import { detect } from './detect.ts'
import type { FormatId } from './formats.ts'
import { imageSize } from './image-size.ts'
import type { Importer, ReadExport, ReadingHelp } from './importer.ts'
import { Peek } from './peek.ts'
import { refuseManyFiles } from './read-zip.ts'
import { TransferError, type TransferErrorCode } from './transfer-error.ts'

export interface Reading {
  /** The file's name, for sentences alone. */
  readonly name: string
  /** UTF-8, as typed; null where none was given. Stays the caller's, who wipes it. */
  readonly password: Buffer | null
  /** Only this format is tried. */
  readonly from?: FormatId
  /** Told before a key derivation that takes longer than a moment, with an estimate. */
  readonly onDeriving?: (estimateMs: number) => void
  /** Told whose file it is, as soon as that is known. */
  readonly onFormat?: (format: FormatId) => void
}

/** What was read, and of which format it is. */
export interface FormattedExport extends ReadExport {
  readonly format: FormatId
}

/**
 * Reads a file of any format that is known.
 * @param bytes - Stay the caller's, who wipes them.
 * @throws TransferError `not-an-export`, `password-needed`, `wrong-password`, `unsupported-version`,
 * `unsupported-parameters`, `damaged-file`, `too-large`; QrError for a picture that gives no codes
 */
export async function readExport(bytes: Buffer, reading: Reading): Promise<FormattedExport> {
  if (imageSize(bytes) !== null) {
    const { readQrCodes } = await import('./qr.ts')
    // Codes that were read together are one text: parts of one batch find each other.
    const text = Buffer.from((await readQrCodes(bytes)).join('\n'), 'utf8')
    try {
      return await readFile(text, reading)
    } finally {
      text.fill(0)
    }
  }
  return await readFile(bytes, reading)
}

async function readFile(bytes: Buffer, reading: Reading): Promise<FormattedExport> {
  const { name, password, from, onDeriving = () => undefined, onFormat } = reading
  const peek = new Peek(bytes, name)
  const detected = detect(peek, from)
  if (detected === null) throw unrecognised(peek, from)
  const { importer, recognition } = detected
  if (recognition.isUnmarked === true && from === undefined) {
    const read = await readUnmarked(importer, peek, { password, onDeriving })
    onFormat?.(importer.format)
    return read
  }
  onFormat?.(importer.format)
  if (recognition.isEncrypted && (password === null || password.length === 0)) {
    throw new TransferError('password-needed', { expected: 'its password', got: 'none' })
  }
  return await readAs(importer, peek, { password, onDeriving })
}

async function readAs(importer: Importer, peek: Peek, help: ReadingHelp): Promise<FormattedExport> {
  const read = await importer.read(peek, help)
  if (read.found !== read.accounts.length + read.failed.length) {
    throw new Error(`expected each entry of ${importer.format} read or failed, got another sum`)
  }
  return { format: importer.format, ...read }
}

/** @throws {@link TransferError} `too-large` for an archive of too many files, which nobody looks into */
function unrecognised(peek: Peek, from?: FormatId): TransferError {
  refuseManyFiles(peek.bytes)
  const expected = brokenShell(peek)
  if (expected === null) return notAnExport(peek, from)
  return new TransferError('damaged-file', { expected, got: kindOf(peek) })
}

/** What an importer says of a file that another's password, or another app's file, could be as well. */
const NOT_ITS: readonly TransferErrorCode[] = ['wrong-password', 'unsupported-parameters']

/** Whose it is shows by its opening alone. */
async function readUnmarked(importer: Importer, peek: Peek, help: ReadingHelp): Promise<FormattedExport> {
  if (help.password === null || help.password.length === 0) throw notAnExport(peek)
  try {
    return await readAs(importer, peek, help)
  } catch (error) {
    const isNotIts = error instanceof TransferError && NOT_ITS.includes(error.code)
    throw isNotIts ? notAnExport(peek, undefined, error) : error
  }
}

function notAnExport(peek: Peek, from?: FormatId, cause?: TransferError): TransferError {
  const expected = from ?? 'an export of an app that is known'
  const got = (from === undefined ? null : formatInstead(peek)) ?? kindOf(peek)
  return new TransferError('not-an-export', { expected, got }, { cause })
}

/** Whose file it is where the user named another app; null where nobody recognises it, or by no mark. */
function formatInstead(peek: Peek): FormatId | null {
  const detected = detect(peek)
  return detected === null || detected.recognition.isUnmarked === true ? null : detected.importer.format
}

/** What it is instead, in a word. */
function kindOf(peek: Peek): string {
  if (peek.bytes.length === 0) return 'an empty file'
  if (peek.json !== undefined) return 'another JSON'
  return `${peek.bytes.length} bytes of ${peek.text === null ? 'something else' : 'other text'}`
}
