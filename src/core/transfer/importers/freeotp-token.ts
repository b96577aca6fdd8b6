/** A token as FreeOTP's Token class writes it to JSON: shared by FreeOTP 1, FreeOTP 2 and FreeOTP+. */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName } from '../collect.ts'
import { algorithmField, neededText, numberField, unsupportedType } from '../entry-values.ts'
import { textOf, type Json } from '../safe-json.ts'

/** Whether the counter that is written is the next one, or the one before it (FreeOTP 1 and FreeOTP+ add 1 before use). */
export type CounterMeans = 'next' | 'last'

/**
 * The account of a token.
 *
 * Without them: SHA1, 6 digits, 30 s, the app's own defaults. It shows Steam's letters for the issuer "Steam" with five
 * digits. Names that the user edited (`issuerAlt`, `labelAlt`) win.
 * @param secret - stays the caller's
 * @throws TransferError `bad-field`, `unsupported-type`; KeyUriError
 */
export function tokenAccount(token: Json, secret: Uint8Array, counterMeans: CounterMeans): NewAccount {
  const type = neededText(token, 'type').toUpperCase()
  if (type !== 'TOTP' && type !== 'HOTP') unsupportedType(type, 'TOTP or HOTP')
  const issuer = issuerOf(token)
  const digits = numberField(token, 'digits', DIGITS.usual)
  const isSteam = type === 'TOTP' && issuer === 'Steam' && digits === DIGITS.steam
  return accountFrom({
    kind: type === 'HOTP' ? 'hotp' : isSteam ? 'steam' : 'totp',
    issuer,
    label: labelOf(token),
    secretBytes: secret,
    algorithm: algorithmField(token, 'algo', 'SHA1'),
    digits,
    period: type === 'HOTP' ? PERIOD.usual : numberField(token, 'period', PERIOD.usual),
    counter: type === 'HOTP' ? numberField(token, 'counter') + (counterMeans === 'last' ? 1 : 0) : 0
  })
}

export function tokenName(token: Json): string {
  return entryName(issuerOf(token), labelOf(token))
}

/**
 * Keys in the order that the user gave them; those that the order doesn't name come last, as they stand. FreeOTP names a
 * token "issuer:label", or by its UUID.
 */
export function inTokenOrder<T>(tokens: ReadonlyMap<string, T>, order: readonly Json[]): T[] {
  const left = new Map(tokens)
  const ordered: T[] = []
  for (const key of order) {
    const token = typeof key === 'string' ? left.get(key) : undefined
    if (token === undefined || typeof key !== 'string') continue
    ordered.push(token)
    left.delete(key)
  }
  return [...ordered, ...left.values()]
}

function issuerOf(token: Json): string {
  const given = ['issuerAlt', 'issuerExt', 'issuerInt'].map((field) => textOf(token, field) ?? '')
  return given.find((issuer) => issuer !== '') ?? ''
}

function labelOf(token: Json): string {
  return textOf(token, 'labelAlt') ?? textOf(token, 'label') ?? ''
}
