/**
 * Fields of an entry as other apps write them. What isn't there gets the format's own default, where it has one; what is
 * there and can't be read is refused, never guessed.
 */
import { rangeText } from '../otp/account-fields.ts'
import type { Algorithm } from '../otp/account.ts'
import type { Without } from './importer.ts'
import { LIMITS } from './limits.ts'
import { fieldOf, numberOf, type Json } from './safe-json.ts'
import { TransferError } from './transfer-error.ts'

/**
 * A text; '' where there is none.
 * @throws {@link TransferError} `bad-field` for another kind of value
 */
export function textField(entry: Json | undefined, field: string): string {
  const value = fieldOf(entry, field) ?? ''
  return typeof value === 'string' ? value : badField(field, 'a text', kindOf(value))
}

/**
 * A text that an entry can't do without.
 * @throws {@link TransferError} `bad-field`
 */
export function neededText(entry: Json | undefined, field: string): string {
  const text = textField(entry, field)
  return text === '' ? badField(field, 'a text', 'nothing') : text
}

/**
 * A whole number, also one that is written as a text.
 * @param usual - the format's own default; without one the field is needed
 * @throws {@link TransferError} `bad-field`
 */
export function numberField(entry: Json | undefined, field: string, usual?: number): number {
  const value = fieldOf(entry, field) ?? null
  if (value === null) return usual ?? badField(field, 'a whole number', 'nothing')
  const number = numberOf(entry, field)
  if (number !== undefined && Number.isSafeInteger(number)) return number
  const expected = Number.isInteger(number) ? rangeText(0, Number.MAX_SAFE_INTEGER) : 'a whole number'
  return badField(field, expected, number === undefined ? kindOf(value) : String(number))
}

/**
 * How often a code was used: counts for nothing, so that what can't be read is 0.
 */
export function countField(entry: Json | undefined, field: string): number {
  const number = numberOf(entry, field) ?? 0
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

/**
 * The hash by its name, also as HmacSHA256 or sha-256.
 * @param usual - the format's own default; without one the field is needed
 * @throws {@link TransferError} `bad-field`, naming an algorithm that isn't known
 */
export function algorithmField(entry: Json | undefined, field: string, usual?: Algorithm): Algorithm | 'MD5' {
  const text = textField(entry, field)
  if (text === '' && usual !== undefined) return usual
  const name = text.toUpperCase().replace(/[-_ ]/gu, '').replace(/^HMAC/u, '')
  if (name === 'SHA1' || name === 'SHA256' || name === 'SHA512' || name === 'MD5') return name
  return badField(field, 'SHA1, SHA256 or SHA512', text === '' ? 'nothing' : harmless(text))
}

/**
 * A note within what is kept of any text. A longer one is cut, visibly, and that is told: nobody should lose an account for
 * the licence text in its note.
 */
export function shortNote(note: string, without: Without): string {
  if (Buffer.byteLength(note) <= LIMITS.stringBytes) return note
  without('note', 'shortened')
  const room = LIMITS.stringBytes - Buffer.byteLength('…')
  const cut = Buffer.from(note).subarray(0, room).toString('utf8')
  return `${cut.replace(/\ufffd+$/u, '')}…`
}

/** People have a handful. */
const MOST_GROUPS = 64

/**
 * Names of an entry's groups, each once. Looked at before they are cleaned: groups stand in a file once, and every entry
 * may name each of them.
 * @throws {@link TransferError} `too-large`
 */
export function groupsField(names: readonly (string | undefined)[]): readonly string[] {
  const groups = [...new Set(names)].filter((name) => name !== undefined)
  const longest = Math.max(0, ...groups.slice(0, MOST_GROUPS).map((name) => name.length))
  if (groups.length > MOST_GROUPS) {
    tooLarge('group', `≤ ${MOST_GROUPS} groups`, `${groups.length}`)
  }
  if (longest > LIMITS.stringBytes) {
    tooLarge('group', `≤ ${LIMITS.stringBytes} bytes`, `${longest} characters`)
  }
  return groups
}

function tooLarge(field: string, expected: string, got: string): never {
  throw new TransferError('too-large', { field, expected, got })
}

/** One entry's kind of one-time password that nobody knows here. */
export function unsupportedType(type: string, expected: string): never {
  throw new TransferError('unsupported-type', { field: 'type', expected, got: harmless(type) })
}

/** @throws {@link TransferError} always */
export function badField(field: string, expected: string, got: string): never {
  throw new TransferError('bad-field', { field, expected, got })
}

/** A short name as it is; of anything else only the length: a secret may stand in the wrong field. */
function harmless(text: string): string {
  return /^[a-z0-9_/-]{1,12}$/iu.test(text) ? text : `a text of ${text.length} characters`
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? `a text of ${value.length} characters` : `a ${typeof value}`
}
