/** Random accounts of all kinds with odd names, for properties; and an account as what can be compared. */
import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { accountFrom } from '../src/core/otp/account-fields.ts'
import { cleanName } from '../src/core/otp/clean-text.ts'
import type { AccountDetails, Algorithm, NewAccount } from '../src/core/otp/account.ts'

/** Everything of an account in plain sight. */
export function bare(account: NewAccount): object {
  const { details, ...rest } = account
  const pin = 'pin' in account ? { pin: account.pin.export().toString() } : {}
  return {
    ...rest,
    ...pin,
    secret: account.secret.export().toString('hex'),
    ...(details === undefined ? {} : { details: bareDetails(details) })
  }
}

function bareDetails(details: AccountDetails): object {
  const { icon } = details
  return { ...details, icon: icon === null ? null : Buffer.from(icon.bytes).toString('base64') }
}

const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(':', ' ', '%', '+', '&', '=', '?', '#', '/', '%3A', 'a', '名'),
      maxLength: 12
    }),
    fc.constantFrom('', 'Steam', 'steam', 'A:B', ':', ' ', 'Steam:')
  )
  .map(cleanName)

const secrets = fc.uint8Array({ minLength: 1, maxLength: 128 })
const common = {
  issuer: names,
  label: names,
  secret: secrets.map(createSecretKey),
  algorithm: fc.constantFrom<Algorithm>('SHA1', 'SHA256', 'SHA512')
}
const digits = fc.integer({ min: 5, max: 10 })
const period = fc.oneof(fc.constant(30), fc.integer({ min: 1, max: 86_400 }))

/** Without details. */
export const accounts: fc.Arbitrary<NewAccount> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ...common, kind: fc.constant('totp'), digits, period }) },
  {
    weight: 2,
    arbitrary: fc.record({ ...common, kind: fc.constant('hotp'), digits, counter: fc.maxSafeNat() })
  },
  fc.record({ ...common, kind: fc.constant('steam'), digits: fc.constant(5), period }),
  fc.record({
    ...common,
    kind: fc.constant('motp'),
    algorithm: fc.constant('MD5'),
    digits: fc.constant(6),
    period: fc.constant(10),
    pin: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(keyOf)
  }),
  fc.record({
    ...common,
    kind: fc.constant('yandex'),
    algorithm: fc.constant('SHA256'),
    secret: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(createSecretKey),
    digits: fc.constant(8),
    period: fc.constant(30),
    pin: fc
      .string({ unit: fc.integer({ min: 0, max: 9 }).map(String), minLength: 4, maxLength: 16 })
      .map(keyOf)
  })
)

const texts = fc.string({ unit: 'grapheme', maxLength: 24 })

/** What people keep beside an account, as the parsers leave it. */
export const details = fc
  .record({
    groups: fc.array(texts, { maxLength: 3 }),
    note: fc.oneof(
      texts,
      fc.array(texts, { maxLength: 3 }).map((lines) => lines.join('\n'))
    ),
    isFavourite: fc.boolean(),
    useCount: fc.oneof(fc.constant(0), fc.nat(10_000))
  })
  .map((given) => accountFrom({ ...ANY, details: given }).details)

/** With details, or without. */
export const detailedAccounts: fc.Arbitrary<NewAccount> = fc
  .tuple(accounts, fc.oneof(fc.constant(undefined), details))
  .map(([account, its]) => (its === undefined ? account : { ...account, details: its }))

const ANY = {
  kind: 'totp',
  issuer: '',
  label: '',
  secretBytes: new Uint8Array(1),
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: 0
} as const

function keyOf(text: string) {
  return createSecretKey(Buffer.from(text))
}
