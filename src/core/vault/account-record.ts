/** An account as the payload keeps it, and as the rest of the program knows it. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import {
  DIGITS,
  NO_DETAILS,
  PERIOD,
  type Account,
  type AccountDetails,
  type AccountIcon,
  type Algorithm,
  type NewAccount
} from '../otp/account.ts'
import { isCount, isFields, isList, type CborValue, type Fields } from './cbor.ts'
import { copySecret, wipe } from './secret-bytes.ts'

/** Fields that make up one key: taken from one side whole, because a mixture would give plausible, wrong codes. */
export const KEY_FIELDS = ['kind', 'secret', 'pin', 'algorithm', 'digits', 'period'] as const
/** Numbers that only grow: of several the highest is right. */
export const COUNTER_FIELDS = ['counter', 'useCount'] as const
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
 * The record of a new account, and the copies of its secrets that it refers to.
 * @param position - place in the list; ties are broken by id
 */
export function recordOf(
  account: NewAccount,
  position: number
): { record: Fields; secrets: readonly Buffer[] } {
  const secret = bytesOf(account.secret)
  const pin = 'pin' in account ? bytesOf(account.pin) : null
  const record = new Map<string, CborValue>([
    ['kind', account.kind],
    ['issuer', account.issuer],
    ['label', account.label],
    ['secret', secret],
    ...(pin === null ? [] : [['pin', pin] as const]),
    ['algorithm', account.algorithm],
    ['digits', account.digits],
    account.kind === 'hotp' ? ['counter', account.counter] : ['period', account.period],
    ['position', position],
    ...detailFields(account.details ?? NO_DETAILS)
  ])
  return { record, secrets: pin === null ? [secret] : [secret, pin] }
}

/** The account of a record, or `null` where it is of a kind, or holds a value, that this version doesn't know. */
export function accountOf(id: string, record: Fields): Account | null {
  const [issuer, label, secret] = [record.get('issuer'), record.get('label'), record.get('secret')]
  const [kind, algorithm, digits] = [record.get('kind'), record.get('algorithm'), record.get('digits')]
  const [period, counter, pin] = [record.get('period'), record.get('counter'), record.get('pin')]
  if (typeof issuer !== 'string' || typeof label !== 'string') {
    return null
  }
  if (!(secret instanceof Uint8Array) || secret.length === 0) {
    return null
  }
  if (!isCount(digits) || digits < DIGITS.least || digits > DIGITS.most) {
    return null
  }
  const base = () => ({ id, issuer, label, secret: createSecretKey(secret), digits, ...detailsIn(record) })
  if (kind === 'hotp') {
    return isAlgorithm(algorithm) && isCount(counter) ? { ...base(), kind, algorithm, counter } : null
  }
  if (!isCount(period) || period < PERIOD.least || period > PERIOD.most) {
    return null
  }
  if (kind === 'totp' || (kind === 'steam' && digits === DIGITS.steam)) {
    return isAlgorithm(algorithm) ? { ...base(), kind, algorithm, period } : null
  }
  if (!(pin instanceof Uint8Array)) {
    return null
  }
  if (kind === 'motp' && algorithm === 'MD5' && digits === DIGITS.motp) {
    return { ...base(), kind, algorithm, period, pin: createSecretKey(pin) }
  }
  return kind === 'yandex' && algorithm === 'SHA256' && digits === DIGITS.yandex
    ? { ...base(), kind, algorithm, period, pin: createSecretKey(pin) }
    : null
}

/** The fields of an account's details; what there is nothing of has none. */
export function detailFields(details: AccountDetails): readonly (readonly [string, CborValue])[] {
  const { groups, note, isFavourite, icon, useCount } = details
  return [
    ...(groups.length === 0 ? [] : [['groups', groups] as const]),
    ...(note === '' ? [] : [['note', note] as const]),
    ...(isFavourite ? [['favourite', true] as const] : []),
    ...(icon === null ? [] : [['icon', iconFields(icon)] as const]),
    ...(useCount === 0 ? [] : [['useCount', useCount] as const])
  ]
}

export function iconFields({ type, bytes }: AccountIcon): Fields {
  return new Map<string, CborValue>([
    ['type', type],
    ['bytes', bytes]
  ])
}

/** A detail that only a newer version could read is left out; the account is none the worse for it. */
function detailsIn(record: Fields): { details?: AccountDetails } {
  const [groups, note, icon] = [record.get('groups'), record.get('note'), record.get('icon')]
  const [type, bytes] = isFields(icon) ? [icon.get('type'), icon.get('bytes')] : []
  const useCount = record.get('useCount')
  const details: AccountDetails = {
    groups: isList(groups) ? groups.filter((group) => typeof group === 'string') : [],
    note: typeof note === 'string' ? note : '',
    isFavourite: record.get('favourite') === true,
    // Copied, because the payload is wiped while a surface may still show it.
    icon:
      type === 'image/png' && bytes instanceof Uint8Array ? { type, bytes: Uint8Array.from(bytes) } : null,
    useCount: isCount(useCount) ? useCount : 0,
    isTrashed: false
  }
  return detailFields(details).length === 0 ? {} : { details }
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

/** What two accounts share if they are the same but for secret and pin: to be compared before those are. */
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

/** Whether two accounts have the same secret, and the same pin where there is one. */
export function sameSecrets(a: NewAccount, b: NewAccount): boolean {
  const [pinA, pinB] = ['pin' in a ? a.pin : null, 'pin' in b ? b.pin : null]
  return a.secret.equals(b.secret) && (pinA === null || pinB === null ? pinA === pinB : pinA.equals(pinB))
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

function bytesOf(key: KeyObject): Buffer {
  const exported = key.export()
  const copy = copySecret(exported)
  wipe(exported)
  return copy
}

function isAlgorithm(value: CborValue): value is Algorithm {
  return value === 'SHA1' || value === 'SHA256' || value === 'SHA512'
}
