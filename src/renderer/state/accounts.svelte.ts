/** The accounts of the open vault: which are shown, which one is selected, and what can be done with one. */
import { assertNever } from '../../shared/failure.ts'
import type { AccountView, CopiedView } from '../../shared/views.ts'
import { app } from './app.svelte.ts'
import { codes } from './codes.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'
import { search, searchable } from './search.ts'

/** An answer that takes longer than this is one that main waits for, ms. */
const WAITING_AFTER_MS = 250

class Accounts {
  readonly #pushed = new Pushed('accounts:changed', () => window.api.request('accounts:list'))
  readonly #searchable = $derived(searchable(this.all))
  #selectedId = $state<string>()
  query = $state('')

  /** `false` until main has answered, so that an empty list is never shown for one that is still coming. */
  get known(): boolean {
    return this.#pushed.value !== undefined
  }

  get all(): readonly AccountView[] {
    return this.#pushed.value ?? []
  }

  readonly shown = $derived(this.query.trim() === '' ? this.all : search(this.#searchable, this.query))

  /** Place of the selected account among those shown; the first until another is chosen; −1 when none is shown. */
  readonly selectedIndex = $derived.by(() => {
    const index = this.shown.findIndex(({ id }) => id === this.#selectedId)
    return index < 0 && this.shown.length > 0 ? 0 : index
  })

  get selected(): AccountView | undefined {
    return this.shown[this.selectedIndex]
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

  /** Copies the code valid now; an account by counter without a shown code gets its next one first. */
  async use(account: AccountView): Promise<void> {
    this.select(account.id)
    if (account.kind === 'hotp' && codes.of(account.id) === undefined) await codes.advance(account.id)
    else await this.copy(account)
  }

  /** Copies as the setting says near the end of a step; while main waits for the next code, that is said. */
  async copy(account: AccountView, which: 'usual' | 'next' = 'usual'): Promise<void> {
    const words = app.wording
    const waiting = setTimeout(() => notes.sayUntilNext(words.window.list.waiting), WAITING_AFTER_MS)
    const outcome = await window.api.request('codes:copy', account.id, which)
    clearTimeout(waiting)
    notes.say(
      outcome.ok ? copiedWords(outcome.value, words.window.nameOf(account)) : words.failure(outcome.failure)
    )
  }

  async remove(account: AccountView): Promise<void> {
    const { failure, window: words } = app.wording
    const neighbour = this.shown[this.selectedIndex + 1] ?? this.shown[this.selectedIndex - 1]
    const outcome = await window.api.request('accounts:remove', [account.id])
    if (!outcome.ok) {
      notes.say(failure(outcome.failure))
      return
    }
    if (neighbour) this.select(neighbour.id)
    const name = words.nameOf(account)
    notes.say(words.list.removed(name), { label: words.list.undo, run: () => void this.#restore(account) })
  }

  async #restore(account: AccountView): Promise<void> {
    const { failure, window: words } = app.wording
    const outcome = await window.api.request('accounts:restore', [account.id])
    if (outcome.ok) this.select(account.id)
    notes.say(outcome.ok ? words.list.restored(words.nameOf(account)) : failure(outcome.failure))
  }
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
