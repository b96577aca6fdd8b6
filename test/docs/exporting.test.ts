import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { accountFrom, type AccountFields } from '../../src/core/otp/account-fields.ts'
import type { NewAccount } from '../../src/core/otp/account.ts'
import { exporterOf } from '../../src/core/transfer/export.ts'
import { EXPORT_FORMATS, type ExportFormatId } from '../../src/core/transfer/formats.ts'

const USUAL: AccountFields = {
  kind: 'totp',
  issuer: 'A',
  label: 'b',
  secretHex: '31323334353637383930313233343536',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: 0
}
const ICON = { type: 'image/png', bytes: new Uint8Array(1) } as const

/** A row of the table: an account that has just this besides what is usual. */
const ROWS: readonly (readonly [string, Partial<AccountFields>])[] = [
  ['TOTP, 30 s, 6 or 8 digits', { algorithm: 'SHA512', digits: 8 }],
  ['another period', { period: 60 }],
  ['5, 7, 9 or 10 digits', { digits: 7 }],
  ['HOTP', { kind: 'hotp', counter: 5 }],
  ['Steam', { kind: 'steam', digits: 5 }],
  ['mOTP', { kind: 'motp', pin: '1234', period: 10 }],
  ['Yandex', { kind: 'yandex', pin: '1234', digits: 8 }],
  ['groups', { details: { groups: ['one', 'two'] } }],
  ['note', { details: { note: 'x' } }],
  ['favourite', { details: { isFavourite: true } }],
  ['icon', { details: { icon: ICON } }],
  ['how often used', { details: { useCount: 1 } }]
]

function cell(format: ExportFormatId, account: NewAccount): string {
  const lost = exporterOf(format).losses(account)
  if (lost.length === 0) return 'yes'
  if (lost.includes('account')) return 'left out'
  const oneGroup = { ...account, details: { ...account.details, groups: ['one'] } } as NewAccount
  return lost.includes('groups') && exporterOf(format).losses(oneGroup).length === 0 ? 'the first' : 'no'
}

it('says in its table what each format carries, as losses() does', () => {
  const formats = EXPORT_FORMATS.filter((format) => !format.endsWith('-encrypted'))
  const cells = [
    ['', ...formats.map((format) => `\`${format}\``)],
    ...ROWS.map(([name, fields]) => {
      const account = accountFrom({ ...USUAL, ...fields })
      return [name, ...formats.map((format) => cell(format, account))]
    })
  ]
  const text = readFileSync(new URL('../../docs/exporting.md', import.meta.url), 'utf8')
  const written = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((one) => one.trim())
    )
  expect(written).toEqual(cells)
  for (const [encrypted, plain] of [
    ['aegis-encrypted', 'aegis'],
    ['2fas-encrypted', '2fas']
  ] as const) {
    expect(exporterOf(encrypted).losses).toBe(exporterOf(plain).losses)
  }
})
