/** Search over issuer and label that doesn't care about case, full and half width (NFKC, UAX #15), or what nobody sees. */
import type { AccountView } from '../../shared/views.ts'

/** What of an account is searched, folded once. */
export interface Searchable {
  readonly account: AccountView
  readonly text: string
}

export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
}

export function searchable(accounts: readonly AccountView[]): readonly Searchable[] {
  return accounts.map((account) => ({ account, text: fold(`${account.issuer}\n${account.label}`) }))
}

/** The accounts in which every word of the query occurs, in their own order. */
export function search(all: readonly Searchable[], query: string): readonly AccountView[] {
  const words = fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
  return all.filter(({ text }) => words.every((word) => text.includes(word))).map(({ account }) => account)
}
