/** The accounts of the open vault: which are shown and in which order, which one is current, and what can be done with one. */
import { assertNever } from '../../shared/failure.ts'
import type { AccountView } from '../../shared/views/account.ts'
import type { CopiedView } from '../../shared/views/code.ts'
import { groupsOfAll, narrowed, ordered, placeBeside, type Filter } from './account-order.ts'
import { app } from './app.svelte.ts'
import { codes } from './codes.svelte.ts'
import { nameInSentence } from '../../shared/names.ts'
import { notes } from './notes.svelte.ts'
import { preferences } from './preferences.svelte.ts'
import { Pushed } from './pushed.svelte.ts'
import { find, foldAhead, highlighted, searchable, type Folded, type Piece } from './search.ts'

/** An answer that takes longer than this is one that main waits for, ms. */
const WAITING_AFTER_MS = 250
/** How long a row shows that its code has been copied, ms. */
const COPIED_FOR_MS = 1600

/** Accounts folded for the search in one idle moment. */
const FOLDED_AT_ONCE = 500

class Accounts {
  readonly #pushed = new Pushed('accounts:changed', () => window.api.request('accounts:list'))
  #selectedId = $state<string>()
  #filter = $state.raw<Filter>({ kind: 'all' })
  #waitingFor = $state<string>()
  #copiedId = $state<string>()
  #copiedTimer: ReturnType<typeof setTimeout> | undefined
  query = $state('')

  /** How often each was used when the list was opened: sorted by use, nothing moves under the hand. */
  readonly #useCounts = new Map<string, number>()
  readonly #folded = new Map<string, Folded>()

  readonly #ordered = $derived.by(() => {
    for (const { id, useCount } of this.all) if (!this.#useCounts.has(id)) this.#useCounts.set(id, useCount)
    return ordered(this.all, preferences.view?.sortBy ?? 'own', app.language, this.#useCounts)
  })
  readonly #groups = $derived(groupsOfAll(this.all, app.language))
  readonly #narrowed = $derived(narrowed(this.#ordered, this.filter))
  readonly #searchable = $derived(searchable(this.#narrowed, this.#folded))
  readonly #found = $derived(this.query.trim() === '' ? undefined : find(this.#searchable, this.query))
  readonly #places = $derived(new Map(this.shown.map(({ id }, index) => [id, index])))

  /** `false` until main has answered, so that an empty list is never shown for one that is still coming. */
  get known(): boolean {
    return this.#pushed.value !== undefined
  }

  /** In the user's own order. */
  get all(): readonly AccountView[] {
    return this.#pushed.value ?? []
  }

  get groups(): readonly string[] {
    return this.#groups
  }

  /** What the list is narrowed to; a group that is gone narrows no more. */
  get filter(): Filter {
    const filter = this.#filter
    return filter.kind === 'group' && !this.#groups.includes(filter.name) ? { kind: 'all' } : filter
  }

  set filter(filter: Filter) {
    this.#filter = filter
  }

  get shown(): readonly AccountView[] {
    return this.#found?.accounts ?? this.#narrowed
  }

  /** How many fit the search; of very many only the best are shown. */
  get found(): number {
    return this.#found?.total ?? this.#narrowed.length
  }

  /** Place of the current account among those shown; the first until another is chosen; −1 when none is shown. */
  readonly selectedIndex = $derived.by(() => {
    const index = this.#selectedId === undefined ? undefined : this.#places.get(this.#selectedId)
    return index ?? (this.shown.length > 0 ? 0 : -1)
  })

  get selected(): AccountView | undefined {
    return this.shown[this.selectedIndex]
  }

  /** The account whose next code main waits for, to copy it. */
  get waitingFor(): string | undefined {
    return this.#waitingFor
  }

  /** The account whose code has just been copied, for as long as its row shows that. */
  get copiedId(): string | undefined {
    return this.#copiedId
  }

  /** Accounts can be put in an order by hand: it is the user's own one that is shown, and whole. */
  get canMove(): boolean {
    return (preferences.view?.sortBy ?? 'own') === 'own' && this.#found === undefined
  }

  select(id: string): void {
    this.#selectedId = id
  }

  /** Moves the selection, stopping at the ends. */
  move(by: number): void {
    const last = this.shown.length - 1
    const next = this.shown[Math.min(last, Math.max(0, this.selectedIndex + by))]
    if (next) this.#selectedId = next.id
  }

  /** A name as it is shown, in pieces that fit the search and pieces that don't. */
  piecesOf(account: AccountView, field: 'issuer' | 'label', name: string): readonly Piece[] {
    return highlighted(this.#found?.fits.get(account.id), field, name)
  }

  /** Folds what will be searched while nothing else is to be done, so that the first key press is as quick as the others. */
  prepareSearch(): () => void {
    const { all } = this
    let from = 0
    let handle = requestIdleCallback(fold)
    function fold(): void {
      foldAhead(all.slice(from, from + FOLDED_AT_ONCE), folded)
      from += FOLDED_AT_ONCE
      if (from < all.length) handle = requestIdleCallback(fold)
      else if (all.length > 0) find(ready(), 'a')
    }
    const folded = this.#folded
    const ready = (): Parameters<typeof find>[0] => this.#searchable
    return () => cancelIdleCallback(handle)
  }

  /** The list is left: next time it begins anew. */
  leave(): void {
    this.query = ''
    this.#useCounts.clear()
    this.#folded.clear()
  }

  /** Copies the code valid now; an account by counter without a shown code gets its next one first. */
  async use(account: AccountView): Promise<void> {
    this.select(account.id)
    if (account.kind === 'hotp' && codes.of(account.id) === undefined) await codes.advance(account.id)
    else await this.copy(account)
  }

  /** Copies as the setting says near the end of a step; while main waits for the next code, that is said. */
  async copy(account: AccountView, which: 'usual' | 'next' = 'usual'): Promise<void> {
    const words = app.wording
    const waiting = setTimeout(() => {
      this.#waitingFor = account.id
      notes.sayUntilNext(words.window.list.waiting)
    }, WAITING_AFTER_MS)
    const outcome = await window.api.request('codes:copy', account.id, which)
    clearTimeout(waiting)
    if (!outcome.ok && outcome.failure.code === 'cancelled') {
      // Another copy, or the lock, ended the wait; a newer one has its own words.
      if (this.#waitingFor !== account.id) return
      this.#waitingFor = undefined
      notes.dismiss()
      return
    }
    this.#waitingFor = undefined
    if (outcome.ok) this.#showCopied(account.id)
    notes.say(outcome.ok ? copiedWords(outcome.value, sentenceName(account)) : words.failure(outcome.failure))
  }

  #showCopied(id: string): void {
    this.#copiedId = id
    clearTimeout(this.#copiedTimer)
    this.#copiedTimer = setTimeout(() => (this.#copiedId = undefined), COPIED_FOR_MS)
  }

  /** Puts accounts into the trash, the current one if no others are named; it can be undone. */
  async remove(...removed: readonly AccountView[]): Promise<void> {
    const { failure, list, window: words } = app.wording
    const ids = removed.map(({ id }) => id)
    const going = new Set(ids)
    const after = this.shown.slice(this.selectedIndex).find(({ id }) => !going.has(id))
    const neighbour = after ?? this.shown.findLast(({ id }) => !going.has(id))
    const outcome = await window.api.request('accounts:remove', ids)
    if (!outcome.ok) {
      notes.say(failure(outcome.failure))
      return
    }
    if (neighbour) this.select(neighbour.id)
    const [first] = removed
    const said =
      removed.length === 1 && first ? words.list.removed(sentenceName(first)) : list.removed(ids.length)
    notes.say(said, { label: words.list.undo, run: () => void this.#restore(removed) })
  }

  /** Puts an account, the current one if no other is given, one place up (−1) or down (1) in the user's own order. */
  async shift(by: 1 | -1, account: AccountView | undefined = this.selected): Promise<void> {
    if (account === undefined) return
    const place = placeBeside(
      this.shown,
      this.shown.findIndex(({ id }) => id === account.id),
      by
    )
    if (!this.canMove) notes.say(app.wording.list.notOwnOrder)
    else if (place !== undefined) await this.moveBefore([account], place.beforeId)
  }

  async moveBefore(moved: readonly AccountView[], beforeId: string | null): Promise<void> {
    const { failure, list } = app.wording
    const outcome = await window.api.request(
      'accounts:move',
      moved.map(({ id }) => id),
      beforeId
    )
    const [first] = moved
    if (!outcome.ok) notes.say(failure(outcome.failure))
    else if (first) {
      await Promise.resolve()
      const place = this.shown.findIndex(({ id }) => id === first.id)
      if (place >= 0) notes.say(list.moved(sentenceName(first), place + 1, this.shown.length))
    }
  }

  async #restore(removed: readonly AccountView[]): Promise<void> {
    const { failure, list, window: words } = app.wording
    const outcome = await window.api.request(
      'accounts:restore',
      removed.map(({ id }) => id)
    )
    const [first] = removed
    if (outcome.ok && first) this.select(first.id)
    const said =
      removed.length === 1 && first ? words.list.restored(sentenceName(first)) : list.restored(removed.length)
    notes.say(outcome.ok ? said : failure(outcome.failure))
  }
}

/** An account as it is called in a sentence, however it is named. */
export function sentenceName(account: Pick<AccountView, 'issuer' | 'label'>): string {
  const shown = { issuer: nameInSentence(account.issuer), label: nameInSentence(account.label) }
  return app.wording.window.nameOf(shown)
}

/** Says which code went to the clipboard: the corrected one first of all, then whether it is a later one. */
function copiedWords({ which, isCorrected }: CopiedView, name: string): string {
  const { clockPage, window: words } = app.wording
  if (isCorrected) return clockPage.correction.copied(name)
  switch (which) {
    case 'current':
      return words.list.copied(name)
    case 'next':
      return words.list.copiedNext(name)
    case 'waited':
      return words.list.copiedWaited(name)
    default:
      return assertNever(which)
  }
}

export const accounts = new Accounts()
