/** An open vault: the accounts and the ways in. Every change is saved before it shows. */
import type { Account, NewAccount } from '../otp/account.ts'
import { hotp } from '../otp/hotp.ts'
import {
  addAccounts,
  advanceCounter,
  renameAccount,
  restoreAccount,
  trashAccount,
  type Additions
} from './account-changes.ts'
import { accountOf, inOrder } from './account-record.ts'
import { isCount, type Fields } from './cbor.ts'
import type { Contents } from './contents.ts'
import { createPassphraseSlot } from './key-slot-passphrase.ts'
import { createRecoverySlot, openByRecoveryCode } from './key-slot-recovery.ts'
import { countWays, ID_BYTES, waysOf, type KeySlot, type WayIn } from './key-slot.ts'
import type { Conflict } from './merge.ts'
import { slotsOf } from './opening.ts'
import { wipe } from './secret-bytes.ts'
import type { Change, Saved, Session } from './session.ts'
import { VaultError } from './vault-error.ts'
import type { VaultSetting } from './vault-setting.ts'

export interface TrashedAccount {
  readonly account: Account
  /** Day of use on which it was deleted. */
  readonly deletedOn: number
}

/** What a listener is told: not the accounts, which it asks for, but what happened. */
export interface VaultChange {
  readonly kind: 'saved' | 'reloaded' | 'locked'
  /** Changes of ours that another process's came before; they lie in the accounts' histories. */
  readonly conflicts: readonly Conflict[]
}

/** Made by the functions of vault.ts. Changes are done one after another. */
export class Vault {
  readonly #session: Session
  readonly #setting: VaultSetting
  readonly #listeners = new Set<(change: VaultChange) => void>()
  #accounts: { readonly of: Contents; readonly all: readonly Account[] } | null = null
  #known = new WeakMap<Fields, Account>()

  constructor(session: Session, setting: VaultSetting) {
    this.#session = session
    this.#setting = setting
  }

  /** Live accounts in their order. */
  get accounts(): readonly Account[] {
    return this.#accountsOf(this.#session.contents)
  }

  /** Deleted accounts, the last deleted first. */
  get trash(): readonly TrashedAccount[] {
    return inOrder(this.#session.contents.payload.trash)
      .flatMap(([id, record]) => {
        const account = this.#accountOf(id, record)
        const deletedOn = record.get('deletedOn')
        return account === null ? [] : [{ account, deletedOn: isCount(deletedOn) ? deletedOn : 0 }]
      })
      .sort((a, b) => b.deletedOn - a.deletedOn)
  }

  /** How many live accounts are of a kind that only a newer version knows: kept, and not shown. */
  get notUnderstood(): number {
    return this.#session.contents.payload.accounts.size - this.accounts.length
  }

  get ways(): readonly WayIn[] {
    return waysOf(this.#session.contents.slots)
  }

  /** Whether the user has shown once to have the recovery code. */
  get recoveryConfirmed(): boolean {
    return isRecoveryConfirmed(this.#session.contents.slots)
  }

  /** Saves so far, counted from 1. */
  get revision(): number {
    return this.#session.loaded.revision
  }

  /** Adds accounts; none is ever replaced. All are saved, or none. */
  async add(accounts: readonly NewAccount[]): Promise<{ added: Account[]; alreadyThere: Account[] }> {
    let additions: Additions | null = null
    await this.#save({
      on: 'latest',
      make: (contents) => {
        const live = this.#accountsOf(contents)
        additions = addAccounts(contents, live, accounts, this.#setting.randomBytes)
        this.#session.own(additions.secrets)
        return additions.contents
      }
    })
    const { added, alreadyThere } = made<Additions>(additions)
    return { added: [...added], alreadyThere: [...alreadyThere] }
  }

  /** Puts an account into the trash. */
  async remove(id: string): Promise<void> {
    await this.#save({ on: 'seen', make: (contents) => trashAccount(contents, id) })
  }

  /** Takes an account out of the trash. */
  async restore(id: string): Promise<void> {
    await this.#save({ on: 'seen', make: (contents) => restoreAccount(contents, id) })
  }

  /** Renames an account; the former names go to its history. */
  async edit(id: string, names: { readonly issuer?: string; readonly label?: string }): Promise<Account> {
    const entryId = this.#setting.randomBytes(ID_BYTES)
    await this.#save({ on: 'seen', make: (contents) => renameAccount(contents, id, names, entryId) })
    const account = this.accounts.find((one) => one.id === id)
    if (account === undefined) {
      throw new VaultError('unknown-account', 'expected an account of a kind that this version knows')
    }
    return account
  }

  /**
   * The next code of an HOTP account: the advanced counter is on the medium before the code is given. `counter` is the
   * moving factor of this code; the account's own is one more.
   * @throws {@link VaultError} `unknown-account`, `not-hotp`, or that it isn't saved: then no code was shown
   */
  async nextHotp(id: string): Promise<{ account: Account; code: string; counter: number }> {
    let before: (Account & { kind: 'hotp' }) | null = null
    const { outcome } = await this.#save({
      on: 'latest',
      make: (contents) => {
        const advanced = advanceCounter(contents, id)
        before = advanced.account
        return advanced.contents
      }
    })
    if (outcome !== 'saved') {
      throw new VaultError(
        'unknown-whether-saved',
        'expected the counter on the medium before its code is shown'
      )
    }
    const { counter, ...account } = made<Account & { kind: 'hotp' }>(before)
    const code = hotp(account.secret, account.algorithm, account.digits, counter)
    return { account: { ...account, counter: counter + 1 }, code, counter }
  }

  /** Whether the typed text is the recovery code; it counts as confirmed then. */
  async confirmRecovery(typed: string): Promise<boolean> {
    const { vaultId, slots } = this.#session.contents
    const opened = openByRecoveryCode(typed, vaultId, slotsOf(slots, 'recovery'))
    if (opened === null || opened === 'mistyped') {
      return false
    }
    wipe(opened.masterKey)
    const { id } = opened.slot
    const confirmed = (slot: KeySlot): KeySlot => (slot.id === id ? { ...slot, confirmed: true } : slot)
    await this.#save({
      on: 'latest',
      make: (contents) => ({ ...contents, slots: contents.slots.map(confirmed) })
    })
    return true
  }

  /** Replaces the recovery code, which isn't stored and so can't be shown again. The former one opens nothing any more. */
  async newRecoveryCode(): Promise<string> {
    const { vaultId } = this.#session.contents
    const { slot, recoveryCode } = createRecoverySlot(
      vaultId,
      this.#session.masterKey,
      this.#setting.randomBytes
    )
    await this.#replaceSlots('recovery', [slot])
    return recoveryCode
  }

  /**
   * Sets, changes or removes (`null`) the passphrase. The bytes stay the caller's, who wipes them.
   * @throws {@link VaultError} `last-way-in`, `passphrase-needed` for an empty one
   */
  async setPassphrase(passphrase: Buffer | null): Promise<void> {
    if (passphrase === null) {
      await this.#replaceSlots('passphrase', [])
      return
    }
    if (passphrase.length === 0) {
      throw new VaultError('passphrase-needed', 'expected a passphrase, got an empty one')
    }
    const { vaultId } = this.#session.contents
    const { masterKey } = this.#session
    const slot = await createPassphraseSlot(passphrase, vaultId, masterKey, this.#setting.randomBytes)
    await this.#replaceSlots('passphrase', [slot])
  }

  /**
   * Takes in what another process saved; says whether there was anything.
   * @throws {@link VaultError} `missing`, `damaged`, `newer-version`; what is in memory stays
   */
  async reload(): Promise<boolean> {
    const isNew = await this.#session.reload()
    if (isNew) {
      this.#tell({ kind: 'reloaded', conflicts: [] })
    }
    return isNew
  }

  /** Gives a function that stops listening. */
  onChange(listener: (change: VaultChange) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Wipes the keys and drops the secrets; afterwards every call throws `locked`. */
  lock(): void {
    if (this.#session.lock()) {
      this.#accounts = null
      this.#known = new WeakMap()
      this.#tell({ kind: 'locked', conflicts: [] })
      this.#listeners.clear()
    }
  }

  async #replaceSlots(way: WayIn, slots: readonly KeySlot[]): Promise<void> {
    await this.#save({
      on: 'latest',
      make: (contents) => {
        const others = contents.slots.filter((slot) => slot.type !== way)
        if (slots.length === 0 && countWays(others) < 2) {
          throw new VaultError('last-way-in', 'expected at least two ways in to remain')
        }
        return { ...contents, slots: [...others, ...slots] }
      }
    })
  }

  async #save(change: Change): Promise<Saved> {
    const saved = await this.#session.save(change)
    if (saved.kind !== 'same') {
      this.#tell({ kind: saved.kind, conflicts: saved.conflicts })
    }
    return saved
  }

  #accountsOf(contents: Contents): readonly Account[] {
    if (this.#accounts?.of !== contents) {
      const all = inOrder(contents.payload.accounts).flatMap(
        ([id, record]) => this.#accountOf(id, record) ?? []
      )
      this.#accounts = { of: contents, all }
    }
    return this.#accounts.all
  }

  /** One object for one record, so that its key object is made once. */
  #accountOf(id: string, record: Fields): Account | null {
    const account = this.#known.get(record) ?? accountOf(id, record)
    if (account !== null) {
      this.#known.set(record, account)
    }
    return account
  }

  #tell(change: VaultChange): void {
    for (const listener of [...this.#listeners]) {
      listener(change)
    }
  }
}

/** Whether the user has shown once to have the recovery code. */
export function isRecoveryConfirmed(slots: readonly KeySlot[]): boolean {
  return slotsOf(slots, 'recovery').some((slot) => slot.confirmed)
}

/** What a change left behind: it has run once the save is done. */
function made<T>(value: T | null): T {
  if (value === null) {
    throw new Error('expected the change to have been made')
  }
  return value
}
