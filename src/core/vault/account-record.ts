/** An account as the payload keeps it, and as the rest of the program knows it. */
import { createSecretKey } from 'node:crypto'
import { DIGITS, PERIOD, type Account, type Algorithm, type NewAccount } from '../otp/account.ts'
import { isCount, isFields, isList, type CborValue, type Fields } from './cbor.ts'
import { copySecret, wipe } from './secret-bytes.ts'

/** Fields that make up one key: taken from one side whole, because a mixture would give plausible, wrong codes. */
export const KEY_FIELDS = ['kind', 'secret', 'algorithm', 'digits', 'period'] as const
const HISTORY_LIMIT = 50

/** One entry of an account's history: fields as they were before, or as they would have been. */
export interface HistoryEntry {
  /** 16 random bytes: what makes the same entry the same on both sides of a merge. */
  readonly id: Buffer
  readonly day: number
  readonly why: 'edited' | 'conflict'
  readonly fields: Fields
}

/**
 * The record of a new account.
 * @param position - place in the list; ties are broken by id
 */
export function recordOf(account: NewAccount, position: number): { record: Fields; secret: Buffer } {
  const exported = account.secret.export()
  const secret = copySecret(exported)
  wipe(exported)
  const record = new Map<string, CborValue>([
    ['kind', account.kind],
    ['issuer', account.issuer],
    ['label', account.label],
    ['secret', secret],
    ['algorithm', account.algorithm],
    ['digits', account.digits],
    account.kind === 'hotp' ? ['counter', account.counter] : ['period', account.period],
    ['position', position]
  ])
  return { record, secret }
}

/** The account of a record, or `null` where it is of a kind, or holds a value, that this version doesn't know. */
export function accountOf(id: string, record: Fields): Account | null {
  const [issuer, label, secret] = [record.get('issuer'), record.get('label'), record.get('secret')]
  const [algorithm, digits] = [record.get('algorithm'), record.get('digits')]
  if (typeof issuer !== 'string' || typeof label !== 'string' || !isAlgorithm(algorithm)) {
    return null
  }
  if (!(secret instanceof Uint8Array) || secret.length === 0) {
    return null
  }
  if (!isCount(digits) || digits < DIGITS.least || digits > DIGITS.most) {
    return null
  }
  const base = (): Omit<Account, 'kind'> & { id: string } => ({
    id,
    issuer,
    label,
    secret: createSecretKey(secret),
    algorithm,
    digits
  })
  const [kind, period, counter] = [record.get('kind'), record.get('period'), record.get('counter')]
  if (kind === 'hotp') {
    return isCount(counter) ? { ...base(), kind, counter } : null
  }
  const isKnown = kind === 'totp' || (kind === 'steam' && digits === DIGITS.steam)
  return isKnown && isCount(period) && period >= PERIOD.least && period <= PERIOD.most
    ? { ...base(), kind, period }
    : null
}

/** Live records in the order in which people put them. */
export function inOrder(records: Iterable<readonly [string, Fields]>): (readonly [string, Fields])[] {
  return [...records].sort(
    ([idA, a], [idB, b]) => positionOf(a) - positionOf(b) || (idA < idB ? -1 : idA > idB ? 1 : 0)
  )
}

export function positionOf(record: Fields): number {
  const position = record.get('position')
  return typeof position === 'number' && Number.isFinite(position) ? position : Number.MAX_SAFE_INTEGER
}

/** What two accounts share if they are the same but for the secret: to be compared before the secrets are. */
export function likeness(account: NewAccount): string {
  const period = account.kind === 'hotp' ? null : account.period
  return JSON.stringify([
    account.kind,
    account.issuer,
    account.label,
    account.algorithm,
    account.digits,
    period
  ])
}

/** The history with entries put at its end; the oldest go beyond a number, never after a time. */
export function withHistory(record: Fields, entries: readonly HistoryEntry[]): Fields {
  const added = entries.map(
    ({ id, day, why, fields }): Fields =>
      new Map<string, CborValue>([
        ['id', id],
        ['day', day],
        ['why', why],
        ['fields', fields]
      ])
  )
  const history = [...historyOf(record), ...added].slice(-HISTORY_LIMIT)
  return history.length === 0 ? record : new Map([...record, ['history', history]])
}

export function historyOf(record: Fields): readonly CborValue[] {
  const history = record.get('history')
  return isList(history) ? history : []
}

/** Both histories in one: the disk's, then ours of which neither the disk nor what was loaded knows. */
export function mergeHistory(base: Fields | undefined, disk: Fields, ours: Fields): CborValue {
  const known = new Set([...historyOf(disk), ...(base === undefined ? [] : historyOf(base))].map(entryId))
  const added = historyOf(ours).filter((entry) => !known.has(entryId(entry)))
  return added.length === 0 ? disk.get('history') : [...historyOf(disk), ...added].slice(-HISTORY_LIMIT)
}

function entryId(entry: CborValue): string {
  const id = isFields(entry) ? entry.get('id') : undefined
  return id instanceof Uint8Array ? Buffer.from(id).toString('hex') : ''
}

function isAlgorithm(value: CborValue): value is Algorithm {
  return value === 'SHA1' || value === 'SHA256' || value === 'SHA512'
}
