/**
 * Key URIs, `otpauth://TYPE/LABEL?PARAMETERS`, as the google-authenticator wiki's "Key Uri Format" describes them and
 * other apps write them. What is unknown and changes codes is refused, never guessed; unknown parameters are ignored.
 */
import { LIMITS } from '../transfer/limits.ts'
import { DIGITS, PERIOD, type AccountKind, type Algorithm, type NewAccount } from './account.ts'
import { accountFrom, KeyUriError, rangeText, type FieldFault } from './account-fields.ts'
import { encodeBase32 } from './base32.ts'

export { KeyUriError } from './account-fields.ts'

/**
 * Reads one Key URI; white space around it is dropped.
 *
 * Issuer: the parameter wins over the label's prefix. `+` is a space in parameters (Java's and Go's encoders write it
 * so) and itself in the label, where it is part of e-mail addresses. `#` has no meaning: no fragment belongs here, and
 * names hold it. Steam: `otpauth://steam/…`, `encoder=steam` (KeePassXC), `steam://SECRET` (Bitwarden), and a TOTP
 * of issuer "Steam" with no parameter that Steam doesn't use; one that says `digits=6` gets six digits.
 *
 * Parameters' names are read in any case and width, without what nobody sees in them, after any number of `amp;`, and
 * with `%3D` for their `=`. `algo` and `alg` mean `algorithm`, `digit` means `digits`, and `interval`, `step` and
 * `timestep` mean `period`, in seconds. `t0`, RFC 6238's, has to be 0.
 * @throws {@link KeyUriError} `not-a-key-uri`, `unsupported-type` (migration, mOTP, Yandex and unknown ones),
 *   `bad-field`, `too-large`
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
 * Writes an account as a Key URI with every field spelt out, which `parseKeyUri` reads back exactly. A string with the
 * secret in it: for showing and exporting only.
 */
export function formatKeyUri(account: NewAccount): string {
  const { kind, issuer, label } = account
  const parameters = [
    `secret=${secretBase32(account)}`,
    ...(issuer === '' ? [] : [`issuer=${encode(issuer)}`]),
    `algorithm=${account.algorithm}`,
    `digits=${account.digits}`,
    kind === 'hotp' ? `counter=${account.counter}` : `period=${account.period}`,
    // The one account that would be taken for Steam's; KeePassXC, whose parameter it is, takes an unknown encoder so, too.
    ...(kind === 'totp' && looksLikeSteam(issuer, account) ? ['encoder=decimal'] : [])
  ]
  return `otpauth://${kind}/${formatLabel(issuer, label)}?${parameters.join('&')}`
}

const TYPES_EXPECTED = 'totp, hotp or steam'
/** Types that are named in an error; any other text might be a secret in the wrong place. */
const UNSUPPORTED_TYPES = ['motp', 'yaotp', 'yandex', 'offline']
const RANGES = {
  digits: rangeText(DIGITS.least, DIGITS.most),
  period: rangeText(PERIOD.least, PERIOD.most),
  counter: rangeText(0, Number.MAX_SAFE_INTEGER)
} as const
const PARAMETERS = ['secret', 'issuer', 'algorithm', 'digits', 'period', 'counter', 'encoder', 't0'] as const
/** Other apps' names for the same. */
const ALIASES: Readonly<Record<string, Parameter>> = {
  algo: 'algorithm',
  alg: 'algorithm',
  digit: 'digits',
  interval: 'period',
  step: 'period',
  timestep: 'period'
}
type Parameter = (typeof PARAMETERS)[number]
type Parameters = ReadonlyMap<Parameter, string>

function parseOtpauth(rest: string): NewAccount {
  const [, type = '', rawLabel = '', query = ''] = /^([^/?]*)\/?([^?]*)\??(.*)$/su.exec(rest) ?? []
  const typed = readType(type)
  const parameters = readParameters(query)
  const issuerParameter = parameters.get('issuer') ?? ''
  const { prefix, label } = splitLabel(decode('label', rawLabel), issuerParameter)
  const issuer = issuerParameter === '' ? prefix.trim() : issuerParameter
  const algorithm = readAlgorithm(parameters.get('algorithm'))
  const period =
    readInteger('period', typed === 'hotp' ? undefined : parameters.get('period')) ?? PERIOD.usual
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
    secretBase32: parameters.get('secret') ?? missing('secret', 'base 32'),
    algorithm,
    digits: givenDigits ?? (kind === 'steam' ? DIGITS.steam : DIGITS.usual),
    period,
    counter:
      kind === 'hotp'
        ? (readInteger('counter', parameters.get('counter')) ?? missing('counter', RANGES.counter))
        : 0
  })
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
  const lower = type.toLowerCase()
  if (lower === 'totp' || lower === 'hotp' || lower === 'steam') return lower
  const got = UNSUPPORTED_TYPES.includes(lower) ? lower : `another text of ${type.length} characters`
  throw new KeyUriError('unsupported-type', { field: 'type', expected: TYPES_EXPECTED, got })
}

function readKind(typed: AccountKind, encoder: string | undefined, likeSteam: boolean): AccountKind {
  if (typed !== 'totp') return typed
  if (encoder !== undefined) return encoder.toLowerCase() === 'steam' ? 'steam' : 'totp'
  return likeSteam ? 'steam' : 'totp'
}

function looksLikeSteam(
  issuer: string,
  { algorithm, period, digits }: { algorithm: Algorithm; period: number; digits: number }
): boolean {
  return (
    issuer.toLowerCase() === 'steam' &&
    algorithm === 'SHA1' &&
    period === PERIOD.usual &&
    digits === DIGITS.steam
  )
}

/** The parameters that we know: one that is overlooked means plausible, wrong codes. */
function readParameters(query: string): Parameters {
  const parameters = new Map<Parameter, string>()
  for (const pair of query.split('&')) {
    const [, written = '', value = ''] = /^(.*?)(?:(?:=|%3D)(.*))?$/isu.exec(pair) ?? []
    const name = readParameterName(written)
    if (name === null) continue
    if (parameters.has(name)) bad({ field: name, expected: 'the parameter once', got: 'it twice' })
    parameters.set(name, decode(name, value.replaceAll('+', ' ')))
  }
  return parameters
}

/** The parameter that a name means, or `null` for one that we don't know. */
function readParameterName(written: string): Parameter | null {
  const name = decode('a parameter’s name', written.replaceAll('+', ' '))
    .normalize('NFKC')
    .replace(/[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    // "&amp;" is what copying from a page's source gives, and "&amp;amp;" copying from a copy.
    .replace(/^(?:amp;|#38;|#x26;)+/u, '')
  const known = PARAMETERS.find((parameter) => parameter === name)
  if (known !== undefined) return known
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? null
  // "digits[]", "digits%3D8" escaped twice: meant for us, and not to be guessed.
  const meant = PARAMETERS.find((parameter) => name.startsWith(parameter))
  if (meant !== undefined && /^[^\p{L}\p{N}_.-]/u.test(name.slice(meant.length))) {
    bad({ field: meant, expected: 'the parameter’s name alone', got: 'more after it' })
  }
  return null
}

/** RFC 6238 §4.1: the time from which steps are counted; no site uses another than 1970. */
function checkT0(text: string | undefined): void {
  if (text === undefined || /^0+$/u.test(text)) return
  bad({ field: 't0', expected: '0', got: shown(text, /^-?[\d.]{1,20}$/u) })
}

function decode(field: string, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    // The cause stays out: it has nothing to add, and other engines quote the text in it.
    if (!(error instanceof URIError)) throw error
    return bad({ field, expected: 'percent-encoded UTF-8', got: 'a malformed escape' })
  }
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

/** Also as some apps write it: HmacSHA256, SHA-256, hmac_sha256. */
function readAlgorithm(text: string | undefined): Algorithm {
  if (text === undefined) return 'SHA1'
  switch (text.toUpperCase().replace(/[-_ ]/gu, '').replace(/^HMAC/u, '')) {
    case 'SHA1':
      return 'SHA1'
    case 'SHA256':
      return 'SHA256'
    case 'SHA512':
      return 'SHA512'
    default:
      return bad({
        field: 'algorithm',
        expected: 'SHA1, SHA256 or SHA512',
        got: shown(text, /^(MD|SHA)[-\d]{1,6}$/iu)
      })
  }
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

function secretBase32(account: NewAccount): string {
  const bytes = account.secret.export()
  try {
    return encodeBase32(bytes).replaceAll('=', '')
  } finally {
    bytes.fill(0)
  }
}

function missing(field: string, expected: string): never {
  return bad({ field, expected, got: 'nothing' })
}

function bad(fault: FieldFault): never {
  throw new KeyUriError('bad-field', fault)
}
