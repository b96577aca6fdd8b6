/** What an import would do, and what it did. found = added + already there + left out + failed, always. */
import type { NewAccount } from '../otp/account.ts'
import { likeness, sameSecrets } from '../vault/account-record.ts'
import type { FailedEntry, InFile, ReadExport } from './importer.ts'

/**
 * `new`: nothing like it is there. `already-there`: the same account is. `same-name`: another account of this issuer and
 * label is there, with another secret or other parameters; both are kept. `twice-in-file`: the same as an earlier entry.
 */
export type EntryState = 'new' | 'already-there' | 'same-name' | 'twice-in-file'

export interface PlannedEntry {
  /** Which of the entries found, counted from 1. */
  readonly entry: number
  readonly file?: InFile
  readonly account: NewAccount
  readonly state: EntryState
  /** It lay in the other app's trash: left out unless it is chosen. */
  readonly isTrashed: boolean
  /** The same account lies in our own trash, and stays there: this one comes in as a new one. */
  readonly isInOurTrash: boolean
  /** What couldn't be read of it beside its code: it comes in without. Never empty. */
  readonly unread?: readonly string[]
}

export interface Plan {
  readonly found: number
  readonly entries: readonly PlannedEntry[]
  readonly failed: readonly FailedEntry[]
}

export interface Receipt<A extends NewAccount = NewAccount> {
  readonly found: number
  readonly added: readonly A[]
  /** Those that the vault has, and those that stood in the file twice. */
  readonly alreadyThere: number
  /** Not chosen by the user. */
  readonly leftOut: number
  readonly failed: readonly FailedEntry[]
}

/**
 * Compares what was read with what is there; nothing is changed.
 * @param existing - the vault's live accounts
 * @param trashed - those in its trash
 */
export function planImport(
  existing: readonly NewAccount[],
  trashed: readonly NewAccount[],
  read: ReadExport
): Plan {
  const there = new Likes(existing)
  const inTrash = new Likes(trashed)
  const inFile = new Likes([])
  const names = new Set(existing.map(nameKey))
  const entries = read.accounts.map(({ entry, file, account, unread }): PlannedEntry => {
    const state = there.has(account)
      ? 'already-there'
      : inFile.has(account)
        ? 'twice-in-file'
        : names.has(nameKey(account))
          ? 'same-name'
          : 'new'
    inFile.add(account)
    names.add(nameKey(account))
    return {
      entry,
      ...(file === undefined ? {} : { file }),
      account,
      state,
      isTrashed: account.details?.isTrashed === true,
      isInOurTrash: inTrash.has(account),
      ...(unread === undefined ? {} : { unread })
    }
  })
  const plan = { found: read.found, entries, failed: read.failed }
  assertSum(plan.found, entries.length + plan.failed.length)
  return plan
}

/**
 * The entries to add.
 * @param chosen - numbers of entries, or null for all that are new and didn't lie in the other app's trash
 */
export function entriesToAdd(plan: Plan, chosen: readonly number[] | null): readonly PlannedEntry[] {
  const isChosen = chosen === null ? null : new Set(chosen)
  return plan.entries.filter(
    (one) => isAddable(one) && (isChosen === null ? !one.isTrashed : isChosen.has(one.entry))
  )
}

/**
 * What came of it.
 * @param outcome - what `Vault.add` gave for the accounts of `entriesToAdd`
 */
export function receiptOf<A extends NewAccount>(
  plan: Plan,
  toAdd: readonly PlannedEntry[],
  outcome: { readonly added: readonly A[]; readonly alreadyThere: readonly unknown[] }
): Receipt<A> {
  const { added } = outcome
  // Another process may have added one of them since the plan was made.
  const alreadyThere = plan.entries.filter((one) => !isAddable(one)).length + outcome.alreadyThere.length
  const leftOut = plan.entries.filter(isAddable).length - toAdd.length
  assertSum(plan.found, added.length + alreadyThere + leftOut + plan.failed.length)
  return { found: plan.found, added, alreadyThere, leftOut, failed: plan.failed }
}

function isAddable({ state }: PlannedEntry): boolean {
  return state === 'new' || state === 'same-name'
}

function nameKey({ issuer, label }: NewAccount): string {
  return JSON.stringify([issuer, label])
}

/** Accounts, to be asked whether one is among them: the same as `Vault.add` means it. */
class Likes {
  readonly #alike = new Map<string, NewAccount[]>()

  constructor(accounts: readonly NewAccount[]) {
    for (const account of accounts) this.add(account)
  }

  add(account: NewAccount): void {
    const like = likeness(account)
    const same = this.#alike.get(like)
    if (same === undefined) this.#alike.set(like, [account])
    else same.push(account)
  }

  has(account: NewAccount): boolean {
    return this.#alike.get(likeness(account))?.some((one) => sameSecrets(one, account)) === true
  }
}

function assertSum(found: number, sum: number): void {
  if (found !== sum) throw new Error(`expected each of ${found} entries in the receipt, got ${sum}`)
}
