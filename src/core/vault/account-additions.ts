/** Adding accounts, and taking them back, from contents to contents: who saves them, and how, is no concern here. */
import type { Account, NewAccount } from '../otp/account.ts'
import { ACCOUNT_LIMIT, checkAccount } from './account-limits.ts'
import { inOrder, positionOf, recordOf } from './account-record.ts'
import type { Fields } from './cbor.ts'
import { withPayload, type Contents } from './contents.ts'
import { Likes } from './likes.ts'
import { withField } from './payload.ts'
import { withRecords } from './records.ts'
import { trashAccounts } from './trash-changes.ts'
import { VaultError } from './vault-error.ts'

/** What is there before accounts are added. */
export interface Existing {
  readonly live: readonly Account[]
  /** Asked only where something is to come into the trash. */
  readonly trashed: () => readonly Account[]
}

export interface Additions {
  readonly contents: Contents
  readonly added: readonly Account[]
  readonly alreadyThere: readonly Account[]
  /** Copies of the added secrets, which the contents refer to. */
  readonly secrets: readonly Buffer[]
}

/**
 * Adds accounts at the end of the list; one whose details say that it lay in a trash comes into ours. None is ever
 * replaced; one that is the same in kind, issuer, label, secret, pin, algorithm, digits and period is already there, and
 * what would come into the trash also where the same one lies in there.
 * @param day - of use, from which the trash keeps what comes into it
 * @param evenIfThere - of `accounts`: those that are added all the same
 * @throws {@link VaultError} `too-large`
 */
export function addAccounts(
  contents: Contents,
  existing: Existing,
  accounts: readonly NewAccount[],
  day: number,
  randomBytes: (length: number) => Buffer,
  evenIfThere: ReadonlySet<NewAccount> = new Set()
): Additions {
  const live = new Likes(existing.live)
  const inTrash = new Likes(accounts.some(isForTrash) ? existing.trashed() : [])
  const { accounts: known, trash, tombstones } = contents.payload
  const records = new Map<string, Fields>()
  const trashed = new Map<string, Fields>()
  const last = inOrder(known).at(-1)
  let position = last === undefined ? 0 : positionOf(last[1]) + 1
  const added: Account[] = []
  const alreadyThere: Account[] = []
  const secrets: Buffer[] = []
  for (const account of accounts) {
    const isTrashed = isForTrash(account)
    const same = live.find(account) ?? (isTrashed ? inTrash.find(account) : undefined)
    if (same !== undefined && !evenIfThere.has(account)) {
      alreadyThere.push(same)
      continue
    }
    checkAccount(account)
    const id = randomBytes(16).toString('hex')
    const { record, secrets: copies } = recordOf(account, position++)
    const kept: Account = { ...account, id }
    if (isTrashed) trashed.set(id, withField(record, 'deletedOn', day))
    else records.set(id, record)
    added.push(kept)
    secrets.push(...copies)
    ;(isTrashed ? inTrash : live).add(kept)
  }
  const count = known.size + records.size
  if (count > ACCOUNT_LIMIT) {
    throw new VaultError('too-large', `expected at most ${ACCOUNT_LIMIT} accounts, got ${count}`, {
      limit: { expected: `≤ ${ACCOUNT_LIMIT} accounts`, got: `${count} accounts` }
    })
  }
  if (added.length === 0) return { contents, added, alreadyThere, secrets }
  const stones = [...trashed.keys()].map((id) => [id, new Map([['deletedOn', day]])] as const)
  const changed = withPayload(contents, {
    accounts: withRecords(known, records),
    ...(trashed.size === 0
      ? {}
      : {
          trash: withRecords(trash, trashed),
          tombstones: withRecords(tombstones, new Map(stones))
        })
  })
  return { contents: changed, added, alreadyThere, secrets }
}

function isForTrash({ details }: NewAccount): boolean {
  return details?.isTrashed === true
}

/** Ids of accounts that were added, by where they came. */
export interface AddedIds {
  readonly live: readonly string[]
  readonly trashed: readonly string[]
}

/**
 * Takes back what was added: what is live goes into the trash, and what came into the trash goes out of it for good, unless
 * somebody restored it. What is gone by now is passed over.
 * @param day - of use, on which that is
 */
export function takeBackAccounts(contents: Contents, added: AddedIds, day: number): Contents {
  const { accounts, trash } = contents.payload
  const live = [...added.live, ...added.trashed].filter((id) => accounts.has(id))
  const purged = added.trashed.filter((id) => trash.has(id))
  if (purged.length === 0) return trashAccounts(contents, live, day)
  const without = withRecords(trash, new Map(purged.map((id) => [id, null])))
  return trashAccounts(withPayload(contents, { trash: without }), live, day)
}
