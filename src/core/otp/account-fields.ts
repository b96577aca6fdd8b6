/** From an account's fields, as a URI, a form or a file gives them, to an account within the format's limits. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { LIMITS } from '../transfer/limits.ts'
import { DIGITS, PERIOD, type AccountKind, type Algorithm, type NewAccount } from './account.ts'
import { Base32Error, decodeBase32 } from './base32.ts'

export type KeyUriErrorCode = 'not-a-key-uri' | 'unsupported-type' | 'bad-field' | 'too-large'

/** What is known of the fault: names, numbers, kinds and lengths; never a value that could be a secret. */
export interface FieldFault {
  /** Name of the field, as the Key URI writes it. */
  readonly field?: string
  readonly expected: string
  readonly got: string
}

/** A Key URI, or an account's fields, that can't be used. */
export class KeyUriError extends Error {
  readonly code: KeyUriErrorCode
  readonly field?: string
  readonly expected: string
  readonly got: string

  constructor(code: KeyUriErrorCode, fault: FieldFault, options?: ErrorOptions) {
    super(`${fault.field ?? 'key uri'}: expected ${fault.expected}, got ${fault.got}`, options)
    this.name = 'KeyUriError'
    this.code = code
    if (fault.field !== undefined) this.field = fault.field
    this.expected = fault.expected
    this.got = fault.got
  }
}

/** Fields of one account, well formed but unchecked. */
export interface AccountFields {
  readonly kind: AccountKind
  readonly issuer: string
  readonly label: string
  readonly secretBase32: string
  readonly algorithm: Algorithm
  readonly digits: number
  /** Seconds; ignored for HOTP. */
  readonly period: number
  /** Moving factor of the next code; HOTP only. */
  readonly counter: number
}

/**
 * Checks every field and takes the secret in.
 * @throws {@link KeyUriError} `bad-field`, `too-large`
 */
export function accountFrom(fields: AccountFields): NewAccount {
  const { kind, algorithm, digits } = fields
  const issuer = readName('issuer', fields.issuer)
  const label = readName('label', fields.label)
  if (kind === 'steam') checkInteger('digits', digits, DIGITS.steam, DIGITS.steam)
  else checkInteger('digits', digits, DIGITS.least, DIGITS.most)
  if (kind === 'hotp') checkInteger('counter', fields.counter, 0, Number.MAX_SAFE_INTEGER)
  else checkInteger('period', fields.period, PERIOD.least, PERIOD.most)
  const secret = readSecret(fields.secretBase32)
  return kind === 'hotp'
    ? { kind, issuer, label, secret, algorithm, digits, counter: fields.counter }
    : { kind, issuer, label, secret, algorithm, digits, period: fields.period }
}

/**
 * A name without the characters that could make it lie: controls, those that turn the direction of writing, and those
 * that nobody sees (zero-width space, soft hyphen …; Unicode's Default_Ignorable_Code_Point), with which two names look
 * the same. They are dropped, not refused, because nobody should lose an account for its name; line breaks become
 * spaces. Unseen characters stay within the emoji that UTS #51 recommends, and joiners between letters of the scripts
 * that are written with them (UAX #31 §2.3).
 */
export function cleanName(text: string): string {
  const name = text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
  if (!/\p{Default_Ignorable_Code_Point}/u.test(name)) return name
  keptOrUnseen ??= compileKeptOrUnseen()
  return name.replace(keptOrUnseen, '$<kept>')
}

/** Arabic's and the Indic scripts', as far as joiners change how they are read. */
const JOINED = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Tibt}]`
/** Compiled on use: all the emoji take 10 ms, and few names need it. */
let keptOrUnseen: RegExp | undefined

function compileKeptOrUnseen(): RegExp {
  return new RegExp(
    String.raw`(?<kept>\p{RGI_Emoji}|(?<=${JOINED})[\u200c\u200d](?=${JOINED}))|\p{Default_Ignorable_Code_Point}`,
    'gv'
  )
}

function readName(field: 'issuer' | 'label', text: string): string {
  const name = cleanName(text)
  const bytes = Buffer.byteLength(name)
  if (bytes > LIMITS.stringBytes) {
    throw new KeyUriError('too-large', {
      field,
      expected: `≤ ${LIMITS.stringBytes} bytes`,
      got: `${bytes} bytes`
    })
  }
  return name
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

function readSecret(text: string): KeyObject {
  if (text.length > LIMITS.secretCharacters) {
    throw new KeyUriError('too-large', {
      field: 'secret',
      expected: `≤ ${LIMITS.secretCharacters} characters`,
      got: `${text.length} characters`
    })
  }
  const bytes = readBase32(text)
  try {
    if (bytes.length > LIMITS.secretBytes) {
      throw new KeyUriError('too-large', {
        field: 'secret',
        expected: `≤ ${LIMITS.secretBytes} bytes`,
        got: `${bytes.length} bytes`
      })
    }
    return createSecretKey(bytes)
  } finally {
    bytes.fill(0)
  }
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
