/**
 * Key URIs, `otpauth://TYPE/LABEL?PARAMETERS`, as the google-authenticator wiki's "Key Uri Format" describes them and
 * other apps write them. What is unknown and changes codes is refused, never guessed; unknown parameters are ignored.
 */
import { LIMITS } from '../transfer/limits.ts'
import { DIGITS, PERIOD, type AccountKind, type Algorithm, type NewAccount } from './account.ts'
import { accountFrom, rangeText, type AccountFields } from './account-fields.ts'
import { KeyUriError, type FieldFault } from './key-uri-error.ts'
import { Base32Error, decodeBase32 } from './base32.ts'
import { decode, readParameters, type Parameters } from './key-uri-parameters.ts'
import { secretText } from './secret-text.ts'

/**
 * Reads one Key URI; white space around it is dropped.
 *
 * Issuer: the parameter wins over the label's prefix. `+` is a space in parameters (Java's and Go's encoders write it
 * so) and itself in the label, where it is part of e-mail addresses. `#` has no meaning: no fragment belongs here, and
 * names hold it. Steam: `otpauth://steam/…`, `encoder=steam` (KeePassXC), `steam://SECRET` (Bitwarden), and a TOTP
 * of issuer "Steam" with no parameter that Steam doesn't use; one that says `digits=6` gets six digits.
 *
 * mOTP: `otpauth://motp/…` or `motp://…`, with the secret in hexadecimal and the `pin`. Yandex: `otpauth://yaotp/…` with
 * the `pin` as it is typed, or in base 32 as Aegis writes it: that is never all digits.
 *
 * Parameters' names are read in any case and width, without what nobody sees in them, after any number of `amp;`, and
 * with `%3D` for their `=`. `algo` and `alg` mean `algorithm`, `digit` means `digits`, and `interval`, `step` and
 * `timestep` mean `period`, in seconds. `t0`, RFC 6238's, has to be 0.
 * @throws {@link KeyUriError} `not-a-key-uri`, `unsupported-type` (migration and unknown ones), `bad-field`, `too-large`
 */
export function parseKeyUri(text: string): NewAccount {
  // Before anything looks through it: a paste can be a whole book.
  if (text.length > LIMITS.keyUriCharacters) {
    throw new KeyUriError('too-large', {
      expected: `≤ ${LIMITS.keyUriCharacters} characters`,
      got: `${text.length} characters`
    })
  }
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/isu.exec(text.trim()) ?? []
  switch (scheme.toLowerCase()) {
    case 'otpauth':
      return parseOtpauth(rest)
    case 'motp':
      return parseOtpauth(`motp/${rest.replace(/^\//u, '')}`)
    case 'steam':
      return parseSteam(rest)
    case 'otpauth-migration':
      throw new KeyUriError('unsupported-type', {
        field: 'type',
        expected: TYPES_EXPECTED,
        got: 'otpauth-migration'
      })
    default:
      throw new KeyUriError('not-a-key-uri', {
        expected: 'a text that begins with otpauth://',
        got: scheme === '' ? `other text of ${text.length} characters` : 'another scheme'
      })
  }
}

/**
 * Writes an account as a Key URI with every field of the code spelt out, which `parseKeyUri` reads back exactly; its
 * details have no place in one. A string with the secret in it: for showing and exporting only.
 */
export function formatKeyUri(account: NewAccount): string {
  const { kind, issuer, label } = account
  const parameters = [
    `secret=${kind === 'motp' ? secretText(account.secret, 'hex') : secretText(account.secret, 'base32')}`,
    ...(kind === 'motp' ? [`pin=${encode(secretText(account.pin, 'utf8'))}`] : []),
    ...(kind === 'yandex' ? [`pin=${secretText(account.pin, 'base32')}`] : []),
    ...(issuer === '' ? [] : [`issuer=${encode(issuer)}`]),
    `algorithm=${account.algorithm}`,
    `digits=${account.digits}`,
    kind === 'hotp' ? `counter=${account.counter}` : `period=${account.period}`,
    // The one account that would be taken for Steam's; KeePassXC, whose parameter it is, takes an unknown encoder so, too.
    ...(kind === 'totp' && looksLikeSteam(issuer, account) ? ['encoder=decimal'] : [])
  ]
  return `otpauth://${kind === 'yandex' ? 'yaotp' : kind}/${formatLabel(issuer, label)}?${parameters.join('&')}`
}

const TYPES_EXPECTED = 'totp, hotp, steam, motp or yaotp'
const TYPES: ReadonlyMap<string, AccountKind> = new Map([
  ['totp', 'totp'],
  ['hotp', 'hotp'],
  ['steam', 'steam'],
  ['motp', 'motp'],
  ['yaotp', 'yandex'],
  ['yandex', 'yandex']
])
const RANGES = {
  digits: rangeText(DIGITS.least, DIGITS.most),
  period: rangeText(PERIOD.least, PERIOD.most),
  counter: rangeText(0, Number.MAX_SAFE_INTEGER)
} as const

function parseOtpauth(rest: string): NewAccount {
  const [, type = '', rawLabel = '', query = ''] = /^([^/?]*)\/?([^?]*)\??(.*)$/su.exec(rest) ?? []
  const typed = readType(type)
  const parameters = readParameters(query)
  const issuerParameter = parameters.get('issuer') ?? ''
  const { prefix, label } = splitLabel(decode('label', rawLabel), issuerParameter)
  const issuer = issuerParameter === '' ? prefix.trim() : issuerParameter
  const algorithm = readAlgorithm(typed, parameters.get('algorithm'))
  const period =
    readInteger('period', typed === 'hotp' ? undefined : parameters.get('period')) ??
    (typed === 'motp' ? PERIOD.motp : PERIOD.usual)
  if (typed !== 'hotp') checkT0(parameters.get('t0'))
  const givenDigits = readInteger('digits', parameters.get('digits'))
  const kind = readKind(
    typed,
    parameters.get('encoder'),
    looksLikeSteam(issuer, { algorithm, period, digits: givenDigits ?? DIGITS.steam })
  )
  return accountFrom({
    kind,
    issuer,
    label,
    ...readSecrets(kind, parameters),
    algorithm,
    // A link that says so and another length all the same: Steam's codes have no other.
    digits: kind === 'steam' ? DIGITS.steam : (givenDigits ?? USUAL_DIGITS[kind]),
    period,
    counter:
      kind === 'hotp'
        ? (readInteger('counter', parameters.get('counter')) ?? missing('counter', RANGES.counter))
        : 0
  })
}

const USUAL_DIGITS: Readonly<Record<AccountKind, number>> = {
  totp: DIGITS.usual,
  hotp: DIGITS.usual,
  steam: DIGITS.steam,
  motp: DIGITS.motp,
  yandex: DIGITS.yandex
}

/** The secret, and the pin where the kind has one. */
function readSecrets(
  kind: AccountKind,
  parameters: Parameters
): Pick<AccountFields, 'secretHex' | 'secretBase32' | 'pin'> {
  const secret = parameters.get('secret') ?? missing('secret', kind === 'motp' ? 'hexadecimal' : 'base 32')
  if (kind !== 'motp' && kind !== 'yandex') return { secretBase32: secret }
  const pin = parameters.get('pin') ?? missing('pin', 'the pin')
  return kind === 'motp'
    ? { secretHex: secret, pin }
    : { secretBase32: secret, pin: /^\d*$/u.test(pin) ? pin : pinOfBase32(pin) }
}

function pinOfBase32(text: string): string {
  try {
    return decodeBase32(text).toString()
  } catch (error) {
    if (!(error instanceof Base32Error)) throw error
    return bad({ field: 'pin', expected: error.expected, got: error.got })
  }
}

/** `steam://SECRET` names nobody, so the issuer is written in. */
function parseSteam(rest: string): NewAccount {
  return accountFrom({
    kind: 'steam',
    issuer: 'Steam',
    label: '',
    secretBase32: decode('secret', rest.replace(/\/$/u, '').replaceAll('+', ' ')),
    algorithm: 'SHA1',
    digits: DIGITS.steam,
    period: PERIOD.usual,
    counter: 0
  })
}

function readType(type: string): AccountKind {
  const kind = TYPES.get(type.toLowerCase())
  if (kind !== undefined) return kind
  // Not named: it might be a secret in the wrong place.
  const got = `another text of ${type.length} characters`
  throw new KeyUriError('unsupported-type', { field: 'type', expected: TYPES_EXPECTED, got })
}

function readKind(typed: AccountKind, encoder: string | undefined, likeSteam: boolean): AccountKind {
  if (typed !== 'totp') return typed
  if (encoder !== undefined) return encoder.toLowerCase() === 'steam' ? 'steam' : 'totp'
  return likeSteam ? 'steam' : 'totp'
}

function looksLikeSteam(
  issuer: string,
  { algorithm, period, digits }: { algorithm: Algorithm | 'MD5'; period: number; digits: number }
): boolean {
  return (
    issuer.toLowerCase() === 'steam' &&
    algorithm === 'SHA1' &&
    period === PERIOD.usual &&
    digits === DIGITS.steam
  )
}

/** RFC 6238 §4.1: the time from which steps are counted; no site uses another than 1970. */
function checkT0(text: string | undefined): void {
  if (text === undefined || /^0+$/u.test(text)) return
  bad({ field: 't0', expected: '0', got: shown(text, /^-?[\d.]{1,20}$/u) })
}

/**
 * Takes the issuer's prefix and one space off the label. A prefix that equals the parameter is taken off whole, so that
 * issuers may hold colons; else it ends at the first colon, written plainly or as %3A.
 */
function splitLabel(text: string, issuer: string): { prefix: string; label: string } {
  const end = issuer !== '' && text.startsWith(`${issuer}:`) ? issuer.length : text.indexOf(':')
  if (end < 0) return { prefix: '', label: text }
  return { prefix: text.slice(0, end), label: text.slice(end + 1).replace(/^ /u, '') }
}

function formatLabel(issuer: string, label: string): string {
  if (issuer === '' && !label.includes(':')) return encode(label)
  // A reader drops one space after the colon.
  return `${encode(issuer)}:${encode(label.startsWith(' ') ? ` ${label}` : label)}`
}

/** Half a surrogate pair, which no URI can hold, must not keep an account from being exported. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** Also as some apps write it: HmacSHA256, SHA-256, hmac_sha256. mOTP and Yandex have but one each. */
function readAlgorithm(kind: AccountKind, text: string | undefined): Algorithm | 'MD5' {
  const only = kind === 'motp' ? 'MD5' : kind === 'yandex' ? 'SHA256' : null
  if (text === undefined) return only ?? 'SHA1'
  const name = text.toUpperCase().replace(/[-_ ]/gu, '').replace(/^HMAC/u, '')
  const allowed = only === null ? (['SHA1', 'SHA256', 'SHA512'] as const) : ([only] as const)
  return (
    allowed.find((algorithm) => algorithm === name) ??
    bad({
      field: 'algorithm',
      expected: only ?? 'SHA1, SHA256 or SHA512',
      got: shown(text, /^(MD|SHA)[-\d]{1,6}$/iu)
    })
  )
}

function readInteger(field: keyof typeof RANGES, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/u.test(text) && Number.isSafeInteger(value)) return value
  return bad({ field, expected: RANGES[field], got: shown(text, /^-?[\d.]{1,20}$/u) })
}

/** The value itself where it has a harmless form, else only its length: a secret may stand in the wrong field. */
function shown(text: string, harmless: RegExp): string {
  return harmless.test(text) ? text : `a text of ${text.length} characters`
}

function missing(field: string, expected: string): never {
  return bad({ field, expected, got: 'nothing' })
}

function bad(fault: FieldFault): never {
  throw new KeyUriError('bad-field', fault)
}
