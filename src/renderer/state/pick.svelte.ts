/** The quick pick: what is found, which one is chosen, and the code on its way to the clipboard. */
import { createSubscriber } from 'svelte/reactivity'
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { AccountView } from '../../shared/views/account.ts'
import type { Language } from '../../shared/views/app.ts'
import type { CodeView, CopiedView, PickView } from '../../shared/views/code.ts'
import { wordingFor, type Wording } from '../../shared/wording/wording.ts'
import { pickSearch, pickSearchable } from './pick-search.ts'

/** Rows that are shown. */
export const ROWS = 5

/** An answer that takes longer than this is one that main waits for, ms. */
const WAITING_AFTER_MS = 150

class Pick {
  #view = $state.raw<PickView>()
  #query = $state('')
  #selected = $state(0)
  #waiting = $state.raw<AccountView>()
  /** What was asked for last and isn't answered yet. */
  #asked: AccountView | undefined
  #failure = $state.raw<Failure>()
  readonly #subscribe = createSubscriber(() => {
    let pushed = false
    const stop = window.api.onPush('pick:changed', (view) => {
      pushed = true
      this.#view = view
    })
    void window.api.requestPick('pick:state').then((outcome) => {
      // What was pushed meanwhile is newer than the answer.
      if (outcome.ok && !pushed) this.#view = outcome.value
    })
    return stop
  })
  readonly #codes = $derived(new Map((this.view?.codes ?? []).map((code) => [code.id, code])))
  readonly #searchable = $derived(pickSearchable(this.view?.accounts ?? []))
  readonly #byUse = $derived((this.view?.accounts ?? []).toSorted(byUse))

  /** `undefined` until main has answered. */
  get view(): PickView | undefined {
    this.#subscribe()
    return this.#view
  }

  get language(): Language {
    return this.view?.language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
  }

  get wording(): Wording {
    return wordingFor(this.language)
  }

  get query(): string {
    return this.#query
  }

  set query(query: string) {
    this.#query = query
    this.#selected = 0
    this.#failure = undefined
  }

  /** The best match first; without a query, favourites and what is used most. */
  readonly found = $derived.by(() =>
    this.#query.trim() === '' ? this.#byUse : pickSearch(this.#searchable, this.#query)
  )
  readonly rows = $derived(this.found.slice(0, ROWS))

  get selectedIndex(): number {
    return Math.min(this.#selected, this.rows.length - 1)
  }

  get selected(): AccountView | undefined {
    return this.rows[this.selectedIndex]
  }

  /** The account whose next code is being waited for. */
  get waiting(): AccountView | undefined {
    return this.#waiting
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  codeOf(id: string): CodeView | undefined {
    return this.#codes.get(id)
  }

  select(index: number): void {
    this.#selected = index
  }

  /** Moves the choice, round the ends. */
  move(by: number): void {
    const { length } = this.rows
    if (length > 0) this.#selected = (this.selectedIndex + by + length) % length
  }

  /** Copies; main closes the window once the code is in the clipboard, which may be when the next step begins. */
  async copy(account: AccountView | undefined, which: 'usual' | 'next'): Promise<void> {
    // Another one may be chosen while one is waited for: main then calls the former one off.
    if (account === undefined || account.id === this.#asked?.id) return
    this.#asked = account
    this.#failure = undefined
    this.#waiting = undefined
    const timer = setTimeout(() => (this.#waiting = account), WAITING_AFTER_MS)
    const outcome: Outcome<CopiedView> = await window.api.requestPick('pick:copy', account.id, which)
    clearTimeout(timer)
    if (this.#asked !== account) return
    this.#asked = undefined
    this.#waiting = undefined
    // Whoever cancelled knows it.
    if (!outcome.ok && outcome.failure.code !== 'cancelled') this.#failure = outcome.failure
  }

  openMain(): void {
    void window.api.requestPick('pick:open-main')
  }

  close(): void {
    void window.api.requestPick('pick:close')
  }

  /** It is shown anew: what was typed the last time is over. */
  begin(): void {
    this.query = ''
  }
}

function byUse(a: AccountView, b: AccountView): number {
  return Number(b.isFavourite) - Number(a.isFavourite) || b.useCount - a.useCount
}

export const pick = new Pick()
