/**
 * Keeps former versions while a vault is saved: the version before a change, the last one of each day of use, and a copy
 * of each change in the second place. What can't be kept is told, and never stops a save.
 */
import { dirname, join } from 'node:path'
import {
  backupFolder,
  backupName,
  keepBytes,
  keepFile,
  reasonsToKeep,
  removeExpired,
  type BackupEntry
} from './backup-shelf.ts'
import type { Contents, Stamp } from './contents.ts'
import { FILE_LIMIT } from './format.ts'
import { codeOf } from './node-files.ts'
import { daysOfUse } from './payload.ts'
import type { VaultSetting } from './vault-setting.ts'

/** Why something couldn't be kept; the save itself went well. */
export interface BackupTrouble {
  readonly place: 'beside' | 'second'
  /** The system's name for it, `ENOSPC`, or ''. */
  readonly code: string
}

/** What was kept before a save. */
export interface Kept {
  readonly reasons: readonly BackupEntry['kind'][]
  /** Backups just made of the file that was read and authenticated for this save. */
  readonly made: readonly string[]
  readonly trouble: BackupTrouble | null
}

type SavedVersion = Pick<Stamp, 'revision' | 'saveId'> & { readonly contents: Contents }

export class BackupKeeper {
  readonly #path: Promise<string>
  readonly #setting: VaultSetting

  constructor(path: Promise<string>, setting: VaultSetting) {
    this.#path = path
    this.#setting = setting
  }

  /** Before the file is replaced: gives it a name in the folder of backups, if it is one to keep. */
  async before(disk: SavedVersion, next: Contents): Promise<Kept> {
    const { files } = this.#setting
    const reasons = reasonsToKeep(disk.contents, next)
    const made: string[] = []
    const trouble = await attempt('beside', async () => {
      const path = await this.#path
      for (const kind of reasons) {
        const name = backupName(disk, daysOfUse(disk.contents.payload.use), kind)
        if (await keepFile(path, backupFolder(path), name, files)) {
          made.push(join(backupFolder(path), name))
        }
      }
    })
    return { reasons, made, trouble }
  }

  /**
   * After it was: lets go of what has had its time, and copies the new file to the second place.
   * @param isGood - whether bytes are a whole vault under the key in use
   */
  async after(
    { reasons, made }: Kept,
    saved: SavedVersion,
    file: Buffer,
    isGood: (bytes: Buffer) => boolean
  ): Promise<BackupTrouble | null> {
    const { files, today, secondPlace } = this.#setting
    if (reasons.length === 0) {
      return null
    }
    const days = (today?.() ?? null) === null ? null : daysOfUse(saved.contents.payload.use)
    const check = async (path: string): Promise<boolean> => {
      if (made.includes(path)) {
        return true
      }
      const bytes = await files.read(path, FILE_LIMIT).catch(() => null)
      return bytes !== null && isGood(bytes)
    }
    const here = await attempt('beside', async () => {
      await removeExpired(backupFolder(await this.#path), days, check, files)
    })
    const second = secondPlace?.() ?? null
    if (second === null || second === dirname(await this.#path)) {
      return here
    }
    const there = await attempt('second', async () => {
      for (const kind of reasons) {
        await keepBytes(file, second, backupName(saved, daysOfUse(saved.contents.payload.use), kind), files)
      }
      await removeExpired(second, days, check, files)
    })
    return here ?? there
  }
}

async function attempt(
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
