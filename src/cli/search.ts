/** Which accounts a SEARCH means. */
import type { AccountView } from '../shared/views/account.ts'
import type { Wording } from '../shared/wording/wording.ts'

/** What a search looks at. */
type Searchable = Pick<AccountView, 'id' | 'issuer' | 'label'>

// Shorter beginnings of a random id would meet words by accident.
const LEAST_ID_CHARACTERS = 4

/**
 * Accounts that a text means: the one with exactly this id; else those whose issuer or label holds it, whatever
 * its case or width (NFKC) or characters that nobody sees; else those whose id begins with it. An empty text matches nothing.
 */
export function matching<A extends Searchable>(accounts: readonly A[], search: string): readonly A[] {
  const exact = accounts.filter((account) => account.id === search)
  if (exact.length > 0) return exact
  const sought = folded(search)
  if (sought === '') return []
  // Together as well, as they are shown and copied: "GitHub: octocat".
  const named = accounts.filter((account) =>
    [account.issuer, account.label, nameOf(account)].some((text) => folded(text).includes(sought))
  )
  if (named.length > 0 || sought.length < LEAST_ID_CHARACTERS) return named
  return accounts.filter((account) => folded(account.id).startsWith(sought))
}

/** An account's name for people: "GitHub: octocat". */
export function nameOf(account: Pick<AccountView, 'issuer' | 'label'>): string {
  return [account.issuer, account.label].filter((part) => part !== '').join(': ')
}

/** The same, with a word where an account has no name at all. */
export function nameToShow(account: Pick<AccountView, 'issuer' | 'label'>, wording: Wording): string {
  const name = nameOf(account)
  return name === '' ? wording.terminal.unnamed : name
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim()
    .toLowerCase()
}
