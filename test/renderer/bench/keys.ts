/**
 * `npm run bench:keys [-- --check]`: key presses from the quick pick's shortcut to the code in the clipboard, for each of
 * 1,000 accounts by the search that ships, and 20 of them pressed in the built window.
 */
import { pickSearch, pickSearchable } from '../../../src/renderer/state/pick-search.ts'
import type { AccountView } from '../../../src/shared/views/account.ts'
import { Figures } from '../../checks/figures.ts'
import { BuiltRenderer } from '../built-renderer.ts'
import { stateWith } from '../states.ts'
import { thousandAccounts } from './thousand-accounts.ts'

const MOST_PRESSES = 4
/** Rows of the quick pick. */
const ROWS = 5
const PRESSED_IN_THE_WINDOW = 20

/** What is typed, and which row is copied: the first one by Enter, another one by Ctrl and its number. */
interface Way {
  readonly query: string
  readonly row: number
}

const accounts = thousandAccounts()
const all = pickSearchable(accounts)
const found = new Map<string, readonly AccountView[]>()

/** The rows that a query shows. */
function rowsOf(query: string): readonly AccountView[] {
  const known = found.get(query)
  if (known !== undefined) return known
  const rows = pickSearch(all, query).slice(0, ROWS)
  found.set(query, rows)
  return rows
}

/** What somebody who knows the name would type: beginnings of its words, and their initials. */
function queriesFor({ issuer, label }: AccountView): readonly string[] {
  const words = `${issuer} ${label}`.toLowerCase().split(/[\s@.!]+/u)
  const whole = issuer.toLowerCase().replaceAll(/\s/gu, '')
  const queries = new Set<string>()
  const begin = (text: string, n: number): string => Array.from(text).slice(0, n).join('')
  for (const word of [whole, ...words]) {
    for (let n = 1; n <= 3; n++) queries.add(begin(word, n))
  }
  for (const [i, word] of words.entries()) {
    for (const later of words.slice(i + 1)) {
      // "g h" for GitHub, hana; "gha" and "gih", too.
      queries.add(`${begin(word, 1)} ${begin(later, 1)}`)
      queries.add(begin(word, 1) + begin(later, 1))
      queries.add(begin(word, 1) + begin(later, 2))
      queries.add(begin(word, 2) + begin(later, 1))
    }
  }
  // Of "GitLab, emma" also "gle".
  const humps = `${issuer.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')} ${label}`
    .toLowerCase()
    .split(/[\s@.!]+/u)
  for (const parts of [words, humps]) {
    const initials = parts.map((word) => begin(word, 1)).join('')
    queries.add(begin(initials, 3))
  }
  queries.delete('')
  return [...queries]
}

/** What is left where the beginnings don't do: a letter that stands out in the service's name, and one in the account's. */
function oddQueriesFor({ issuer, label }: AccountView): readonly string[] {
  const letters = (text: string): readonly string[] => [
    ...new Set(text.toLowerCase().match(/[\p{L}\d]/gu) ?? [])
  ]
  return letters(issuer).flatMap((a) => letters(label).map((b) => `${a} ${b}`))
}

/** Letters, and one for Enter or for Ctrl with a number. */
function pressesOf({ query }: Way): number {
  return Array.from(query).length + 1
}

/** The way with the fewest presses, or `null` where no short query shows the account. */
function bestWay(account: AccountView): Way | null {
  return wayBy(queriesFor(account), account) ?? wayBy(oddQueriesFor(account), account)
}

function wayBy(queries: readonly string[], account: AccountView): Way | null {
  let best: Way | null = null
  for (const query of queries) {
    const row = rowsOf(query).findIndex(({ id }) => id === account.id)
    if (row < 0) continue
    const way = { query, row }
    if (best === null || pressesOf(way) < pressesOf(best)) best = way
  }
  return best
}

const figures = new Figures({ check: process.argv.includes('--check') })
figures.heading(`Key presses to a code, Enter included, for each of ${accounts.length} accounts`)
const ways = accounts.map((account) => ({ account, way: bestWay(account) }))
for (let n = 2; n <= 6; n++) {
  const count = ways.filter(({ way }) => way !== null && pressesOf(way) === n).length
  if (count > 0) figures.say(`${n} presses: ${count} accounts`)
}
const missed = ways.filter(({ way }) => way === null || pressesOf(way) > MOST_PRESSES)
for (const { account, way } of missed.slice(0, 10)) {
  const how = way === null ? 'no short query' : way.query
  figures.say(`${account.issuer}, ${account.label}: ${how}`)
}
figures.expect(
  missed.length === 0,
  `at most ${MOST_PRESSES} presses`,
  `${accounts.length - missed.length} of ${accounts.length} accounts`
)

const renderer = await BuiltRenderer.start()
let right = 0
const step = Math.floor(ways.length / PRESSED_IN_THE_WINDOW)
for (let i = 0; i < PRESSED_IN_THE_WINDOW; i++) {
  const { account, way } = ways[i * step] ?? {}
  if (account === undefined || way === undefined || way === null) continue
  const page = await renderer.open('pick', stateWith({ accounts }))
  await page.getByTestId('pick-row').first().waitFor()
  for (const letter of Array.from(way.query)) {
    if (letter.charCodeAt(0) < 0x80) await page.keyboard.press(letter)
    else await page.keyboard.insertText(letter)
  }
  await page.keyboard.press(way.row === 0 ? 'Enter' : `Control+${way.row + 1}`)
  const copied = await page.evaluate(
    () => window.fake.asked.find(({ name }) => name === 'pick:copy')?.args[0]
  )
  if (copied === account.id) right++
  else figures.say(`${account.issuer}, ${account.label}: another one was copied`)
  await page.context().close()
}
await renderer.stop()
figures.expect(
  right === PRESSED_IN_THE_WINDOW,
  'pressed in the built window',
  `${right} of ${PRESSED_IN_THE_WINDOW} copy the right code`
)
figures.end()
