/** HOTP counters, and counts of use: from contents to contents. */
import type { Account } from '../otp/account.ts'
import { found } from './account-limits.ts'
import { accountOf } from './account-record.ts'
import { isCount } from './cbor.ts'
import { withPayload, type Contents } from './contents.ts'
import { withField } from './payload.ts'
import { withRecord, withRecords } from './records.ts'
import { VaultError } from './vault-error.ts'

const COUNTER_LIMIT = { field: 'counter', expected: `≤ ${Number.MAX_SAFE_INTEGER}` } as const

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
    throw new VaultError('too-large', 'expected a counter from 0 to 2^53 - 1', { limit: COUNTER_LIMIT })
  }
  const confirmed = withField(record, 'counter', Math.max(stored, counter))
  return withPayload(contents, {
    accounts: withRecord(accounts, id, withField(confirmed, 'counterInDoubt', undefined))
  })
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
    throw new VaultError('too-large', 'expected a counter below 2^53 - 1', { limit: COUNTER_LIMIT })
  }
  const advanced = withField(record, 'counter', account.counter + 1)
  return { contents: withPayload(contents, { accounts: withRecord(accounts, id, advanced) }), account }
}

/** Adds to the counts of use; an account that is gone is passed over. */
export function addUses(contents: Contents, uses: ReadonlyMap<string, number>): Contents {
  const { accounts } = contents.payload
  const known = [...uses].filter(([id]) => accounts.has(id))
  if (known.length === 0) {
    return contents
  }
  const counted = known.map(([id, count]) => {
    const record = found(accounts.get(id), id)
    const before = record.get('useCount')
    const useCount = Math.min((isCount(before) ? before : 0) + count, Number.MAX_SAFE_INTEGER)
    return [id, withField(record, 'useCount', useCount)] as const
  })
  return withPayload(contents, { accounts: withRecords(accounts, new Map(counted)) })
}
