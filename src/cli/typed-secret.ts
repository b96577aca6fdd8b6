/** An account by the secret alone that a site shows beside its QR code; everything else are options (`zeroskew add --help`). */
import { accountFrom } from '../core/otp/account-fields.ts'
import { KeyUriError } from '../core/otp/key-uri-error.ts'
import { DIGITS, PERIOD, type Algorithm, type NewAccount } from '../core/otp/account.ts'
import type { Options } from './options.ts'
import { UsageError } from './usage-error.ts'

export const SECRET_OPTIONS = ['issuer', 'label', 'digits', 'period', 'algorithm'] as const

type SecretOptions = Pick<Options<never, (typeof SECRET_OPTIONS)[number]>, 'value'>

const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512']

/** Whether the options name an account, so that what is read is its secret and not a link. */
export function isNamed(options: SecretOptions): boolean {
  return SECRET_OPTIONS.some((name) => options.value(name) !== undefined)
}

/** Whether it is one line in the letters of base 32, as sites show a secret: with spaces, in small letters. */
export function looksLikeSecret(text: string): boolean {
  return /^[ \t]*[a-z2-7](?:[ \t-]?[a-z2-7]){7,}=*\s*$/iu.test(text)
}

/**
 * @param text - The secret in base 32; spaces and small letters are fine.
 * @throws UsageError - `name-for-secret`.
 * @throws KeyUriError - `bad-field`, `too-large`.
 */
export function accountOfSecret(text: string, options: SecretOptions): NewAccount {
  const [issuer, label] = [options.value('issuer') ?? '', options.value('label') ?? '']
  if (`${issuer}${label}`.trim() === '') throw new UsageError('name-for-secret')
  return accountFrom({
    kind: 'totp',
    issuer,
    label,
    secretBase32: text.trim(),
    algorithm: algorithmOf(options.value('algorithm')),
    digits: numberOf('digits', options, DIGITS),
    period: numberOf('period', options, PERIOD),
    counter: 0
  })
}

function algorithmOf(text: string | undefined): Algorithm {
  if (text === undefined) return 'SHA1'
  const name = text.toUpperCase().replace('-', '')
  const algorithm = ALGORITHMS.find((one) => one === name)
  if (algorithm !== undefined) return algorithm
  const [expected, got] = [ALGORITHMS.join(', '), `${text.length} other characters`]
  throw new KeyUriError('bad-field', { field: 'algorithm', expected, got })
}

function numberOf(
  field: 'digits' | 'period',
  options: SecretOptions,
  { least, most, usual }: { least: number; most: number; usual: number }
): number {
  const text = options.value(field)
  if (text === undefined) return usual
  if (/^\d{1,9}$/u.test(text)) return Number(text)
  throw new KeyUriError('bad-field', { field, expected: `${least}–${most}`, got: 'no whole number' })
}
