/** Where a passphrase comes from: a file, or somebody who types it. Never from arguments or the environment. */
import { open } from 'node:fs/promises'
import { askHidden, canAsk } from './ask.ts'
import { note, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

const LIMIT_BYTES = 4096

/** Below so many characters a passphrase is told to be short; it is never refused for that. */
const FEW_CHARACTERS = 8

/** Options that name a file with a passphrase, or a password, in it. */
export type PassphraseFileOption =
  '--passphrase-file' | '--new-passphrase-file' | '--backup-passphrase-file' | '--password-file'

/**
 * Reads a passphrase file: one trailing line end is dropped, everything else counts.
 * @param option - By which it was named, for a sentence.
 * @returns The passphrase's bytes; the caller wipes them.
 * @throws UsageError - `passphrase-file-unreadable`, `passphrase-file-empty`, `passphrase-file-large`.
 */
export async function readPassphraseFile(path: string, option: PassphraseFileOption): Promise<Buffer> {
  const bytes = Buffer.from(new ArrayBuffer(LIMIT_BYTES + 3))
  try {
    const length = await readUpTo(path, option, bytes)
    const end = lengthWithoutLineEnd(bytes.subarray(0, length))
    if (end > LIMIT_BYTES) throw new UsageError('passphrase-file-large', option)
    if (end === 0) throw new UsageError('passphrase-file-empty', option)
    const passphrase = Buffer.from(new ArrayBuffer(end))
    bytes.copy(passphrase, 0, 0, end)
    return passphrase
  } finally {
    bytes.fill(0)
  }
}

/**
 * Asks for what opens a vault that is there: its passphrase if it has one, or its recovery code.
 * @returns `null` where nobody can be asked.
 * @throws UsageError - `passphrase-empty`.
 */
export async function askCredential(terminal: Terminal, hasPassphrase: boolean): Promise<Buffer | null> {
  if (!canAsk(terminal)) return null
  const { askPassphrase, askRecoveryCode } = terminal.wording.terminal
  return await askOnce(terminal, hasPassphrase ? askPassphrase : askRecoveryCode)
}

/**
 * A new passphrase from a file: one that is short is told, and taken.
 * @throws UsageError - those of reading; `passphrase-file-lines` for what nobody could type at a question.
 */
export async function readNewPassphraseFile(
  path: string,
  option: PassphraseFileOption,
  terminal: Terminal
): Promise<Buffer> {
  const passphrase = await readPassphraseFile(path, option)
  if (passphrase.includes(0x0a) || passphrase.includes(0x0d)) {
    passphrase.fill(0)
    throw new UsageError('passphrase-file-lines', option)
  }
  tellIfShort(passphrase, terminal)
  return passphrase
}

/**
 * Asks for a new passphrase, twice; one that is short is told in between.
 * @returns `null` where nobody can be asked.
 * @throws UsageError - `passphrase-empty`, `passphrases-differ`.
 */
export async function askNewPassphrase(terminal: Terminal): Promise<Buffer | null> {
  if (!canAsk(terminal)) return null
  const { askNewPassphrase: question, askPassphraseAgain: again } = terminal.wording.terminal
  const first = await askOnce(terminal, question)
  try {
    if (tellIfShort(first, terminal)) note(terminal, terminal.wording.terminal.shortIsTaken)
    const second = await askOnce(terminal, again)
    const same = first.equals(second)
    second.fill(0)
    if (!same) throw new UsageError('passphrases-differ')
    return first
  } catch (error) {
    first.fill(0)
    throw error
  }
}

function tellIfShort(passphrase: Buffer, terminal: Terminal): boolean {
  // Counted in UTF-8, without a string of it: every byte that doesn't continue a character, 10xxxxxx, begins one.
  const characters = passphrase.reduce((count, byte) => ((byte & 0xc0) === 0x80 ? count : count + 1), 0)
  if (characters >= FEW_CHARACTERS) return false
  note(terminal, terminal.wording.terminal.shortPassphrase(characters, FEW_CHARACTERS))
  return true
}

async function askOnce(terminal: Terminal, question: string): Promise<Buffer> {
  const typed = await askHidden(terminal, question, LIMIT_BYTES)
  if (typed.length === 0) throw new UsageError('passphrase-empty')
  return typed
}

/** Fills the buffer as far as the file goes: devices and pipes have no end that could be waited for. */
async function readUpTo(path: string, option: PassphraseFileOption, bytes: Buffer): Promise<number> {
  try {
    await using file = await open(path)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return length
  } catch (error) {
    throw new UsageError('passphrase-file-unreadable', `${option}: ${systemCodeOf(error)}`, error)
  }
}

function lengthWithoutLineEnd(bytes: Buffer): number {
  let end = bytes.length
  if (bytes[end - 1] === 0x0a) end -= 1
  else return end
  return bytes[end - 1] === 0x0d ? end - 1 : end
}

function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error'
}
