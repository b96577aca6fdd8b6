/**
 * Where a vault's bytes lie, and how they are replaced: all or nothing, whatever fails in between (docs/vault-format.md,
 * "Saving"). The file is read whole and written whole; its former version stays beside it.
 */
import { dirname } from 'node:path'
import { BackupKeeper } from './backup-keeper.ts'
import type { FileMark, FileSystem } from './file-system.ts'
import { FILE_LIMIT } from './format.ts'
import { codeOf } from './node-files.ts'
import { VaultError } from './vault-error.ts'
import { NO_LINKS, withLock } from './vault-lock.ts'
import type { VaultSetting } from './vault-setting.ts'

/** `saved`: on the medium. `saved-not-synced`: in place, but a power cut might still undo it. */
export type SaveOutcome = 'saved' | 'saved-not-synced'

export interface VaultStorage {
  /** As it was given; `null` where there is no disk. */
  readonly path: string | null
  /** The file's bytes, or `null` where there is none. */
  read(): Promise<Buffer | null>
  /** The file's first bytes, at most `length`, and its mark before they were read; `null` where there is none. */
  readStart(length: number): Promise<{ readonly bytes: Buffer; readonly mark: FileMark } | null>
  /** Does the work while no other process saves. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** Keeps former versions; `null` where there is no disk. */
  readonly keeper: BackupKeeper | null
  /**
   * Puts a new file beside the vault, whole and on the medium. Only within {@link VaultStorage.exclusively}.
   * @throws {@link VaultError} `not-saved`
   */
  prepare(file: readonly Uint8Array[]): Promise<PreparedFile>
}

/** A file that lies beside the vault and is to replace it. */
export interface PreparedFile {
  readonly mark: FileMark
  /**
   * Puts it in the vault's place. Only under the lock under which it was prepared, and once.
   * @param keepsFormer - whether there is a vault that is to be kept beside it
   * @throws {@link VaultError} `not-saved`, `unknown-whether-saved`
   */
  replace(keepsFormer: boolean): Promise<SaveOutcome>
}

/** The name of the former version beside a vault. */
export function backupPath(path: string): string {
  return `${path}.bak`
}

export function vaultFile(path: string, setting: VaultSetting): VaultStorage {
  const { files } = setting
  // A link to a vault elsewhere is followed, so that lock and new file lie beside the vault and not beside the link.
  let last = files.resolve(path)
  let isHeld = false
  /** Anew each time, because a vault may be moved and linked to while it is open; one and the same under the lock. */
  const resolved = async (): Promise<string> => {
    if (!isHeld) {
      last = follow(path, await last, files)
    }
    return await last
  }
  return {
    path,
    keeper: new BackupKeeper(resolved, setting),
    async read() {
      return await readable(files.read(await resolved(), FILE_LIMIT))
    },
    async readStart(length) {
      return await readable(files.readStart(await resolved(), length))
    },
    async exclusively(work) {
      return await withLock(`${await resolved()}.lock`, setting, async () => {
        isHeld = true
        try {
          return await work()
        } finally {
          isHeld = false
        }
      })
    },
    async prepare(file) {
      return await prepare(await resolved(), file, files)
    }
  }
}

/** Where a path leads now; where it leads nowhere, because a disk is away perhaps, where it led last. */
async function follow(path: string, last: string, files: FileSystem): Promise<string> {
  const [found, to] = await Promise.allSettled([files.mark(path), files.resolve(path)])
  return found.status === 'fulfilled' && to.status === 'fulfilled' ? to.value : last
}

/** A vault that never touches a disk. */
export function memoryFile(): VaultStorage {
  let bytes: Buffer | null = null
  let saves = 0
  return {
    path: null,
    keeper: null,
    read: () => Promise.resolve(bytes),
    readStart: (length) =>
      Promise.resolve(bytes === null ? null : { bytes: bytes.subarray(0, length), mark: String(saves) }),
    exclusively: (work) => work(),
    prepare: (file) =>
      Promise.resolve({
        mark: String(saves + 1),
        replace: () => {
          bytes = Buffer.concat(file)
          saves++
          return Promise.resolve('saved')
        }
      })
  }
}

/**
 * Something that is there and can't be read is never taken for "no vault".
 * @throws {@link VaultError} `unreadable`; `damaged` for a file too long to be a vault
 */
async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    const code = codeOf(error) === 'EFBIG' ? 'damaged' : 'unreadable'
    throw new VaultError(code, 'expected a vault file that can be read', { cause: error })
  }
}

async function prepare(path: string, file: readonly Uint8Array[], files: FileSystem): Promise<PreparedFile> {
  const newPath = `${path}.new`
  try {
    const mark = await writeNewSynced(newPath, file, files)
    return { mark, replace: (keepsFormer) => replace(path, file, keepsFormer, files) }
  } catch (error) {
    await files.remove(newPath).catch(() => undefined)
    throw notSaved(error)
  }
}

async function replace(
  path: string,
  file: readonly Uint8Array[],
  keepsFormer: boolean,
  files: FileSystem
): Promise<SaveOutcome> {
  const newPath = `${path}.new`
  try {
    if (keepsFormer) {
      await keepFormer(path, files)
    }
  } catch (error) {
    await files.remove(newPath).catch(() => undefined)
    throw notSaved(error)
  }
  try {
    await files.rename(newPath, path)
    await files.syncFolder(dirname(path))
    return 'saved'
  } catch (error) {
    // An error from here on is no proof that nothing happened: the disk knows.
    return await whatHappened(path, file, files, error)
  }
}

/** Only the holder of the lock writes here, so what lies here already was left by a process that was ended in mid-save. */
async function writeNewSynced(
  path: string,
  file: readonly Uint8Array[],
  files: FileSystem
): Promise<FileMark> {
  try {
    return await writeSynced(path, file, files)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error
    }
    await files.remove(path)
    return await writeSynced(path, file, files)
  }
}

async function writeSynced(path: string, parts: readonly Uint8Array[], files: FileSystem): Promise<FileMark> {
  const file = await files.create(path)
  try {
    await file.write(...parts)
    const [mark] = await Promise.all([file.mark(), file.sync()])
    return mark
  } finally {
    await file.close()
  }
}

/**
 * Writes a file where none is.
 * @throws {@link VaultError} `exists`, `not-saved`
 */
export async function writeNew(path: string, parts: readonly Uint8Array[], files: FileSystem): Promise<void> {
  try {
    await writeSynced(path, parts, files)
    await files.syncFolder(dirname(path))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new VaultError('exists', 'expected no file where the copy is to be made', { cause: error })
    }
    await files.remove(path).catch(() => undefined)
    throw notSaved(error)
  }
}

/** Gives the former version a second name; it is never renamed away, so a vault is there at every moment. */
async function keepFormer(path: string, files: FileSystem): Promise<void> {
  const backup = backupPath(path)
  await files.remove(backup)
  try {
    await files.link(path, backup)
  } catch (error) {
    if (!NO_LINKS.includes(codeOf(error))) {
      throw error
    }
    const former = await files.read(path, FILE_LIMIT)
    if (former === null) {
      throw error
    }
    await writeSynced(backup, [former], files)
  }
}

async function whatHappened(
  path: string,
  file: readonly Uint8Array[],
  files: FileSystem,
  cause: unknown
): Promise<SaveOutcome> {
  let now: Buffer | null
  try {
    now = await files.read(path, FILE_LIMIT)
  } catch {
    throw new VaultError('unknown-whether-saved', 'expected to read the vault after an error', { cause })
  }
  await files.remove(`${path}.new`).catch(() => undefined)
  if (now?.equals(Buffer.concat(file)) === true) {
    return 'saved-not-synced'
  }
  throw notSaved(cause)
}

function notSaved(cause: unknown): VaultError {
  return new VaultError('not-saved', 'expected to save the vault', { cause })
}
