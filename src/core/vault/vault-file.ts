/**
 * Where a vault's bytes lie, and how they are replaced: all or nothing, whatever fails in between (docs/vault-format.md,
 * "Saving"). The file is read whole and written whole; its former version stays beside it.
 */
import { dirname } from 'node:path'
import { BackupKeeper } from './backup-keeper.ts'
import type { FileSystem } from './file-system.ts'
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
  /** Does the work while no other process saves. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** Keeps former versions; `null` where there is no disk. */
  readonly keeper: BackupKeeper | null
  /**
   * Replaces the file. Only within {@link VaultStorage.exclusively}.
   * @param former - as it was read under the same lock, to be kept beside the new one; `null` for none
   */
  write(file: Buffer, former: Buffer | null): Promise<SaveOutcome>
}

/** The name of the former version beside a vault. */
export function backupPath(path: string): string {
  return `${path}.bak`
}

export function vaultFile(path: string, setting: VaultSetting): VaultStorage {
  const { files } = setting
  // A link to a vault elsewhere is followed, so that lock and new file lie beside the vault and not beside the link.
  const resolved = files.resolve(path)
  return {
    path,
    keeper: new BackupKeeper(resolved, setting),
    async read() {
      return await readVault(await resolved, files)
    },
    async exclusively(work) {
      return await withLock(`${await resolved}.lock`, setting, work)
    },
    async write(file, former) {
      return await replace(await resolved, file, former, files)
    }
  }
}

/** A vault that never touches a disk. */
export function memoryFile(): VaultStorage {
  let bytes: Buffer | null = null
  return {
    path: null,
    keeper: null,
    read: () => Promise.resolve(bytes),
    exclusively: (work) => work(),
    write: (file) => {
      bytes = file
      return Promise.resolve('saved')
    }
  }
}

/**
 * Something that is there and can't be read is never taken for "no vault".
 * @throws {@link VaultError} `unreadable`; `damaged` for a file too long to be a vault
 */
async function readVault(path: string, files: FileSystem): Promise<Buffer | null> {
  try {
    return await files.read(path, FILE_LIMIT)
  } catch (error) {
    const code = codeOf(error) === 'EFBIG' ? 'damaged' : 'unreadable'
    throw new VaultError(code, 'expected a vault file that can be read', { cause: error })
  }
}

async function replace(
  path: string,
  file: Buffer,
  former: Buffer | null,
  files: FileSystem
): Promise<SaveOutcome> {
  const newPath = `${path}.new`
  try {
    await writeNewSynced(newPath, file, files)
    await keepFormer(path, former, files)
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
async function writeNewSynced(path: string, bytes: Buffer, files: FileSystem): Promise<void> {
  try {
    await writeSynced(path, bytes, files)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw error
    }
    await files.remove(path)
    await writeSynced(path, bytes, files)
  }
}

async function writeSynced(path: string, bytes: Buffer, files: FileSystem): Promise<void> {
  const file = await files.create(path)
  try {
    await file.write(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Writes a file where none is.
 * @throws {@link VaultError} `exists`, `not-saved`
 */
export async function writeNew(path: string, bytes: Buffer, files: FileSystem): Promise<void> {
  try {
    await writeSynced(path, bytes, files)
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
async function keepFormer(path: string, former: Buffer | null, files: FileSystem): Promise<void> {
  const backup = backupPath(path)
  if (former === null) {
    return
  }
  await files.remove(backup)
  try {
    await files.link(path, backup)
  } catch (error) {
    if (!NO_LINKS.includes(codeOf(error))) {
      throw error
    }
    await writeSynced(backup, former, files)
  }
}

async function whatHappened(
  path: string,
  file: Buffer,
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
  if (now?.equals(file) === true) {
    return 'saved-not-synced'
  }
  throw notSaved(cause)
}

function notSaved(cause: unknown): VaultError {
  return new VaultError('not-saved', 'expected to save the vault', { cause })
}
