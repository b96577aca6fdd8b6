/** What an import would do, and what it did. found = added + already there + left out + failed, always. */
import type { NewAccount } from '../otp/account.ts'
import { Likes } from '../vault/likes.ts'
import type { FailedEntry, InFile, ReadExport } from './importer.ts'

/**
 * `new`: nothing like it is there. `already-there`: the same account is; of what lay in the other app's trash, also in
 * ours. `same-name`: another account of this issuer and label is there, with another secret or other parameters; both are
 * kept. `twice-in-file`: the same as an earlier entry, or as a live one where this one lay in the trash.
 */
export type EntryState = 'new' | 'already-there' | 'same-name' | 'twice-in-file'

export interface PlannedEntry {
  /** Which of the entries found, counted from 1. */
  readonly entry: number
  readonly file?: InFile
  readonly account: NewAccount
  readonly state: EntryState
  /** It lay in the other app's trash, and comes into ours. */
  readonly isTrashed: boolean
  /** The same account lies in our own trash, and stays there: this one comes in as a new one. */
  readonly isInOurTrash: boolean
  /** What couldn't be read of it beside its code: it comes in without. Never empty. */
  readonly unread?: readonly string[]
  /** Texts of it of which only the beginning comes in. Never empty. */
  readonly shortened?: readonly string[]
}

export interface Plan {
  readonly found: number
  readonly entries: readonly PlannedEntry[]
  readonly failed: readonly FailedEntry[]
}

export interface Receipt<A extends NewAccount = NewAccount> {
  readonly found: number
  readonly added: readonly A[]
  /** Those of `added` that came into the trash, as they lay in the other app's. */
  readonly addedToTrash: readonly A[]
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
  const liveInFile = new Likes(read.accounts.map(({ account }) => account).filter((one) => !isTrashed(one)))
  const earlier = { live: new Likes<NewAccount>([]), trashed: new Likes<NewAccount>([]) }
  const names = new Set(existing.map(nameKey))
  const entries = read.accounts.map(({ entry, file, account, unread, shortened }): PlannedEntry => {
    const isOfTrash = isTrashed(account)
    const isThere = there.has(account) || (isOfTrash && inTrash.has(account))
    // A live one comes in as live, though the same lay in the trash before it.
    const isTwice = isOfTrash
      ? liveInFile.has(account) || earlier.trashed.has(account)
      : earlier.live.has(account)
    const state = isThere
      ? 'already-there'
      : isTwice
        ? 'twice-in-file'
        : names.has(nameKey(account))
          ? 'same-name'
          : 'new'
    earlier[isOfTrash ? 'trashed' : 'live'].add(account)
    if (!isOfTrash) names.add(nameKey(account))
    return {
      entry,
      ...(file === undefined ? {} : { file }),
      account,
      state,
      isTrashed: isOfTrash,
      isInOurTrash: inTrash.has(account),
      ...(unread === undefined ? {} : { unread }),
      ...(shortened === undefined ? {} : { shortened })
    }
  })
  const plan = { found: read.found, entries, failed: read.failed }
  assertSum(plan.found, entries.length + plan.failed.length)
  return plan
}

/**
 * The entries to add.
 * @param chosen - numbers of entries, or null for all that aren't there yet
 */
export function entriesToAdd(plan: Plan, chosen: readonly number[] | null): readonly PlannedEntry[] {
  const isChosen = chosen === null ? null : new Set(chosen)
  return plan.entries.filter((one) => isAddable(one) && (isChosen === null || isChosen.has(one.entry)))
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
  const addedToTrash = added.filter(isTrashed)
  return { found: plan.found, added, addedToTrash, alreadyThere, leftOut, failed: plan.failed }
}

/** It isn't there yet. */
export function isAddable({ state }: PlannedEntry): boolean {
  return state === 'new' || state === 'same-name'
}

function nameKey({ issuer, label }: NewAccount): string {
  return JSON.stringify([issuer, label])
}

function isTrashed({ details }: NewAccount): boolean {
  return details?.isTrashed === true
}

function assertSum(found: number, sum: number): void {
  if (found !== sum) throw new Error(`expected each of ${found} entries in the receipt, got ${sum}`)
}
