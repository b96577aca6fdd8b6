/** The real file system, by node:fs. */
import { constants, type BigIntStats } from 'node:fs'
import {
  chmod,
  link,
  lstat,
  open,
  readdir,
  realpath,
  rename,
  stat,
  unlink,
  type FileHandle
} from 'node:fs/promises'
import { dirname } from 'node:path'
import { platform } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { giveToOwnerOf, makeFolder } from '../make-folder.ts'
import type { FileMark, FileSystem, FileToWrite } from './file-system.ts'

const OWNER_ONLY_FILE = 0o600
/** Rights of the group and of everybody. */
const OTHERS = 0o077

export const nodeFiles: FileSystem = {
  async read(path, mostBytes) {
    return await reading(path, async (file, stats) => {
      if (stats.size > mostBytes) {
        throw systemError('EFBIG', `expected at most ${mostBytes} bytes, got ${stats.size}`)
      }
      return await bytesOf(file, Number(stats.size))
    })
  },

  async readStart(path, length) {
    return await reading(path, async (file, stats) => ({
      mark: markOf(stats),
      bytes: await bytesOf(file, length)
    }))
  },

  async mark(path) {
    try {
      return markOf(await stat(path, { bigint: true }))
    } catch (error) {
      return await missing(path, error)
    }
  },

  async create(path) {
    const file = await open(path, 'wx', OWNER_ONLY_FILE)
    await giveToOwnerOf(dirname(path), file)
    return {
      write: (...parts) => writeAll(file, parts),
      sync: () => file.sync(),
      mark: async () => markOf(await file.stat({ bigint: true })),
      close: () => file.close()
    } satisfies FileToWrite
  },

  link,

  async rename(from, to) {
    // Windows refuses while another program (a virus scanner, a backup) holds the file open for a moment.
    for (let tries = platform === 'win32' ? 10 : 0; ; tries--) {
      try {
        await rename(from, to)
        return
      } catch (error) {
        if (tries === 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) {
          throw error
        }
        await wait(20)
      }
    }
  },

  async remove(path) {
    try {
      await unlink(path)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw error
      }
    }
  },

  list: (folder) => readdir(folder),

  makeFolder,

  async syncFolder(folder) {
    if (platform === 'win32') {
      // Windows gives no handle on a folder to flush; NTFS keeps a journal of names.
      return
    }
    const handle = await open(folder, constants.O_RDONLY)
    try {
      await handle.sync()
    } catch (error) {
      // Some network file systems have no such call, which is not a failed one.
      if (!['EINVAL', 'ENOTSUP'].includes(codeOf(error))) {
        throw error
      }
    } finally {
      await handle.close()
    }
  },

  async resolve(path) {
    try {
      return await realpath(path)
    } catch {
      return path
    }
  },

  async restrict(path) {
    if (platform === 'win32') {
      // The folder's access list decides there, and the user's own folder gives others nothing.
      return false
    }
    // Not through a link, nor on a device: what that leads to may be everybody's.
    const found = await lstat(path)
    const { mode } = found
    if ((mode & OTHERS) === 0 || !(found.isFile() || found.isDirectory())) {
      return false
    }
    await chmod(path, mode & 0o777 & ~OTHERS)
    // exFAT and FAT take the call for good and keep no rights: nothing was mended there.
    return ((await stat(path)).mode & OTHERS) === 0
  }
}

/** The `code` of a system error, or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Opens a file for the work and closes it; `null` where there is none. */
async function reading<T>(
  path: string,
  work: (file: FileHandle, stats: BigIntStats) => Promise<T>
): Promise<T | null> {
  let file
  try {
    // Non-blocking, because opening a named pipe would wait for its other end.
    file = await open(path, constants.O_RDONLY | (platform === 'win32' ? 0 : constants.O_NONBLOCK))
  } catch (error) {
    return await missing(path, error)
  }
  try {
    const stats = await file.stat({ bigint: true })
    checkRegular(stats)
    return await work(file, stats)
  } finally {
    await file.close()
  }
}

/** From the beginning, at most `length` bytes: fewer where the file is shorter. */
async function bytesOf(file: FileHandle, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length)
  let at = 0
  while (at < length) {
    const { bytesRead } = await file.read(bytes, at, length - at, at)
    if (bytesRead === 0) {
      break
    }
    at += bytesRead
  }
  return bytes.subarray(0, at)
}

/** A system may take less than it was given, and has to be given the rest again. */
async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  let left = parts.filter((part) => part.length > 0)
  while (left.length > 0) {
    let { bytesWritten: written } = await file.writev(left)
    left = left.flatMap((part) => {
      const done = Math.min(written, part.length)
      written -= done
      return done === part.length ? [] : [part.subarray(done)]
    })
  }
}

function markOf({ dev, ino, size, mtimeNs }: BigIntStats): FileMark {
  return [dev, ino, size, mtimeNs].join(' ')
}

async function missing(path: string, error: unknown): Promise<null> {
  if (codeOf(error) !== 'ENOENT') {
    throw error
  }
  if (await isBehindBrokenLink(path)) {
    // What lies at its other end is out of reach, a disk that isn't mounted perhaps, and is not "nothing".
    const broken = new Error('expected a link that leads somewhere', { cause: error })
    throw Object.assign(broken, { code: 'ENOLINK' })
  }
  return null
}

/** Whether the path, or the nearest folder above it that has a name at all, is a link that leads nowhere. */
async function isBehindBrokenLink(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null)
  if (stats === null) {
    const folder = dirname(path)
    return folder !== path && (await isBehindBrokenLink(folder))
  }
  return stats.isSymbolicLink() && (await stat(path).catch(() => null)) === null
}

function checkRegular(stats: BigIntStats): void {
  if (!stats.isFile()) {
    throw systemError(stats.isDirectory() ? 'EISDIR' : 'EINVAL', 'expected a regular file')
  }
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
