/**
 * Search over issuer, label and groups, best first, over folded text (fold.ts); letters may be left out (fuzzysort).
 */
import { go, prepare, snapshot, type KeysResult, type Prepared, type SnapshotKeys } from 'fuzzysort'
import type { AccountView } from '../../shared/views/account.ts'
import { graphemesOf, plainName } from '../../shared/names.ts'
import { fold, foldWithPlaces } from './fold.ts'

/** Of more accounts than this only the best matches are listed, so that a key press stays instant. */
const ALL_LISTED = 2000
const MOST_LISTED = 300

/** Where something fits well, what fits by scattered letters only is left out. Scores of fuzzysort, 0–1. */
const FITS_WELL = 0.7
const FITS_BADLY = 0.5

/** Places of the fields among the keys that are searched. */
const FIELDS = { issuer: 0, label: 1, groups: 2 } as const

/** What of one account is searched, folded and prepared once. */
export interface Folded {
  readonly account: AccountView
  readonly issuer: Prepared
  readonly label: Prepared
  readonly groups: Prepared
}

/** How one account fits a query. */
export type Fit = KeysResult<Folded>

export interface Searchable {
  readonly size: number
  readonly targets: SnapshotKeys<Folded>
}

export interface Found {
  readonly accounts: readonly AccountView[]
  /** How many fit; of very many accounts not all are listed. */
  readonly total: number
  /** By id, for {@link highlighted}. */
  readonly fits: ReadonlyMap<string, Fit>
}

/** A piece of a name, and whether it is what was searched. */
export interface Piece {
  readonly text: string
  readonly fits: boolean
}

/** @param former - What was folded before, by id: it is taken again where the names are the same, and kept up. */
export function searchable(
  accounts: readonly AccountView[],
  former: Map<string, Folded> = new Map<string, Folded>()
): Searchable {
  const folded = accounts.map((account) => foldedOf(account, former))
  return { size: folded.length, targets: snapshot(folded, { keys: Object.keys(FIELDS) }) }
}

/** Folds some accounts ahead, so that the first key press needn't. */
export function foldAhead(accounts: readonly AccountView[], former: Map<string, Folded>): void {
  for (const account of accounts) foldedOf(account, former)
}

/** The accounts that fit a query, best first. */
export function find({ size, targets }: Searchable, query: string): Found {
  const fits = go(fold(query).trim(), targets, {
    limit: size > ALL_LISTED ? MOST_LISTED : 0,
    threshold: 0,
    // It looks at every match, which takes too long for very many.
    ...(size <= ALL_LISTED && { scoreFn: scoreOf })
  })
  const fitsWell = (fits[0]?.score ?? 0) >= FITS_WELL
  const kept = fitsWell ? fits.filter(({ score }) => score >= FITS_BADLY) : fits
  return {
    accounts: kept.map(({ obj }) => obj.account),
    total: kept.length < fits.length ? kept.length : fits.total,
    fits: new Map(kept.map((fit) => [fit.obj.account.id, fit]))
  }
}

/** The accounts alone. */
export function search(all: Searchable, query: string): readonly AccountView[] {
  return find(all, query).accounts
}

/** A name as it is shown (`plainName`), in pieces that fit the query and pieces that don't. */
export function highlighted(fit: Fit | undefined, field: 'issuer' | 'label', name: string): readonly Piece[] {
  const indexes = fit?.[FIELDS[field]]?.indexes ?? []
  if (indexes.length === 0) return [{ text: name, fits: false }]
  const { text, places } = foldWithPlaces(name)
  if (text !== fit?.obj[field].target) return [{ text: name, fits: false }]
  const marked = new Set(indexes.map((index) => places[index]))
  const pieces: { text: string; fits: boolean }[] = []
  for (const { segment, index } of graphemesOf(name)) {
    const fits = marked.has(index)
    const last = pieces.at(-1)
    if (last?.fits === fits) last.text += segment
    else pieces.push({ text: segment, fits })
  }
  return pieces
}

function foldedOf(account: AccountView, former: Map<string, Folded>): Folded {
  const known = former.get(account.id)
  if (known !== undefined && isSame(known.account, account)) {
    const again = known.account === account ? known : { ...known, account }
    former.set(account.id, again)
    return again
  }
  const prepared = (text: string): Prepared => prepare(fold(plainName(text)))
  const folded = {
    account,
    issuer: prepared(account.issuer),
    label: prepared(account.label),
    groups: prepared(account.groups.join(' '))
  }
  former.set(account.id, folded)
  return folded
}

function isSame(a: AccountView, b: AccountView): boolean {
  return a.issuer === b.issuer && a.label === b.label && a.groups.join('\n') === b.groups.join('\n')
}

/** The issuer weighs most, then the label, then the groups; of equally good ones, what is used comes first. */
function scoreOf(fit: Fit): number {
  const { useCount, isFavourite } = fit.obj.account
  const fitsAt = (field: keyof typeof FIELDS): boolean => (fit[FIELDS[field]]?.score ?? 0) > 0
  const place = fitsAt('issuer') ? 0 : fitsAt('label') ? 0.08 : 0.12
  return fit.score - place + Math.min(useCount, 50) * 0.0002 + (isFavourite ? 0.005 : 0)
}
