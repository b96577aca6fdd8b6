/** What the writers share: which details an account has that a format lacks, random ids, and JSON as bytes. */
import { NO_DETAILS, type NewAccount } from '../../otp/account.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import { TransferError } from '../transfer-error.ts'
import type { DetailField, LossField, Writing } from './exporter.ts'

/** The details that there are and that aren't among those carried. */
export function detailLosses(account: NewAccount, carried: readonly DetailField[]): readonly LossField[] {
  const { groups, note, isFavourite, icon, useCount } = account.details ?? NO_DETAILS
  const present: Readonly<Record<DetailField, boolean>> = {
    groups: groups.length > 0,
    note: note !== '',
    favourite: isFavourite,
    icon: icon !== null,
    usage: useCount > 0
  }
  return DETAIL_FIELDS.filter((field) => present[field] && !carried.includes(field))
}

const DETAIL_FIELDS: readonly DetailField[] = ['groups', 'note', 'favourite', 'icon', 'usage']

/** Formats with one group or folder an account keep the first. */
export function groupLosses({ details = NO_DETAILS }: NewAccount): readonly LossField[] {
  return details.groups.length > 1 ? ['groups'] : []
}

/** Each group of these accounts once, in the order of appearance, with an id. */
export function groupIds(
  accounts: readonly NewAccount[],
  randomBytes: Writing['randomBytes']
): ReadonlyMap<string, string> {
  const names = new Set(accounts.flatMap(({ details = NO_DETAILS }) => details.groups))
  return new Map([...names].map((name) => [name, uuid(randomBytes)]))
}

/** A random one: RFC 9562 §5.4. */
export function uuid(randomBytes: Writing['randomBytes']): string {
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')
}

/** The JSON of a value. The string on the way can't be wiped; what is returned can. */
export function jsonBytes(value: unknown, indent = 0): Buffer {
  return secretBytesOf(JSON.stringify(value, null, indent))
}

/** @throws {@link TransferError} `password-needed` */
export function passwordFor({ password }: Writing): Buffer {
  if (password !== null && password.length > 0) return password
  throw new TransferError('password-needed', { expected: 'a password for the file', got: 'none' })
}
