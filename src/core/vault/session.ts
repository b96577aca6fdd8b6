/**
 * An open vault file: what was loaded, the key that opens it, and the one way to change it, which is read – merge – write
 * under the lock. It knows nothing of accounts but that their bytes are wiped in the end.
 */
import type { BackupTrouble } from './backup-keeper.ts'
import type { Contents } from './contents.ts'
import { parseVaultFile } from './format.ts'
import { KnownFile } from './known-file.ts'
import { merge, type Conflict } from './merge.ts'
import { load, type Loaded } from './opening.ts'
import { daysOfUse, usedOn } from './payload.ts'
import { Plaintexts } from './plaintexts.ts'
import { RollbackWatch } from './rollback-watch.ts'
import type { Rollback } from './seen-saves.ts'
import { wipe } from './secret-bytes.ts'
import { naming, VaultError, type VaultErrorCode } from './vault-error.ts'
import type { SaveOutcome, VaultStorage } from './vault-file.ts'
import { authenticate, joined, sealVault } from './vault-image.ts'
import type { VaultSetting } from './vault-setting.ts'
import { writeVault } from './vault-write.ts'

/**
 * A change of the contents. `seen`: made on what the user saw, and merged with what another process saved meanwhile.
 * `latest`: made on what lies on the disk, for changes that must not be made twice.
 */
export interface Change {
  readonly on: 'seen' | 'latest'
  /**
   * @param day - of use, on which it is saved
   * @param isInDoubt - an older file was put back, and lies there still: counters may have been used since
   */
  readonly make: (contents: Contents, day: number, isInDoubt: boolean) => Contents
  /** Worth neither a backup nor a day of use: nobody would miss it. */
  readonly isMinor?: boolean
  /** Where it can't be saved it may stay in memory (`VaultSetting.keepsUnsaved`): only for what gives nothing away. */
  readonly mayWait?: boolean
  /** The master key from this save on; taken over, and wiped where the save fails. */
  readonly masterKey?: Buffer
}

export interface Saved {
  readonly outcome: SaveOutcome
  readonly conflicts: readonly Conflict[]
  /** `reloaded`: there was nothing to write, and something to take in; `same`: neither; `unsaved`: kept in memory only. */
  readonly kind: 'saved' | 'reloaded' | 'same' | 'unsaved'
  /** The save went well, and a backup of it didn't. */
  readonly backupTrouble: BackupTrouble | null
}

/** Beyond this many buffers with secrets, or records that lie in none, everything is gathered on one. */
const MANY = 32
/** Failures of a disk or of a lock, which may pass; damage and what isn't known are always thrown. */
const CAN_WAIT: readonly VaultErrorCode[] = ['not-saved', 'lock-held', 'missing']

export class Session {
  readonly #storage: VaultStorage
  readonly #setting: VaultSetting
  #masterKey: Buffer
  readonly #plaintexts = new Plaintexts()
  readonly #file: KnownFile
  #loaded: Loaded | null
  /** Contents with changes that couldn't be saved, and why; they are merged into the next save. */
  #unsaved: { readonly contents: Contents; readonly error: VaultError } | null = null
  readonly #rollbacks: RollbackWatch
  #turn: Promise<unknown> = Promise.resolve()

  /** Takes over the master key and what was loaded. */
  constructor(
    storage: VaultStorage,
    setting: VaultSetting,
    loaded: Loaded,
    masterKey: Buffer,
    rollback: Rollback | null = null
  ) {
    this.#storage = storage
    this.#setting = setting
    this.#file = new KnownFile(storage)
    this.#loaded = loaded
    this.#masterKey = masterKey
    this.#rollbacks = new RollbackWatch(setting, loaded, rollback)
    this.#plaintexts.add(loaded.payload)
  }

  /**
   * @throws {@link VaultError} `locked`
   */
  get loaded(): Loaded {
    return this.#checkOpen()
  }

  /** What is to be shown: what was loaded or saved, with what couldn't be saved. */
  get contents(): Contents {
    const { contents } = this.loaded
    return this.#unsaved?.contents ?? contents
  }

  /** Why there is something in memory that isn't on the disk, or `null`. */
  get unsaved(): VaultError | null {
    return this.#unsaved?.error ?? null
  }

  /** An older file than the latest seen here was found, at opening or since, or `null`. */
  get rollback(): Rollback | null {
    return this.#rollbacks.found
  }

  /** Whether every HOTP counter is in doubt, and that isn't saved yet. */
  get isInDoubt(): boolean {
    return this.#rollbacks.isInDoubt(this.loaded)
  }

  /** Not to be kept: it is wiped by {@link Session.lock}. */
  get masterKey(): Buffer {
    this.#checkOpen()
    return this.#masterKey
  }

  /** Takes over bytes that contents refer to. */
  own(secrets: readonly Buffer[]): void {
    this.#plaintexts.add(...secrets)
  }

  /**
   * Makes a change and saves it; changes wait for one another.
   * @throws {@link VaultError} `locked`, `lock-held`, `not-saved`, `unknown-whether-saved`, `too-large`, `damaged`,
   * `newer-version`, `key-changed`, and what the change throws; nothing is changed then
   */
  async save(change: Change): Promise<Saved> {
    return await this.#inTurn(async () => {
      try {
        return await naming(this.#storage.path, () => this.#storage.exclusively(() => this.#saveNow(change)))
      } catch (error) {
        if (change.masterKey !== undefined && change.masterKey !== this.#masterKey) {
          wipe(change.masterKey)
        }
        return this.#keepInMemory(change, error)
      }
    })
  }

  /** The vault as it is now, as the bytes of a file of its own; saved nowhere. */
  image(): Buffer {
    const { revision, saveId } = this.loaded
    const { randomBytes } = this.#setting
    const stamp = { revision: revision + 1, saveId: randomBytes(16), parentSaveId: saveId }
    return joined(sealVault(this.contents, stamp, this.masterKey, randomBytes))
  }

  /** Takes in what another process saved; says whether there was anything. What is in memory stays where it fails. */
  async reload(): Promise<boolean> {
    return await this.#inTurn(() => naming(this.#storage.path, () => this.#reloadNow()))
  }

  /** Forgets everything; says whether there was anything. A save under way is finished, or was not begun. */
  lock(): boolean {
    if (this.#loaded === null) {
      return false
    }
    this.#loaded = null
    this.#file.forget()
    this.#unsaved = null
    wipe(this.#masterKey)
    this.#plaintexts.wipe()
    return true
  }

  async #reloadNow(): Promise<boolean> {
    if ((await this.#file.read()) === 'same') {
      return false
    }
    const latest = await this.#rollbacks.seen()
    const file = await this.#file.read()
    if (file === null) {
      throw new VaultError('missing', 'expected the vault file, it is gone')
    }
    const seen = this.loaded
    const disk = this.#read(file)
    const { randomBytes, keepsUnsaved } = this.#setting
    this.#rollbacks.note(latest, disk, keepsUnsaved === true ? seen : null)
    const day = this.#dayOf(disk.contents)
    const { contents } = merge(seen.contents, disk.contents, this.contents, day, randomBytes)
    // Of an older file that was put back, what it lacks is in memory only.
    if (this.#unsaved !== null || (keepsUnsaved === true && contents !== disk.contents)) {
      const gone = new VaultError('not-saved', 'expected every account in the file, got one without some')
      this.#unsaved = { error: this.#unsaved?.error ?? gone, contents }
    }
    this.#adopt(disk)
    return this.loaded !== seen
  }

  async #saveNow(change: Change): Promise<Saved> {
    const latest = await this.#rollbacks.seen()
    const file = await this.#file.read()
    const seen = this.loaded
    // A file that was taken away is written again: what is in memory may be all that is left of it.
    const disk = file === null ? seen : this.#read(file)
    this.#rollbacks.note(latest, disk, seen)
    const isInDoubt = this.#rollbacks.isInDoubt(disk)
    const day = this.#dayOf(disk.contents)
    const ours = change.on === 'seen' ? change.make(this.contents, day, isInDoubt) : this.contents
    const { randomBytes } = this.#setting
    const { contents, conflicts } = merge(seen.contents, disk.contents, ours, day, randomBytes)
    const next = change.on === 'latest' ? change.make(contents, day, isInDoubt) : contents
    if (next === disk.contents) {
      this.#unsaved = null
      this.#adopt(disk)
      const kind = disk === seen ? 'same' : 'reloaded'
      return { outcome: 'saved', conflicts, kind, backupTrouble: null }
    }
    return { ...(await this.#write(next, disk, file !== null, change)), conflicts, kind: 'saved' }
  }

  /** What can't be saved is thrown, or shown from memory until it can be. */
  #keepInMemory(change: Change, error: unknown): Saved {
    const waits = this.#setting.keepsUnsaved === true && change.mayWait === true
    if (!waits || !(error instanceof VaultError) || !CAN_WAIT.includes(error.code) || this.#loaded === null) {
      throw error
    }
    // Doubts are marked in what is saved: by then somebody else may have done it, and the user confirmed the counters.
    this.#unsaved = { contents: change.make(this.contents, this.#dayOf(this.contents), false), error }
    return { outcome: 'saved-not-synced', conflicts: [], kind: 'unsaved', backupTrouble: null }
  }

  /** The day of use on which a save on top of this and of what was seen would be. */
  #dayOf(disk: Contents): number {
    const uses = [disk, this.contents].map(({ payload }) =>
      usedOn(payload.use, this.#setting.today?.() ?? null)
    )
    return Math.max(...uses.map(daysOfUse))
  }

  async #write(
    next: Contents,
    disk: Loaded,
    hasFormer: boolean,
    { masterKey = this.masterKey, isMinor = false }: Pick<Change, 'masterKey' | 'isMinor'>
  ): Promise<Pick<Saved, 'outcome' | 'backupTrouble'>> {
    const seen = this.#loaded
    const { outcome, contents, stamp, sealed, mark, backupTrouble } = await writeVault(
      { contents: next, disk, hasFormer, masterKey, isMinor: isMinor && this.#unsaved === null },
      this.#storage,
      this.#setting
    )
    // Locked meanwhile: saved all the same, and nothing to remember it by.
    if (this.#loaded === null) {
      wipe(masterKey)
    } else {
      this.#takeMasterKey(masterKey)
      this.#file.confirmSaved(mark, sealed.start)
      const isScattered = this.#plaintexts.count >= MANY || sealed.loose >= MANY
      const isOurs = disk === seen && this.#unsaved === null && !isScattered
      this.#unsaved = null
      this.#adopt(
        isOurs
          ? { contents, ...stamp, payload: disk.payload }
          : load(parseVaultFile(joined(sealed)), this.#masterKey)
      )
    }
    return { outcome, backupTrouble }
  }

  #takeMasterKey(masterKey: Buffer): void {
    if (masterKey !== this.#masterKey) {
      wipe(this.#masterKey)
      this.#masterKey = masterKey
    }
  }

  /** What lies on the disk: authenticated unless it is known, and decoded if it is another save. */
  #read(file: Buffer | 'same'): Loaded {
    if (file === 'same') {
      return this.loaded
    }
    const parts = parseVaultFile(file)
    if (parts.header.saveId.equals(this.loaded.saveId)) {
      wipe(authenticate(parts, this.masterKey))
      this.#file.confirmRead(Buffer.concat([parts.rawHeader, parts.mac]))
      return this.loaded
    }
    this.#file.forget()
    const { vaultId, masterKeyId } = this.loaded.contents
    if (parts.header.vaultId.equals(vaultId) && !parts.header.masterKeyId.equals(masterKeyId)) {
      throw new VaultError('key-changed', 'expected the master key in use, got a vault under another')
    }
    const disk = load(parts, this.masterKey)
    this.#plaintexts.add(disk.payload)
    return disk
  }

  #adopt(loaded: Loaded): void {
    const isElsewhere = loaded.payload !== this.#loaded?.payload
    this.#loaded = loaded
    // What couldn't be saved refers to the buffers before.
    if (isElsewhere && this.#unsaved === null) {
      this.#plaintexts.keepOnly(loaded.payload)
    } else {
      this.#plaintexts.add(loaded.payload)
    }
  }

  #checkOpen(): Loaded {
    if (this.#loaded === null) {
      throw new VaultError('locked', 'expected an open vault, it is locked')
    }
    return this.#loaded
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => {
      this.#checkOpen()
      return work()
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
