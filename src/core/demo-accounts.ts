/** The demo: invented accounts of every kind in a vault that never touches the disk. Their secrets open nothing. */
import { createHash, createSecretKey } from 'node:crypto'
import type { NewAccount } from './otp/account.ts'

type Invented = Pick<NewAccount, 'issuer' | 'label'> &
  Partial<Omit<NewAccount, 'secret' | 'issuer' | 'label'>> & {
    readonly period?: number
    readonly counter?: number
  }

const INVENTED: readonly Invented[] = [
  { issuer: 'AWS', label: 'root · 4711-0815' },
  { issuer: 'GitHub', label: 'hana@example.jp' },
  { issuer: 'Google', label: 'hana.k@example.com' },
  { issuer: 'Microsoft', label: 'ops@contoso.example' },
  { issuer: 'Steam', label: 'hanak', kind: 'steam', digits: 5 },
  { issuer: 'Slack', label: 'Kaizen team' },
  { issuer: 'HashiCorp Vault', label: 'prod unseal', digits: 8, algorithm: 'SHA256', period: 60 },
  { issuer: 'Proton', label: 'hana@proton.example', algorithm: 'SHA512' },
  { issuer: 'Deutsche Bahn', label: 'h.kuroda', digits: 7 },
  { issuer: 'ほしぞら銀行', label: '普通預金 花子', digits: 8 },
  { issuer: 'VPN', label: 'hana@intranet.example', period: 60 },
  { issuer: 'Old door', label: 'warehouse key', kind: 'hotp', counter: 41 }
]

/** A dozen accounts with secrets derived from their names, the same at every start. */
export function demoAccounts(): readonly NewAccount[] {
  return INVENTED.map((account): NewAccount => {
    const seed = createHash('sha1').update(`zeroskew demo ${account.issuer} ${account.label}`).digest()
    const base = {
      issuer: account.issuer,
      label: account.label,
      secret: createSecretKey(seed),
      algorithm: account.algorithm ?? 'SHA1',
      digits: account.digits ?? 6
    } as const
    if (account.kind === 'hotp') return { ...base, kind: 'hotp', counter: account.counter ?? 0 }
    return { ...base, kind: account.kind ?? 'totp', period: account.period ?? 30 }
  })
}
