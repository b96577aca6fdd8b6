/** The accounts that are chosen to be changed together. */
import { SvelteSet } from 'svelte/reactivity'
import type { AccountView } from '../../shared/views/account.ts'
import { accounts } from './accounts.svelte.ts'

class Chosen {
  readonly #ids = new SvelteSet<string>()
  /** Where a row of them begins that Shift extends. */
  #anchor: string | undefined
  readonly #views = $derived(accounts.all.filter(({ id }) => this.#ids.has(id)))

  /** In the user's own order; without those that went meanwhile. */
  get accounts(): readonly AccountView[] {
    return this.#views
  }

  get count(): number {
    return this.#views.length
  }

  get any(): boolean {
    return this.#ids.size > 0 && this.#views.length > 0
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id)
    this.#anchor = id
  }

  /** All from the one chosen last to this one. */
  extendTo(id: string): void {
    const { shown } = accounts
    const from = shown.findIndex((account) => account.id === (this.#anchor ?? accounts.selected?.id))
    const to = shown.findIndex((account) => account.id === id)
    if (from < 0 || to < 0) {
      this.toggle(id)
      return
    }
    for (const account of shown.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#ids.add(account.id)
  }

  /** All that are shown; none, where all of them are chosen already. */
  all(): void {
    const { shown } = accounts
    if (shown.every(({ id }) => this.#ids.has(id))) this.clear()
    else for (const { id } of shown) this.#ids.add(id)
  }

  clear(): void {
    this.#ids.clear()
    this.#anchor = undefined
  }
}

export const chosen = new Chosen()
