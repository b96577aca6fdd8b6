/** Backups of an open vault: listed, looked into, checked, and accounts taken out of them as new live accounts. */
import { basename, dirname, resolve } from 'node:path'
import type { Account, HotpFields, NewAccount } from '../otp/account.ts'
import { accountOf, inOrder } from './account-record.ts'
import { attempt, type BackupTrouble } from './backup-keeper.ts'
import { backupFolder, backupName, keepBytes, listBackups } from './backup-shelf.ts'
import type { FileSystem } from './file-system.ts'
import { FILE_LIMIT, MAGIC, parseVaultFile } from './format.ts'
import { load, openFile, type Credential } from './opening.ts'
import { daysOfUse } from './payload.ts'
import { checkSecondPlace } from './second-place.ts'
import { wipe } from './secret-bytes.ts'
import type { Session } from './session.ts'
import { naming, VaultError } from './vault-error.ts'
import { backupPath } from './vault-file.ts'
import type { VaultSetting } from './vault-setting.ts'

/** A file that holds a former version of the vault. */
export interface Backup {
  readonly path: string
  readonly revision: number
  /** Day of use on which it was the vault; `null` for the version before the last save. */
  readonly day: number | null
  readonly place: 'beside' | 'second'
}

/** What a look into a backup shows; nothing is changed by it. */
export interface BackupContents {
  readonly revision: number
  readonly accounts: readonly Account[]
}

/**
 * `good`: it opens with the key in use; `older-key`: it was made before the key was changed, and opens by the old ways;
 * `other-vault`: it is of another vault, whose backups lie in the same folder.
 */
export type BackupState = 'good' | 'older-key' | 'other-vault' | 'damaged' | 'newer-version'

/** `highest`: never below what this vault knows of the account; `as-in-backup`: even lower, which the user was asked about. */
export type CounterChoice = 'highest' | 'as-in-backup'

type Add = (
  accounts: readonly NewAccount[],
  evenIfThere?: ReadonlySet<NewAccount>
) => Promise<{ added: Account[]; alreadyThere: Account[] }>

export class VaultBackups {
  readonly #path: string | null
  readonly #session: Session
  readonly #setting: VaultSetting
  readonly #add: Add

  /** @param path - of the vault; `null` where there is no disk */
  constructor(path: string | null, session: Session, setting: VaultSetting, add: Add) {
    this.#path = path
    this.#session = session
    this.#setting = setting
    this.#add = add
  }

  /** All that are kept, the newest first; one version is listed once. */
  async list(): Promise<readonly Backup[]> {
    return this.#path === null ? [] : await backupsOf(this.#path, this.#setting)
  }

  /** Why no copy would go to the second place now, or `null`; `null` as well where none is set. */
  async secondPlaceTrouble(): Promise<BackupTrouble | null> {
    const folder = this.#setting.secondPlace?.() ?? null
    if (this.#path === null || folder === null) {
      return null
    }
    const vaultId = this.#session.contents.vaultId.toString('hex')
    return await attempt('second', () => checkSecondPlace(folder, vaultId, this.#setting))
  }

  /** Whether a backup is whole. */
  async check(path: string): Promise<BackupState> {
    try {
      const file = await readBackup(path, this.#setting.files)
      const parts = parseVaultFile(file)
      const { vaultId, masterKeyId } = this.#session.contents
      if (!parts.header.vaultId.equals(vaultId)) {
        return 'other-vault'
      }
      if (!parts.header.masterKeyId.equals(masterKeyId)) {
        return 'older-key'
      }
      wipe(load(parts, this.#session.masterKey).payload)
      return 'good'
    } catch (error) {
      return error instanceof VaultError && error.code === 'newer-version' ? error.code : 'damaged'
    }
  }

  /**
   * Looks inside, by the key in use; or by a credential, for one from before the key was changed or of another vault.
   * @throws {@link VaultError} `missing`, `damaged`, `newer-version`, `key-changed` where a credential is needed, and those
   * of opening
   */
  async look(path: string, credential?: Credential): Promise<BackupContents> {
    if (credential !== undefined) return await lookByCredential(path, credential, this.#setting)
    return await naming(path, async () => {
      const parts = parseVaultFile(await readBackup(path, this.#setting.files))
      if (!parts.header.masterKeyId.equals(this.#session.contents.masterKeyId)) {
        throw new VaultError('key-changed', 'expected a backup under the key in use, got an older one')
      }
      return contentsOf(load(parts, this.#session.masterKey))
    })
  }

  /** HOTP accounts whose counter in the backup is below what this vault knows: to be asked about before `as-in-backup`. */
  lowered(accounts: readonly Account[]): readonly Account[] {
    return accounts.filter((one) => one.kind === 'hotp' && one.counter < this.#highest(one))
  }

  /**
   * Puts accounts of a backup into the vault, as new live accounts: nothing is replaced, and what is there already is told.
   * @throws {@link VaultError} those of saving
   */
  async restore(
    accounts: readonly Account[],
    counters: CounterChoice = 'highest'
  ): Promise<{ added: Account[]; alreadyThere: Account[] }> {
    const lowered = new Set(counters === 'as-in-backup' ? this.lowered(accounts) : [])
    const restored = accounts.map((one) =>
      one.kind === 'hotp' && !lowered.has(one)
        ? { ...one, counter: Math.max(one.counter, this.#highest(one)) }
        : one
    )
    return await this.#add(restored, lowered)
  }

  /**
   * Deletes backups that open by ways from before the key was changed; gives how many, as the list counts them. The vault
   * as it lies there is kept first where no other backup would be left.
   * @throws {@link VaultError} `not-saved`, and then nothing was deleted
   */
  async removeOlderKeys(): Promise<number> {
    const vaultPath = this.#path
    if (vaultPath === null) return 0
    const backups = await filesOf(vaultPath, this.#setting)
    const states = await Promise.all(backups.map(({ path }) => this.check(path)))
    const older = backups.filter((_, at) => states[at] === 'older-key')
    if (older.length === 0) return 0
    if (!states.includes('good')) await this.#keepPresent(vaultPath)
    for (const { path } of older) await this.#setting.files.remove(path)
    return onePerVersion(older).length
  }

  /** Keeps the file that is the vault now, once it is found whole and under the key in use. */
  async #keepPresent(vaultPath: string): Promise<void> {
    const { files } = this.#setting
    try {
      const path = await files.resolve(vaultPath)
      const file = await readBackup(path, files)
      const { payload, contents, ...stamp } = load(parseVaultFile(file), this.#session.masterKey)
      wipe(payload)
      await files.makeFolder(backupFolder(path))
      const name = backupName(stamp, daysOfUse(contents.payload.use), 'save')
      await keepBytes([file], backupFolder(path), name, files)
    } catch (error) {
      throw new VaultError('not-saved', 'expected to keep a backup before older ones are deleted', {
        cause: error
      })
    }
  }

  /** The highest counter that this vault knows of an HOTP account: live or in the trash, by its secret. */
  #highest(account: HotpFields): number {
    const { accounts, trash } = this.#session.contents.payload
    const counters = [...accounts, ...trash].flatMap(([id, record]) => {
      const known = accountOf(id, record)
      return known?.kind === 'hotp' && known.secret.equals(account.secret) ? [known.counter] : []
    })
    return Math.max(0, ...counters)
  }
}

/** The backups of a vault that may be closed, or damaged. */
export async function backupsOf(vaultPath: string, setting: VaultSetting): Promise<readonly Backup[]> {
  return onePerVersion(await filesOf(vaultPath, setting))
}

/** All files that are backups: a version may be there twice, as one before a change and as the last of its day. */
async function filesOf(vaultPath: string, setting: VaultSetting): Promise<readonly Backup[]> {
  const { files, secondPlace } = setting
  const path = await files.resolve(vaultPath)
  const beside = await listBackups(backupFolder(path), files)
  const second = secondPlace?.() ?? null
  const elsewhere =
    second === null || resolve(second) === dirname(path) ? [] : await listBackups(second, files)
  const former = await formerOf(path, files)
  return [
    ...former,
    ...beside.map((entry) => ({ ...entry, place: 'beside' as const })),
    ...elsewhere.map((entry) => ({ ...entry, place: 'second' as const }))
  ]
}

/**
 * Looks into a backup by its own ways in, without the vault that it is of.
 * @throws {@link VaultError} `missing`, `damaged`, `newer-version`, and those of opening
 */
export async function lookByCredential(
  path: string,
  credential: Credential,
  setting: VaultSetting
): Promise<BackupContents> {
  return await naming(path, async () => {
    const file = await readBackup(path, setting.files)
    const { loaded, masterKey } = await openFile(file, credential, setting)
    wipe(masterKey)
    return contentsOf(loaded)
  })
}

/** Whether a file begins as a vault does: what doesn't is something else, and no damaged backup. */
export async function isVaultFile(path: string, files: FileSystem): Promise<boolean> {
  const file = await files.read(path, FILE_LIMIT).catch(() => null)
  return file?.subarray(0, MAGIC.length).equals(MAGIC) === true
}

async function formerOf(vaultPath: string, files: FileSystem): Promise<readonly Backup[]> {
  const path = backupPath(vaultPath)
  try {
    const file = await files.read(path, FILE_LIMIT)
    return file === null
      ? []
      : [{ path, revision: parseVaultFile(file).header.revision, day: null, place: 'beside' }]
  } catch {
    return []
  }
}

/** The version before the last save, which has another name, is one of its own. */
function onePerVersion(backups: readonly Backup[]): readonly Backup[] {
  // Not by the revision alone: two vaults may have their copies in one folder.
  const version = ({ path }: Backup): string => basename(path).replace(/-(?:save|day)\.zeroskew$/u, '')
  const isSame = (one: Backup, other: Backup): boolean =>
    one.place === other.place && version(one) === version(other)
  return backups.filter((one, at) => backups.findIndex((other) => isSame(one, other)) === at)
}

async function readBackup(path: string, files: FileSystem): Promise<Buffer> {
  let file: Buffer | null
  try {
    file = await files.read(path, FILE_LIMIT)
  } catch (error) {
    throw new VaultError('damaged', 'expected a backup that can be read', { cause: error })
  }
  if (file === null) {
    throw new VaultError('missing', 'expected a backup, got none')
  }
  return file
}

/** The accounts, whose secrets are key objects, so that the plaintext can be wiped at once. */
function contentsOf(loaded: ReturnType<typeof load>): BackupContents {
  const accounts = inOrder(loaded.contents.payload.accounts).flatMap(
    ([id, record]) => accountOf(id, record) ?? []
  )
  wipe(loaded.payload)
  return { revision: loaded.revision, accounts }
}
