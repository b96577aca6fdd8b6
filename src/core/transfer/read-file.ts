/** A file to import, read up to the limit whatever its size says. */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Refusal } from '../present-failure.ts'
import { LIMITS } from './limits.ts'

/**
 * The whole file, to be wiped by the caller. A pipe or a device is refused at once: a program would wait for it for ever.
 * @param takes - `files` alone, or a shell's own pipes as well, `<(…)`: there somebody writes.
 * @throws Refusal `file-unreadable`, `too-large`
 */
export async function readImportFile(path: string, takes: 'files' | 'shell-pipes'): Promise<Buffer> {
  const isShellPipe = takes === 'shell-pipes' && SHELL_PIPE.test(path)
  try {
    // Opening a pipe doesn't wait for a writer then; a plain file doesn't care.
    await using file = await open(path, isShellPipe ? 'r' : O_NONBLOCK_READ)
    const found = await file.stat()
    if (found.isDirectory()) throw new Refusal('file-unreadable', { got: 'EISDIR' })
    const isTaken = found.isFile() || (isShellPipe && found.isFIFO())
    if (!isTaken) throw new Refusal('file-unreadable', { got: 'ESPIPE' })
    if (found.size > LIMITS.fileBytes) tooLarge(`${Math.ceil(found.size / MEBIBYTE)} MiB`)
    return await readUpToLimit(file)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Refusal('file-unreadable', { got: code }, { cause: error })
  }
}

const MEBIBYTE = 1024 * 1024
/** As bash and zsh name them: a file that is open already. */
const SHELL_PIPE = /^\/(?:dev|proc\/self)\/fd\/\d{1,4}$/u
// Windows has no such flag, and no such pipes in its file system.
const O_NONBLOCK_READ = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK)

async function readUpToLimit(file: FileHandle): Promise<Buffer> {
  const whole = Buffer.from(new ArrayBuffer(LIMITS.fileBytes + 1))
  let length = 0
  while (length < whole.length) {
    const { bytesRead } = await file.read(whole, length, Math.min(MEBIBYTE, whole.length - length), null)
    if (bytesRead === 0) break
    length += bytesRead
  }
  if (length > LIMITS.fileBytes) tooLarge('more')
  const bytes = Buffer.from(new ArrayBuffer(length))
  whole.copy(bytes, 0, 0, length)
  whole.fill(0, 0, length)
  return bytes
}

function tooLarge(got: string): never {
  throw new Refusal('too-large', { expected: '≤ 10 MiB', got })
}
