/** Changes of the accounts, each from contents to contents: who saves them, and how, is no concern here. */
import type { Account, NewAccount } from '../otp/account.ts'
import { accountOf, inOrder, likeness, positionOf, recordOf, withHistory } from './account-record.ts'
import { isCount, type Fields } from './cbor.ts'
import { withPayload, type Contents } from './contents.ts'
import { daysOfUse, withField, withRecord } from './payload.ts'
import { VaultError } from './vault-error.ts'

/** More entries than any import brings (docs/importing.md), and few enough to be saved in a moment. */
export const LIMIT = { accounts: 10_000, textBytes: 1024, secretBytes: 1024 } as const

export interface Additions {
  readonly contents: Contents
  readonly added: readonly Account[]
  readonly alreadyThere: readonly Account[]
  /** Copies of the added secrets, which the contents refer to. */
  readonly secrets: readonly Buffer[]
}

/**
 * Adds accounts at the end of the list. None is ever replaced; one that is the same in kind, issuer, label, secret,
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
  const records = new Map(contents.payload.accounts)
  const last = inOrder(records).at(-1)
  let position = last === undefined ? 0 : positionOf(last[1]) + 1
  const added: Account[] = []
  const alreadyThere: Account[] = []
  const secrets: Buffer[] = []
  for (const account of accounts) {
    const same = alike.get(likeness(account))?.find((one) => one.secret.equals(account.secret))
    if (same !== undefined && !evenIfThere.has(account)) {
      alreadyThere.push(same)
      continue
    }
    checkSize(account)
    const id = randomBytes(16).toString('hex')
    const { record, secret } = recordOf(account, position++)
    const kept: Account = { ...account, id }
    records.set(id, record)
    added.push(kept)
    secrets.push(secret)
    remember(alike, kept)
  }
  if (records.size > LIMIT.accounts) {
    throw new VaultError('too-large', `expected at most ${LIMIT.accounts} accounts, got ${records.size}`)
  }
  const isSame = added.length === 0
  return {
    contents: isSame ? contents : withPayload(contents, { accounts: records }),
    added,
    alreadyThere,
    secrets
  }
}

/**
 * Puts an account into the trash, with a tombstone.
 * @throws {@link VaultError} `unknown-account`
 */
export function trashAccount(contents: Contents, id: string): Contents {
  const { accounts, trash, tombstones, use } = contents.payload
  const record = found(accounts.get(id), id)
  const deletedOn = daysOfUse(use)
  return withPayload(contents, {
    accounts: withRecord(accounts, id, null),
    trash: withRecord(trash, id, withField(record, 'deletedOn', deletedOn)),
    tombstones: withRecord(tombstones, id, new Map([['deletedOn', deletedOn]]))
  })
}

/**
 * Takes an account out of the trash. Its tombstone stays: where an account lives, a tombstone says nothing.
 * @throws {@link VaultError} `unknown-account`
 */
export function restoreAccount(contents: Contents, id: string): Contents {
  const { accounts, trash } = contents.payload
  const record = found(trash.get(id), id)
  return withPayload(contents, {
    accounts: withRecord(accounts, id, withField(record, 'deletedOn', undefined)),
    trash: withRecord(trash, id, null)
  })
}

/** Empties the trash, or takes one account out of it for good; tombstones stay. */
export function purgeTrash(contents: Contents, id: string | null): Contents {
  const { trash } = contents.payload
  if (id !== null) {
    found(trash.get(id), id)
  }
  return trash.size === 0
    ? contents
    : withPayload(contents, { trash: id === null ? new Map() : withRecord(trash, id, null) })
}

/** Marks every HOTP counter as one to be confirmed: an older file was put back, and codes may have been given since. */
export function doubtCounters(contents: Contents): Contents {
  const accounts = new Map(contents.payload.accounts)
  for (const [id, record] of accounts) {
    if (record.get('kind') === 'hotp') {
      accounts.set(id, withField(record, 'counterInDoubt', true))
    }
  }
  return withPayload(contents, { accounts })
}

/**
 * Takes a counter for right, as the user read it from the site; it never goes below the one stored.
 * @throws {@link VaultError} `unknown-account`, `not-hotp`
 */
export function confirmCounter(contents: Contents, id: string, counter: number): Contents {
  const { accounts } = contents.payload
  const record = found(accounts.get(id), id)
  const stored = record.get('counter')
  if (record.get('kind') !== 'hotp' || !isCount(stored)) {
    throw new VaultError('not-hotp', 'expected an HOTP account')
  }
  if (!isCount(counter)) {
    throw new VaultError('too-large', 'expected a counter from 0 to 2^53 - 1')
  }
  const confirmed = withField(record, 'counter', Math.max(stored, counter))
  return withPayload(contents, {
    accounts: withRecord(accounts, id, withField(confirmed, 'counterInDoubt', undefined))
  })
}

/**
 * Renames an account; the former names go to its history.
 * @throws {@link VaultError} `unknown-account`, `too-large`
 */
export function renameAccount(
  contents: Contents,
  id: string,
  names: { readonly issuer?: string; readonly label?: string },
  entryId: Buffer
): Contents {
  const { accounts, use } = contents.payload
  const record = found(accounts.get(id), id)
  const changed: [string, string][] = []
  for (const name of ['issuer', 'label'] as const) {
    const value = names[name]
    if (value !== undefined && value !== record.get(name)) {
      checkText(name, value)
      changed.push([name, value])
    }
  }
  if (changed.length === 0) {
    return contents
  }
  const former: Fields = new Map(changed.map(([name]) => [name, record.get(name)]))
  const renamed: Fields = new Map([...record, ...changed])
  const entry = { id: entryId, day: daysOfUse(use), why: 'edited', fields: former } as const
  return withPayload(contents, { accounts: withRecord(accounts, id, withHistory(renamed, [entry])) })
}

/**
 * Moves an HOTP counter on; `account` is as it was before.
 * @throws {@link VaultError} `unknown-account`, `not-hotp`, `counter-in-doubt`, `too-large` at the end of all counters
 */
export function advanceCounter(
  contents: Contents,
  id: string
): { contents: Contents; account: Account & { kind: 'hotp' } } {
  const { accounts } = contents.payload
  const record = found(accounts.get(id), id)
  const account = accountOf(id, record)
  if (account?.kind !== 'hotp') {
    throw new VaultError(
      'not-hotp',
      `expected an HOTP account, got ${account?.kind ?? 'one of an unknown kind'}`
    )
  }
  if (record.get('counterInDoubt') === true) {
    throw new VaultError('counter-in-doubt', 'expected a confirmed counter: an older vault was put back')
  }
  if (account.counter >= Number.MAX_SAFE_INTEGER) {
    throw new VaultError('too-large', 'expected a counter below 2^53 - 1')
  }
  const advanced = withField(record, 'counter', account.counter + 1)
  return { contents: withPayload(contents, { accounts: withRecord(accounts, id, advanced) }), account }
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

function checkSize(account: NewAccount): void {
  checkText('issuer', account.issuer)
  checkText('label', account.label)
  const secretBytes = account.secret.symmetricKeySize ?? 0
  if (secretBytes < 1 || secretBytes > LIMIT.secretBytes) {
    throw new VaultError('too-large', `expected a secret of 1–${LIMIT.secretBytes} bytes, got ${secretBytes}`)
  }
}

function checkText(name: string, text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > LIMIT.textBytes) {
    throw new VaultError('too-large', `expected ${name} in at most ${LIMIT.textBytes} bytes, got ${bytes}`)
  }
}

function found(record: Fields | undefined, id: string): Fields {
  if (record === undefined) {
    throw new VaultError('unknown-account', `expected the id of an account, got ${id.length} characters`)
  }
  return record
}
