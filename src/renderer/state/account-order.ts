/** The order of the list: favourites first, then as the setting says, and the groups that it can be narrowed to. */
import type { AccountView } from '../../shared/views/account.ts'
import type { Language } from '../../shared/views/app.ts'
import type { PreferencesView } from '../../shared/views/settings.ts'

export type SortBy = PreferencesView['sortBy']

/** What the list is narrowed to. */
export type Filter =
  | { readonly kind: 'all' }
  | { readonly kind: 'favourites' }
  | { readonly kind: 'group'; readonly name: string }

/**
 * @param accounts - In the user's own order.
 * @param useCounts - How often each one was used when the list was opened, by id: it shall not move under the hand.
 */
export function ordered(
  accounts: readonly AccountView[],
  sortBy: SortBy,
  language: Language,
  useCounts: ReadonlyMap<string, number>
): readonly AccountView[] {
  const sorted = sortBy === 'own' ? accounts : accounts.toSorted(comparing(sortBy, language, useCounts))
  const favourites = sorted.filter((account) => account.isFavourite)
  if (favourites.length === 0) return sorted
  return [...favourites, ...sorted.filter((account) => !account.isFavourite)]
}

export function narrowed(accounts: readonly AccountView[], filter: Filter): readonly AccountView[] {
  switch (filter.kind) {
    case 'all':
      return accounts
    case 'favourites':
      return accounts.filter((account) => account.isFavourite)
    case 'group':
      return accounts.filter((account) => account.groups.includes(filter.name))
  }
}

/** All groups by name, each once. */
export function groupsOfAll(accounts: readonly AccountView[], language: Language): readonly string[] {
  const names = new Set(accounts.flatMap(({ groups }) => groups))
  return [...names].sort(new Intl.Collator(language, { numeric: true }).compare)
}

/**
 * Before which account one has to be put to change places with its neighbour; `undefined` where there is none.
 * Favourites stay among themselves, and so do the others.
 * @returns an id, or null for the end.
 */
export function placeBeside(
  shown: readonly AccountView[],
  index: number,
  by: 1 | -1
): { readonly beforeId: string | null } | undefined {
  const account = shown[index]
  const neighbour = shown[index + by]
  if (account === undefined || neighbour?.isFavourite !== account.isFavourite) return undefined
  return { beforeId: (by < 0 ? neighbour : shown[index + 2])?.id ?? null }
}

function comparing(
  sortBy: 'name' | 'use',
  language: Language,
  useCounts: ReadonlyMap<string, number>
): (a: AccountView, b: AccountView) => number {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const byName = (a: AccountView, b: AccountView): number =>
    compare(a.issuer || a.label, b.issuer || b.label) || compare(a.label, b.label)
  if (sortBy === 'name') return byName
  const uses = ({ id, useCount }: AccountView): number => useCounts.get(id) ?? useCount
  return (a, b) => uses(b) - uses(a) || byName(a, b)
}
