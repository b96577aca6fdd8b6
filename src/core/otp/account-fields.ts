/** From an account's fields, as a URI, a form or a file gives them, to an account within the format's limits. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { LIMITS } from '../transfer/limits.ts'
import { copySecret, secretBytes, secretBytesOf as utf8Of } from '../vault/secret-bytes.ts'
import {
  DIGITS,
  PERIOD,
  type AccountDetails,
  type AccountKind,
  type Algorithm,
  type NewAccount
} from './account.ts'
import { assertNever } from './assert-never.ts'
import { Base32Error, decodeBase32 } from './base32.ts'
import { cleanGroups, cleanName, cleanNote } from './clean-text.ts'
import { KeyUriError } from './key-uri-error.ts'
import { YANDEX_SECRET_BYTES, YANDEX_SHOWN_BYTES, yandexSecretFault } from './yandex.ts'

/** Fields of one account, well formed but unchecked. */
export interface AccountFields {
  readonly kind: AccountKind
  readonly issuer: string
  readonly label: string
  /** One of the three has the secret; the bytes win, which stay the caller's, who wipes them. */
  readonly secretBytes?: Uint8Array
  /** As mOTP writes it; wins over base 32. */
  readonly secretHex?: string
  readonly secretBase32?: string
  /** mOTP and Yandex only, which need it: the pin that goes into their codes. */
  readonly pin?: string
  /** Not read for mOTP and Yandex, which have only one. */
  readonly algorithm: Algorithm | 'MD5'
  readonly digits: number
  /** Seconds; ignored for HOTP. */
  readonly period: number
  /** Moving factor of the next code; HOTP only. */
  readonly counter: number
  readonly details?: Partial<AccountDetails>
}

/**
 * Checks every field and takes the secret in.
 * @throws {@link KeyUriError} `bad-field`, `too-large`
 */
export function accountFrom(fields: AccountFields): NewAccount {
  const { kind, digits, period, counter } = fields
  checkInteger('digits', digits, ...DIGITS_OF[kind])
  if (kind === 'hotp') checkInteger('counter', counter, 0, Number.MAX_SAFE_INTEGER)
  else checkInteger('period', period, ...PERIODS_OF[kind])
  const details = readDetails(fields.details ?? {})
  const base = {
    issuer: readName('issuer', fields.issuer),
    label: readName('label', fields.label),
    digits,
    ...(details === null ? {} : { details })
  }
  switch (kind) {
    case 'totp':
    case 'steam':
      return { ...base, kind, ...readKey(fields), period }
    case 'hotp':
      return { ...base, kind, ...readKey(fields), counter }
    case 'motp': {
      const pin = readPin(fields.pin, /^.{1,64}$/su, '1–64 characters')
      return { ...base, kind, algorithm: 'MD5', secret: readSecret(fields), pin: keyObjectOf(pin), period }
    }
    case 'yandex': {
      const pin = readPin(fields.pin, /^\d{4,16}$/u, '4–16 digits')
      const secret = readSecret(fields, (bytes) => yandexSecret(bytes, pin.length))
      return { ...base, kind, algorithm: 'SHA256', secret, pin: keyObjectOf(pin), period }
    }
    default:
      return assertNever(kind)
  }
}

/** From the least to the most. */
type Range = readonly [number, number]

const DIGITS_OF: Readonly<Record<AccountKind, Range>> = {
  totp: [DIGITS.least, DIGITS.most],
  hotp: [DIGITS.least, DIGITS.most],
  steam: [DIGITS.steam, DIGITS.steam],
  motp: [DIGITS.motp, DIGITS.motp],
  yandex: [DIGITS.yandex, DIGITS.yandex]
}
const PERIODS_OF: Readonly<Record<Exclude<AccountKind, 'hotp'>, Range>> = {
  totp: [PERIOD.least, PERIOD.most],
  steam: [PERIOD.least, PERIOD.most],
  motp: [PERIOD.motp, PERIOD.motp],
  yandex: [PERIOD.usual, PERIOD.usual]
}

/** Cleaned, and within what is kept of any text. */
function readName(field: string, text: string): string {
  return withinLimit(field, cleanName(text))
}

function withinLimit(field: string, text: string): string {
  const bytes = Buffer.byteLength(text)
  if (bytes <= LIMITS.stringBytes) return text
  throw new KeyUriError('too-large', {
    field,
    expected: `≤ ${LIMITS.stringBytes} bytes`,
    got: `${bytes} bytes`
  })
}

/** @returns `null` where there is nothing of it. */
function readDetails(given: Partial<AccountDetails>): AccountDetails | null {
  const { icon = null, isFavourite = false, isTrashed = false, useCount = 0 } = given
  const groups = cleanGroups(given.groups ?? []).map((group) => withinLimit('group', group))
  const note = withinLimit('note', cleanNote(given.note ?? ''))
  checkInteger('usage', useCount, 0, Number.MAX_SAFE_INTEGER)
  if (icon !== null && icon.bytes.length > LIMITS.iconBytes) {
    throw new KeyUriError('too-large', {
      field: 'icon',
      expected: `≤ ${LIMITS.iconBytes} bytes`,
      got: `${icon.bytes.length} bytes`
    })
  }
  const isEmpty = groups.length === 0 && note === '' && icon === null && useCount === 0
  if (isEmpty && !isFavourite && !isTrashed) return null
  return { groups, note, isFavourite, icon, useCount, isTrashed }
}

function checkInteger(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new KeyUriError('bad-field', { field, expected: rangeText(least, most), got: String(value) })
}

/** A range of whole numbers in symbols: `5–10`. */
export function rangeText(least: number, most: number): string {
  const show = (value: number): string => (value === Number.MAX_SAFE_INTEGER ? '2^53 − 1' : value.toString())
  return least === most ? show(least) : `${show(least)}–${show(most)}`
}

/** Secret and algorithm of a kind that may use any of the three. */
function readKey(fields: AccountFields): { secret: KeyObject; algorithm: Algorithm } {
  const { algorithm } = fields
  if (algorithm === 'MD5') {
    const expected = 'SHA1, SHA256 or SHA512'
    throw new KeyUriError('bad-field', { field: 'algorithm', expected, got: algorithm })
  }
  return { secret: readSecret(fields), algorithm }
}

/** @param usedOf - the part of it that is kept */
function readSecret(
  fields: AccountFields,
  usedOf: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes
): KeyObject {
  const bytes = givenSecret(fields)
  try {
    if (bytes.length === 0) badSecret('at least 1 byte', '0 bytes')
    if (bytes.length > LIMITS.secretBytes) {
      secretTooLarge(`≤ ${LIMITS.secretBytes} bytes`, `${bytes.length} bytes`)
    }
    return createSecretKey(usedOf(bytes))
  } finally {
    bytes.fill(0)
  }
}

/** A copy of our own, which is wiped. */
function givenSecret({ secretBytes: bytes, secretHex, secretBase32 }: AccountFields): Buffer {
  if (bytes !== undefined) return copySecret(bytes)
  const text = secretHex ?? secretBase32 ?? badSecret('base 32', 'nothing')
  if (text.length > LIMITS.secretCharacters) {
    secretTooLarge(`≤ ${LIMITS.secretCharacters} characters`, `${text.length} characters`)
  }
  return secretHex === undefined ? readBase32(text) : readHexadecimal(text)
}

function readHexadecimal(text: string): Buffer {
  const digits = text.replace(/[\s-]/gu, '')
  if (!/^(?:[\da-f]{2})+$/iu.test(digits)) {
    badSecret('pairs of hexadecimal digits', `another text of ${text.length} characters`)
  }
  const bytes = secretBytes(digits.length / 2)
  bytes.write(digits, 'hex')
  return bytes
}

/** What codes are made from: of a secret as Yandex shows it, the part before the user's id, checked by the rest. */
function yandexSecret(bytes: Uint8Array, pinLength: number): Uint8Array {
  switch (yandexSecretFault(bytes, pinLength)) {
    case null:
      return bytes.subarray(0, YANDEX_SECRET_BYTES)
    case 'length':
      return badSecret(`${YANDEX_SECRET_BYTES} or ${YANDEX_SHOWN_BYTES} bytes`, `${bytes.length} bytes`)
    case 'checksum':
      return badSecret('a secret that fits its checksum', 'one with a typing error')
    case 'pin-length':
      throw new KeyUriError('bad-field', {
        field: 'pin',
        expected: 'as many digits as the secret says',
        got: `${pinLength} digits`
      })
  }
}

function readPin(text: string | undefined, shape: RegExp, expected: string): string {
  if (text !== undefined && shape.test(text)) return text
  const got = text === undefined ? 'nothing' : `another text of ${text.length} characters`
  throw new KeyUriError('bad-field', { field: 'pin', expected, got })
}

function keyObjectOf(text: string): KeyObject {
  const bytes = utf8Of(text)
  try {
    return createSecretKey(bytes)
  } finally {
    bytes.fill(0)
  }
}

function badSecret(expected: string, got: string): never {
  throw new KeyUriError('bad-field', { field: 'secret', expected, got })
}

function secretTooLarge(expected: string, got: string): never {
  throw new KeyUriError('too-large', { field: 'secret', expected, got })
}

function readBase32(text: string): Buffer {
  try {
    return decodeBase32(text.trim())
  } catch (error) {
    if (!(error instanceof Base32Error)) throw error
    const { expected, got } = error
    throw new KeyUriError('bad-field', { field: 'secret', expected, got }, { cause: error })
  }
}
