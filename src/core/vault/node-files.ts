/** The real file system, by node:fs. */
import { constants, type Stats } from 'node:fs'
import { chmod, link, lstat, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { platform } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { makeFolder } from '../make-folder.ts'
import type { FileSystem, FileToWrite } from './file-system.ts'

const OWNER_ONLY_FILE = 0o600
/** Rights of the group and of everybody. */
const OTHERS = 0o077

export const nodeFiles: FileSystem = {
  async read(path, mostBytes) {
    let file
    try {
      // Non-blocking, because opening a named pipe would wait for its other end.
      file = await open(path, constants.O_RDONLY | (platform === 'win32' ? 0 : constants.O_NONBLOCK))
    } catch (error) {
      return await missing(path, error)
    }
    try {
      checkReadable(await file.stat(), mostBytes)
      return await file.readFile()
    } finally {
      await file.close()
    }
  },

  async create(path) {
    const file = await open(path, 'wx', OWNER_ONLY_FILE)
    return {
      write: (bytes) => file.writeFile(bytes),
      sync: () => file.sync(),
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

  remove: (path) => rm(path, { force: true }),

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
    const { mode } = await stat(path)
    if ((mode & OTHERS) === 0) {
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

function checkReadable(stats: Stats, mostBytes: number): void {
  if (!stats.isFile()) {
    throw Object.assign(new Error('expected a regular file'), {
      code: stats.isDirectory() ? 'EISDIR' : 'EINVAL'
    })
  }
  if (stats.size > mostBytes) {
    throw Object.assign(new Error(`expected at most ${mostBytes} bytes, got ${stats.size}`), {
      code: 'EFBIG'
    })
  }
}
