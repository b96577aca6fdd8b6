/** The demo: invented accounts of most kinds in a vault that never touches the disk. Their secrets open nothing. */
import { createHash } from 'node:crypto'
import { accountFrom, type AccountFields } from './otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from './otp/account.ts'

type Invented = Pick<AccountFields, 'issuer' | 'label'> & Partial<AccountFields>

const INVENTED: readonly Invented[] = [
  { issuer: 'AWS', label: 'root · 4711-0815', details: { groups: ['Work'] } },
  { issuer: 'GitHub', label: 'hana@example.jp', details: { groups: ['Work'], isFavourite: true } },
  { issuer: 'Google', label: 'hana.k@example.com', details: { isFavourite: true } },
  { issuer: 'Microsoft', label: 'ops@contoso.example', details: { groups: ['Work'] } },
  { issuer: 'Steam', label: 'hanak', kind: 'steam', digits: DIGITS.steam },
  { issuer: 'Slack', label: 'Kaizen team', details: { groups: ['Work'] } },
  { issuer: 'HashiCorp Vault', label: 'prod unseal', digits: 8, algorithm: 'SHA256', period: 60 },
  { issuer: 'Proton', label: 'hana@proton.example', algorithm: 'SHA512' },
  { issuer: 'Deutsche Bahn', label: 'h.kuroda', digits: 7 },
  { issuer: 'ほしぞら銀行', label: '普通預金 花子', digits: 8 },
  { issuer: 'VPN', label: 'hana@intranet.example', kind: 'motp', period: PERIOD.motp, pin: '0000' },
  { issuer: 'Old door', label: 'warehouse key', kind: 'hotp', counter: 41 }
]

/** A dozen accounts with secrets derived from their names, the same at every start. */
export function demoAccounts(): readonly NewAccount[] {
  return INVENTED.map((account) =>
    accountFrom({
      kind: 'totp',
      secretBytes: createHash('sha1').update(`zeroskew demo ${account.issuer} ${account.label}`).digest(),
      algorithm: 'SHA1',
      digits: DIGITS.usual,
      period: PERIOD.usual,
      counter: 0,
      ...account
    })
  )
}
