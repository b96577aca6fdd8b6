/** An open vault: the accounts, and by `keys` and `backups` the ways in and former versions. Every change is saved before it shows. */
import type { Account, NewAccount } from '../otp/account.ts'
import { addAccounts, takeBackAccounts, type AddedIds, type Additions } from './account-additions.ts'
import { editAccounts, moveAccounts, type AccountEdit } from './account-edits.ts'
import { AccountList, type TrashedAccount } from './account-list.ts'
import type { BackupTrouble } from './backup-keeper.ts'
import type { Contents } from './contents.ts'
import { confirmCounter } from './counter-changes.ts'
import type { WayIn } from './key-slot.ts'
import { nextCode, type NextCode } from './next-code.ts'
import type { Mended } from './permissions.ts'
import type { Rollback } from './seen-saves.ts'
import type { Session } from './session.ts'
import { daysOfUse } from './payload.ts'
import { purgeTrash, restoreAccounts, trashAccounts } from './trash-changes.ts'
import { VaultBackups } from './vault-backups.ts'
import type { VaultError } from './vault-error.ts'
import { writeNew } from './vault-file.ts'
import { VaultKeys } from './vault-keys.ts'
import { VaultSaver, type VaultChange } from './vault-saver.ts'
import type { VaultSetting } from './vault-setting.ts'

/** What was found when the vault was opened. */
export interface OpenedState {
  /** `null` where there is no disk. */
  readonly path: string | null
  readonly mended: readonly Mended[]
}

/** Made by the functions of vault.ts. Changes are done one after another. */
export class Vault {
  /** The ways in. */
  readonly keys: VaultKeys
  readonly backups: VaultBackups
  readonly #session: Session
  readonly #setting: VaultSetting
  readonly #opened: OpenedState
  readonly #saver: VaultSaver
  readonly #list = new AccountList()

  constructor(session: Session, setting: VaultSetting, opened: OpenedState) {
    this.#session = session
    this.#setting = setting
    this.#opened = opened
    this.#saver = new VaultSaver(session, setting.later)
    this.keys = new VaultKeys(session, setting, (change) => this.#saver.save(change))
    this.backups = new VaultBackups(opened.path, session, setting, (accounts, evenIfThere) =>
      this.#add(accounts, evenIfThere)
    )
  }

  /** Live accounts in their order. */
  get accounts(): readonly Account[] {
    return this.#saver.uses.addTo(this.#list.live(this.#session.contents))
  }

  /** Deleted accounts, the last deleted first. */
  get trash(): readonly TrashedAccount[] {
    return this.#list.trashed(this.#session.contents)
  }

  /** How many live accounts are of a kind that only a newer version knows: kept, and not shown. */
  get notUnderstood(): number {
    return this.#session.contents.payload.accounts.size - this.accounts.length
  }

  /** Day of use as it was last saved: what days of backups and of the trash are counted against. */
  get dayOfUse(): number {
    return daysOfUse(this.#session.contents.payload.use)
  }

  get ways(): readonly WayIn[] {
    return this.keys.ways
  }

  /** Whether the user has shown once to have the recovery code. */
  get recoveryConfirmed(): boolean {
    return this.keys.recoveryConfirmed
  }

  /** Saves so far, counted from 1. */
  get revision(): number {
    return this.#session.loaded.revision
  }

  /** An older file than the latest seen here was put back, or `null`: to be told, and nothing is blocked but HOTP codes. */
  get rollback(): Rollback | null {
    return this.#session.rollback
  }

  /** What others had rights on when the vault was opened; mended by now, and to be told. */
  get mended(): readonly Mended[] {
    return this.#opened.mended
  }

  /** Why changes are in memory only (`VaultSetting.keepsUnsaved`), or `null`. */
  get unsaved(): VaultError | null {
    return this.#session.unsaved
  }

  /** Why the last save has no backup, or `null`: the save itself is good. */
  get backupTrouble(): BackupTrouble | null {
    return this.#saver.backupTrouble
  }

  /** Ids of HOTP accounts whose counters have to be confirmed before their next code. */
  get countersInDoubt(): readonly string[] {
    return [...this.#session.contents.payload.accounts].flatMap(([id, record]) => {
      const isInDoubt = this.#session.isInDoubt || record.get('counterInDoubt') === true
      return isInDoubt && record.get('kind') === 'hotp' ? [id] : []
    })
  }

  /**
   * Adds accounts; none is ever replaced. One whose details say that it lay in a trash comes into ours. All are saved, or
   * none.
   */
  async add(accounts: readonly NewAccount[]): Promise<{ added: Account[]; alreadyThere: Account[] }> {
    return await this.#add(accounts)
  }

  /**
   * Changes names and details; former names go to the accounts' histories.
   * @throws {@link VaultError} `unknown-account`, `too-large`, and those of saving
   */
  async edit(ids: readonly string[], changes: AccountEdit): Promise<void> {
    const { randomBytes } = this.#setting
    const make = (contents: Contents, day: number): Contents =>
      editAccounts(contents, ids, changes, day, randomBytes)
    await this.#saver.save({ on: 'seen', mayWait: true, make })
  }

  /**
   * Puts accounts, in the order given, before another one, or at the end of the list (`null`).
   * @throws {@link VaultError} `unknown-account`, and those of saving
   */
  async move(ids: readonly string[], beforeId: string | null): Promise<void> {
    await this.#saver.save({
      on: 'seen',
      mayWait: true,
      make: (contents) => moveAccounts(contents, ids, beforeId)
    })
  }

  /** Puts accounts into the trash, in one save. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#saver.save({
      on: 'seen',
      mayWait: true,
      make: (contents, day) => trashAccounts(contents, ids, day)
    })
  }

  /**
   * Takes back what `add` added, in one save: live accounts go into the trash, and what came into the trash goes out of it
   * for good.
   */
  async takeBack(added: AddedIds): Promise<void> {
    await this.#saver.save({
      on: 'seen',
      mayWait: true,
      make: (contents, day) => takeBackAccounts(contents, added, day)
    })
  }

  /** Takes accounts out of the trash, in one save. */
  async restore(ids: readonly string[]): Promise<void> {
    await this.#saver.save({ on: 'seen', mayWait: true, make: (contents) => restoreAccounts(contents, ids) })
  }

  /** Counts a use of an account's code: at once in memory, and saved with the next save, or within some minutes. */
  noteUse(id: string): void {
    if (this.#session.contents.payload.accounts.has(id)) {
      this.#saver.uses.note(id)
    }
  }

  /**
   * Saves counts of use that wait, before a lock or the end; makes no backup.
   * @throws {@link VaultError} those of saving; nothing is lost by passing them over
   */
  async saveUses(): Promise<void> {
    await this.#saver.saveUses()
  }

  /** Takes one account, or all (`null`), out of the trash for good; nothing can bring it back but a backup. */
  async emptyTrash(id: string | null = null): Promise<void> {
    await this.#saver.save({ on: 'seen', mayWait: true, make: (contents) => purgeTrash(contents, id) })
  }

  /**
   * The next code of an HOTP account: the advanced counter is on the medium before the code is given. `counter` is the
   * moving factor of this code; the account's own is one more.
   * @throws {@link VaultError} `unknown-account`, `not-hotp`, `counter-in-doubt` (see {@link Vault.confirmCounter}), or that
   * it isn't saved: then no code was shown
   */
  async nextHotp(id: string): Promise<NextCode> {
    return await nextCode(id, this.#saver)
  }

  /**
   * Takes an HOTP counter for right after a rollback: the number of the next code, as the site has it. Never lower than the
   * one stored.
   * @throws {@link VaultError} `unknown-account`, `not-hotp`, `too-large`, and those of saving
   */
  async confirmCounter(id: string, counter: number): Promise<void> {
    await this.#saver.save({ on: 'latest', make: (contents) => confirmCounter(contents, id, counter) })
  }

  /**
   * Tries again to save what is in memory only.
   * @throws {@link VaultError} those of saving; what is in memory stays
   */
  async retrySave(): Promise<void> {
    await this.#saver.save({ on: 'seen', make: (contents) => contents })
  }

  /**
   * Writes the vault as it is shown to a new file anywhere; it opens by the same ways. The vault stays where it was.
   * @throws {@link VaultError} `exists`, `not-saved`
   */
  async saveElsewhere(path: string): Promise<void> {
    await writeNew(path, [this.#session.image()], this.#setting.files)
  }

  /**
   * Takes in what another process saved; says whether there was anything.
   * @throws {@link VaultError} `missing`, `damaged`, `newer-version`, `key-changed`; what is in memory stays
   */
  async reload(): Promise<boolean> {
    const isNew = await this.#session.reload()
    if (isNew) {
      this.#saver.tell({ kind: 'reloaded', conflicts: [] })
    }
    return isNew
  }

  /** Gives a function that stops listening. */
  onChange(listener: (change: VaultChange) => void): () => void {
    return this.#saver.onChange(listener)
  }

  /**
   * Locks as the user means it: with a passphrase set, the keychain opens the vault neither for the app nor for the
   * terminal, until another way in was used. It is locked in any case.
   * @throws {@link VaultError} those of saving, where that couldn't be noted on the disk: then the keychain still opens it
   */
  async lockByUser(): Promise<void> {
    const { ways } = this
    try {
      if (ways.includes('keychain') && ways.includes('passphrase')) {
        await this.#saver.save({ on: 'latest', make: (contents) => withSuspended(contents, true) })
      } else {
        await this.saveUses().catch(() => undefined)
      }
    } finally {
      this.lock()
    }
  }

  /** Lets the keychain open the vault again: another way in was used. */
  async liftSuspension(): Promise<void> {
    if (this.#session.contents.keychainSuspended) {
      await this.#saver.save({ on: 'latest', make: (contents) => withSuspended(contents, false) })
    }
  }

  /** Wipes the keys and drops the secrets; afterwards every call throws `locked`. */
  lock(): void {
    if (this.#session.lock()) {
      this.#list.forget()
      this.#saver.end()
    }
  }

  async #add(
    accounts: readonly NewAccount[],
    evenIfThere: ReadonlySet<NewAccount> = new Set()
  ): Promise<{ added: Account[]; alreadyThere: Account[] }> {
    let additions: Additions | null = null
    await this.#saver.save({
      on: 'latest',
      mayWait: true,
      make: (contents, day) => {
        const existing = {
          live: this.#list.live(contents),
          trashed: () => this.#list.trashed(contents).map(({ account }) => account)
        }
        const { randomBytes } = this.#setting
        additions = addAccounts(contents, existing, accounts, day, randomBytes, evenIfThere)
        this.#session.own(additions.secrets)
        return additions.contents
      }
    })
    const { added, alreadyThere } = made<Additions>(additions)
    return { added: [...added], alreadyThere: [...alreadyThere] }
  }
}

function withSuspended(contents: Contents, keychainSuspended: boolean): Contents {
  return contents.keychainSuspended === keychainSuspended ? contents : { ...contents, keychainSuspended }
}

/** What a change left behind: it has run once the save is done. */
function made<T>(value: T | null): T {
  if (value === null) {
    throw new Error('expected the change to have been made')
  }
  return value
}
