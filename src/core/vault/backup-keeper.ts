/**
 * Keeps former versions while a vault is saved: the version before a change, the last one of each day of use, and a copy
 * of each change in the second place. What can't be kept is told, and never stops a save.
 */
import { dirname, join } from 'node:path'
import {
  backupFolder,
  backupName,
  isOfVault,
  keepBytes,
  keepFile,
  reasonsToKeep,
  removeExpired,
  type BackupChecks,
  type BackupEntry
} from './backup-shelf.ts'
import type { Contents, Stamp } from './contents.ts'
import { FILE_LIMIT } from './format.ts'
import { codeOf } from './node-files.ts'
import { daysOfUse } from './payload.ts'
import { checkSecondPlace, noteCopies } from './second-place.ts'
import type { VaultSetting } from './vault-setting.ts'

/** Why something couldn't be kept; the save itself went well. */
export interface BackupTrouble {
  readonly place: 'beside' | 'second'
  /** The system's name for it, `ENOSPC`, or ''. `ENOENT`: no such folder; `ENODEV`: emptied, as of a disk that is away. */
  readonly code: string
}

/** What was kept before a save. */
export interface Kept {
  readonly reasons: readonly BackupEntry['kind'][]
  /** Paths of the backups made of it. */
  readonly made: readonly string[]
  readonly trouble: BackupTrouble | null
}

type SavedVersion = Pick<Stamp, 'revision' | 'saveId'> & { readonly contents: Contents }
/** Whether bytes are a whole vault under the key in use. */
type IsGood = (bytes: Buffer) => boolean

export class BackupKeeper {
  readonly #path: () => Promise<string>
  readonly #setting: VaultSetting

  /** @param path - gives the vault's, its links followed */
  constructor(path: () => Promise<string>, setting: VaultSetting) {
    this.#path = path
    this.#setting = setting
  }

  /**
   * Before the file is replaced: gives it a name in the folder of backups, if it is one to keep. Doesn't throw, and needs
   * nothing of the new file, so that it is done while that is written.
   * @param disk - the file as it lies there, read and authenticated under the same lock or known not to be written since
   */
  async before(disk: SavedVersion, next: Contents): Promise<Kept> {
    const { files } = this.#setting
    const reasons = reasonsToKeep(disk.contents, next)
    const made: string[] = []
    const trouble = await attempt('beside', async () => {
      const path = await this.#path()
      const folder = backupFolder(path)
      for (const kind of reasons) {
        const name = backupName(disk, daysOfUse(disk.contents.payload.use), kind)
        if (await keepFile(path, folder, name, files)) {
          made.push(join(folder, name))
        }
      }
    })
    return { reasons, made, trouble }
  }

  /**
   * Once the new file is written: lets go of backups that have had their time, unless this version couldn't be kept. Not
   * while it is written, because the disk would be busy with what is thrown away before what is kept. Doesn't throw.
   */
  async letGo(
    { reasons, made, trouble }: Kept,
    next: Contents,
    isGood: IsGood
  ): Promise<BackupTrouble | null> {
    if (reasons.length === 0 || trouble !== null) {
      return null
    }
    return await attempt('beside', async () => {
      await this.#removeExpired(backupFolder(await this.#path()), next, made, isGood)
    })
  }

  /** After it was: copies the new file to the second place. */
  async after(
    { reasons }: Kept,
    saved: SavedVersion,
    file: readonly Uint8Array[],
    isGood: IsGood
  ): Promise<BackupTrouble | null> {
    const { files, secondPlace } = this.#setting
    const folder = secondPlace?.() ?? null
    if (reasons.length === 0 || folder === null || folder === dirname(await this.#path())) {
      return null
    }
    const vaultId = saved.contents.vaultId.toString('hex')
    return await attempt('second', async () => {
      await checkSecondPlace(folder, vaultId, this.#setting)
      for (const kind of reasons) {
        await keepBytes(file, folder, backupName(saved, daysOfUse(saved.contents.payload.use), kind), files)
      }
      await noteCopies(folder, vaultId, this.#setting)
      await this.#removeExpired(folder, saved.contents, [], isGood)
    })
  }

  /** @param made - backups just made of a file that is known to be good */
  async #removeExpired(
    folder: string,
    { vaultId, payload }: Contents,
    made: readonly string[],
    isGood: IsGood
  ): Promise<void> {
    const { files, today } = this.#setting
    const days = (today?.() ?? null) === null ? null : daysOfUse(payload.use)
    const checks: BackupChecks = {
      isOurs: async (path) => made.includes(path) || (await isOfVault(path, vaultId, files)),
      isGood: async (path) => {
        if (made.includes(path)) {
          return true
        }
        const bytes = await files.read(path, FILE_LIMIT).catch(() => null)
        return bytes !== null && isGood(bytes)
      }
    }
    await removeExpired(folder, days, checks, files)
  }
}

/** Does work for backups, and gives what went wrong with it. */
export async function attempt(
  place: BackupTrouble['place'],
  work: () => Promise<void>
): Promise<BackupTrouble | null> {
  try {
    await work()
    return null
  } catch (error) {
    return { place, code: codeOf(error) }
  }
}
