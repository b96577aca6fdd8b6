/** The quick pick's search: as in the list, and besides by the beginnings of service and account together ("awm": AWS, marie). */
import type { AccountView } from '../../shared/views/account.ts'
import { fold } from './fold.ts'
import { search, searchable, type Searchable } from './search.ts'

/** Rows of the list's own search that stay before the others, where its best fits from the beginning of a word. */
const KEPT_FIRST = 3

interface Words {
  readonly account: AccountView
  readonly issuer: readonly string[]
  /** The issuer's words, and those that begin with a capital inside one: Git, Lab. */
  readonly humps: readonly string[]
  readonly label: readonly string[]
}

export interface PickSearchable {
  readonly all: Searchable
  readonly words: readonly Words[]
}

export function pickSearchable(accounts: readonly AccountView[]): PickSearchable {
  const words = accounts.map((account) => ({
    account,
    issuer: wordsOf(account.issuer),
    humps: wordsOf(account.issuer.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')),
    label: wordsOf(account.label)
  }))
  return { all: searchable(accounts), words }
}

/** The accounts that fit a query, best first. */
export function pickSearch({ all, words }: PickSearchable, query: string): readonly AccountView[] {
  const found = search(all, query)
  const typed = fold(query).trim()
  if (typed.length < 2 || /\s/u.test(typed)) return found
  // An account's own name comes before its host, and what capitals inside a service's name tell before the rest:
  // "gle" is GitLab, emma before GitHub, legal, and before GitLab, hana@example.org.
  const own = words.map((it) => ({ ...it, label: it.label.slice(0, 1) }))
  const joined = [own, words]
    .flatMap((those) => [isJoinedByHumps, isJoined].flatMap((fits) => those.filter((it) => fits(it, typed))))
    .map(({ account }) => account)
  if (joined.length === 0) return found
  const [best] = found
  const begins = best !== undefined && [best.issuer, best.label].some((it) => beginsWith(wordsOf(it), typed))
  const kept = begins ? KEPT_FIRST : 0
  return [
    ...new Map([...found.slice(0, kept), ...joined, ...found.slice(kept)].map((it) => [it.id, it])).values()
  ]
}

/** The first letters begin a word of the service, the others one of the account, or several of it in their order. */
function isJoined({ issuer, label }: Words, typed: string): boolean {
  return partsOf(typed).some(([first, rest]) => beginsWith(issuer, first) && isSpelt(rest, label))
}

/** The same with the initials of several words of the service: "gl" is GitLab. */
function isJoinedByHumps({ humps, label }: Words, typed: string): boolean {
  return partsOf(typed).some(
    ([first, rest]) =>
      first.length > 1 &&
      humps
        .map(([initial]) => initial)
        .join('')
        .startsWith(first) &&
      isSpelt(rest, label)
  )
}

/** A text in two, at each place. */
function partsOf(text: string): readonly (readonly [string, string])[] {
  return Array.from({ length: text.length - 1 }, (_, n) => [text.slice(0, n + 1), text.slice(n + 1)] as const)
}

/** Whether beginnings of words, one after the other, spell a text. */
function isSpelt(text: string, words: readonly string[]): boolean {
  return words.some((word, i) => {
    if (word.startsWith(text)) return true
    for (let n = 1; n < text.length; n++) {
      if (word.startsWith(text.slice(0, n)) && isSpelt(text.slice(n), words.slice(i + 1))) return true
    }
    return false
  })
}

function beginsWith(words: readonly string[], text: string): boolean {
  return words.some((word) => word.startsWith(text))
}

function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
