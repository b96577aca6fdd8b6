/** Adding accounts, from contents to contents: who saves them, and how, is no concern here. */
import type { Account, NewAccount } from '../otp/account.ts'
import { ACCOUNT_LIMIT, checkAccount } from './account-limits.ts'
import { inOrder, likeness, positionOf, recordOf, sameSecrets } from './account-record.ts'
import type { Fields } from './cbor.ts'
import { withPayload, type Contents } from './contents.ts'
import { withRecords } from './records.ts'
import { VaultError } from './vault-error.ts'

export interface Additions {
  readonly contents: Contents
  readonly added: readonly Account[]
  readonly alreadyThere: readonly Account[]
  /** Copies of the added secrets, which the contents refer to. */
  readonly secrets: readonly Buffer[]
}

/**
 * Adds accounts at the end of the list. None is ever replaced; one that is the same in kind, issuer, label, secret, pin,
 * algorithm, digits and period is already there.
 * @param evenIfThere - of `accounts`: those that are added all the same
 * @throws {@link VaultError} `too-large`
 */
export function addAccounts(
  contents: Contents,
  live: readonly Account[],
  accounts: readonly NewAccount[],
  randomBytes: (length: number) => Buffer,
  evenIfThere: ReadonlySet<NewAccount> = new Set()
): Additions {
  const alike = new Map<string, Account[]>()
  for (const account of live) {
    remember(alike, account)
  }
  const { accounts: known } = contents.payload
  const records = new Map<string, Fields>()
  const last = inOrder(known).at(-1)
  let position = last === undefined ? 0 : positionOf(last[1]) + 1
  const added: Account[] = []
  const alreadyThere: Account[] = []
  const secrets: Buffer[] = []
  for (const account of accounts) {
    const same = alike.get(likeness(account))?.find((one) => sameSecrets(one, account))
    if (same !== undefined && !evenIfThere.has(account)) {
      alreadyThere.push(same)
      continue
    }
    checkAccount(account)
    const id = randomBytes(16).toString('hex')
    const { record, secrets: copies } = recordOf(account, position++)
    const kept: Account = { ...account, id }
    records.set(id, record)
    added.push(kept)
    secrets.push(...copies)
    remember(alike, kept)
  }
  const count = known.size + records.size
  if (count > ACCOUNT_LIMIT) {
    throw new VaultError('too-large', `expected at most ${ACCOUNT_LIMIT} accounts, got ${count}`, {
      limit: { expected: `≤ ${ACCOUNT_LIMIT} accounts`, got: `${count} accounts` }
    })
  }
  const isSame = added.length === 0
  return {
    contents: isSame ? contents : withPayload(contents, { accounts: withRecords(known, records) }),
    added,
    alreadyThere,
    secrets
  }
}

function remember(alike: Map<string, Account[]>, account: Account): void {
  const like = likeness(account)
  const same = alike.get(like)
  if (same === undefined) {
    alike.set(like, [account])
  } else {
    same.push(account)
  }
}
