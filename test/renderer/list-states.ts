/** Invented accounts for tests and pictures of the list: groups, favourites, every kind of code, names that imitate others. */
import type { AccountView } from '../../src/shared/views/account.ts'
import { PLAIN, TWELVE } from './states.ts'

const BASE = { ...PLAIN, algorithm: 'SHA1', digits: 6, period: 30, kind: 'totp' } as const

const IN: Readonly<Record<string, Partial<AccountView>>> = {
  a01: { groups: ['Work'], isFavourite: true, useCount: 41 },
  a02: { groups: ['Work', 'Open source'], isFavourite: true, useCount: 88 },
  a03: { groups: ['Home'], useCount: 12 },
  a04: { groups: ['Work'] },
  a05: { groups: ['Bank'], isCounterInDoubt: true },
  a07: { groups: ['Work'], useCount: 3 },
  a08: { groups: ['Home', 'ショッピング'] },
  a11: { groups: ['Work'] }
}

/** The twelve, in groups, two of them favourites, one counter in doubt. */
export const GROUPED: readonly AccountView[] = TWELVE.map((account) => ({ ...account, ...IN[account.id] }))

/** One of each kind of code, and services that have a sign. */
export const KINDS: readonly AccountView[] = [
  { ...BASE, id: 'k1', issuer: 'GitHub', label: 'hana' },
  {
    ...PLAIN,
    id: 'k2',
    kind: 'hotp',
    issuer: 'Bank of Kyoto',
    label: '0042',
    algorithm: 'SHA1',
    digits: 6,
    counter: 7
  },
  { ...BASE, id: 'k3', kind: 'steam', issuer: 'Steam', label: 'hanak', digits: 5 },
  { ...BASE, id: 'k4', kind: 'motp', algorithm: 'MD5', issuer: 'Door', label: 'mOTP', period: 10 },
  { ...BASE, id: 'k5', kind: 'yandex', algorithm: 'SHA256', issuer: 'Yandex', label: 'hana', digits: 8 },
  { ...BASE, id: 'k6', issuer: 'Contoso', label: 'ten digits', digits: 10, period: 60 },
  { ...BASE, id: 'k7', issuer: '1Password', label: 'hana@example.jp' },
  { ...BASE, id: 'k8', issuer: 'Own', label: 'picture', hasIcon: true }
]

/** Each beside what it imitates. */
export const IMITATIONS: readonly AccountView[] = [
  'GitHub',
  'Ɡithub',
  'PayPal',
  'РayРаl',
  'Apple',
  'аррӏе',
  'Git\u200bHub',
  '\u202Egro.live'
].map((issuer, i) => ({ ...BASE, id: `i${i}`, issuer, label: 'hana@example.jp' }))
