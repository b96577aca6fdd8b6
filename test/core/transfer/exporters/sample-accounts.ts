/** Accounts of every kind with details, for looking at what the exporters make of them. */
import { accountFrom, type AccountFields } from '../../../../src/core/otp/account-fields.ts'
import type { Account } from '../../../../src/core/otp/account.ts'

const USUAL = {
  kind: 'totp',
  secretHex: '3132333435363738393031323334353637383930',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: 0
} as const

const FIELDS: readonly AccountFields[] = [
  { ...USUAL, issuer: 'GitHub', label: 'alice@example.com' },
  {
    ...USUAL,
    issuer: 'HashiCorp & Söhne "GmbH" <x>',
    label: '名前 👩‍💻',
    algorithm: 'SHA512',
    digits: 8,
    period: 60,
    details: {
      groups: ['Work', 'Prod'],
      note: 'unseal\nby two',
      isFavourite: true,
      useCount: 7
    }
  },
  { ...USUAL, kind: 'hotp', issuer: 'Bank', label: 'bob', algorithm: 'SHA256', counter: 10_300 },
  { ...USUAL, kind: 'steam', issuer: 'Steam', label: 'gabe', digits: 5, details: { groups: ['Home'] } },
  {
    ...USUAL,
    kind: 'motp',
    issuer: 'VPN',
    label: 'carol',
    secretHex: 'e3152afee62599c8',
    pin: '1234',
    period: 10
  },
  {
    ...USUAL,
    kind: 'yandex',
    issuer: 'Yandex',
    label: 'dave',
    secretHex: '58355f298236196b5496f722d7ed20da',
    pin: '7586',
    digits: 8
  }
]

export const SAMPLES: readonly Account[] = FIELDS.map((fields, i) => ({
  ...accountFrom(fields),
  id: i.toString().repeat(32)
}))
