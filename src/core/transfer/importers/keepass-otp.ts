/**
 * The one-time passwords of a KeePass entry, in the four forms that are about: KeePassXC's `otp` (a Key URI, or KeeOtp's
 * `key=…&step=…&size=…`), `TOTP Seed` with `TOTP Settings` (KeeTrayTOTP), and KeePass' own `TimeOtp-…` and `HmacOtp-…`.
 */
import { accountFrom, type AccountFields } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type AccountDetails, type NewAccount } from '../../otp/account.ts'
import { parseKeyUri } from '../../otp/key-uri.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import { base64Bytes, hexBytes } from '../entry-bytes.ts'
import { algorithmField, badField, numberField } from '../entry-values.ts'

/** An entry's attributes by name, with those of the database around it. */
export interface KeepassEntry {
  readonly attributes: ReadonlyMap<string, string>
  readonly details: Partial<AccountDetails>
}

export type OtpForm = 'otp' | 'seed' | 'TimeOtp' | 'HmacOtp'

/** Which forms the entry has: usually none, rarely more than one. */
export function formsOf({ attributes }: KeepassEntry): OtpForm[] {
  const has = (form: 'TimeOtp' | 'HmacOtp'): boolean =>
    SECRET_NAMES.some((name) => isThere(attributes.get(`${form}-${name}`)))
  return [
    ...(isThere(attributes.get('otp')) ? (['otp'] as const) : []),
    ...(isThere(attributes.get('TOTP Seed')) ? (['seed'] as const) : []),
    ...(['TimeOtp', 'HmacOtp'] as const).filter(has)
  ]
}

/** @throws KeyUriError, TransferError as `bad-field` */
export function readForm(form: OtpForm, entry: KeepassEntry): NewAccount {
  switch (form) {
    case 'otp':
      return readOtp(entry)
    case 'seed':
      return readSeed(entry)
    default:
      return readOwn(form, entry)
  }
}

const SECRET_NAMES = ['Secret', 'Secret-Hex', 'Secret-Base32', 'Secret-Base64'] as const

function isThere(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

/** What the entry itself says of its account. */
function baseOf({ attributes, details }: KeepassEntry) {
  return {
    kind: 'totp',
    issuer: attributes.get('Title') ?? '',
    label: attributes.get('UserName') ?? '',
    algorithm: 'SHA1',
    digits: DIGITS.usual,
    period: PERIOD.usual,
    counter: 0,
    details
  } satisfies Omit<AccountFields, 'secretBase32'>
}

function readOtp(entry: KeepassEntry): NewAccount {
  const text = (entry.attributes.get('otp') ?? '').trim()
  const base = baseOf(entry)
  if (/^key=/iu.test(text)) return readKeeOtp(text, base)
  const account = parseKeyUri(text)
  // Title, user name and details as any account's are taken; the secret isn't looked at.
  const ofEntry = accountFrom({ ...base, secretBytes: Buffer.alloc(1) })
  // KeePassXC writes "none" for a name that isn't there.
  const named = (own: string, other: string): string => (own === '' || own === 'none' ? other : own)
  return {
    ...account,
    issuer: named(account.issuer, ofEntry.issuer),
    label: named(account.label, ofEntry.label),
    ...(ofEntry.details === undefined ? {} : { details: ofEntry.details })
  }
}

function readKeeOtp(text: string, base: ReturnType<typeof baseOf>): NewAccount {
  const given = new URLSearchParams(text)
  const fields = new Map([...given].map(([name, value]) => [name.toLowerCase(), value]))
  const type = (fields.get('type') ?? 'totp').toLowerCase()
  if (type !== 'totp' && type !== 'hotp')
    badField('type', 'totp or hotp', `a text of ${type.length} characters`)
  const encoding = (fields.get('encoding') ?? 'base32').toLowerCase()
  if (encoding !== 'base32') badField('encoding', 'base32', `a text of ${encoding.length} characters`)
  const kind = type === 'hotp' ? 'hotp' : 'totp'
  return accountFrom({
    ...base,
    kind,
    secretBase32: fields.get('key') ?? '',
    algorithm: algorithmField(fields, 'otphashmode', 'SHA1'),
    digits: numberField(fields, 'size', DIGITS.usual),
    period: numberField(fields, 'step', PERIOD.usual),
    counter: kind === 'hotp' ? numberField(fields, 'counter') : 0
  })
}

/** Settings: "period;digits", with S for Steam's; what may follow is an address for the time. */
function readSeed(entry: KeepassEntry): NewAccount {
  const [period = '', digits = ''] = (entry.attributes.get('TOTP Settings') ?? '')
    .split(';')
    .map((one) => one.trim())
  const isSteam = digits.toUpperCase() === 'S'
  const settings = new Map([
    ['period', period === '' ? null : period],
    ['digits', digits === '' ? null : digits]
  ])
  return accountFrom({
    ...baseOf(entry),
    kind: isSteam ? 'steam' : 'totp',
    secretBase32: entry.attributes.get('TOTP Seed') ?? '',
    digits: isSteam ? DIGITS.steam : numberField(settings, 'digits', DIGITS.usual),
    period: numberField(settings, 'period', PERIOD.usual)
  })
}

/** KeePass' own (https://keepass.info/help/base/placeholders.html#otp). */
function readOwn(form: 'TimeOtp' | 'HmacOtp', entry: KeepassEntry): NewAccount {
  const { attributes } = entry
  const secret = secretOf(form, attributes)
  const base = { ...baseOf(entry), ...secret }
  try {
    if (form === 'HmacOtp') {
      return accountFrom({ ...base, kind: 'hotp', counter: numberField(attributes, 'HmacOtp-Counter', 0) })
    }
    return accountFrom({
      ...base,
      algorithm: algorithmField(attributes, 'TimeOtp-Algorithm', 'SHA1'),
      digits: numberField(attributes, 'TimeOtp-Length', DIGITS.usual),
      period: numberField(attributes, 'TimeOtp-Period', PERIOD.usual)
    })
  } finally {
    secret.secretBytes?.fill(0)
  }
}

function secretOf(
  form: 'TimeOtp' | 'HmacOtp',
  attributes: ReadonlyMap<string, string>
): { secretBytes?: Buffer; secretBase32?: string } {
  const [name, ...more] = SECRET_NAMES.filter((one) => isThere(attributes.get(`${form}-${one}`)))
  if (name === undefined || more.length > 0) badField(`${form}-Secret`, 'one secret', 'several')
  const text = attributes.get(`${form}-${name}`) ?? ''
  switch (name) {
    case 'Secret':
      return { secretBytes: secretBytesOf(text) }
    case 'Secret-Hex':
      return { secretBytes: hexBytes(text, `${form}-${name}`) }
    case 'Secret-Base32':
      return { secretBase32: text }
    case 'Secret-Base64':
      return { secretBytes: base64Bytes(text, `${form}-${name}`) }
  }
}
