/** HOTP counters that are in doubt because an older vault was put back: asked for one by one in a dialog. */
import type { Failure } from '../../shared/failure.ts'
import type { DoubtfulCounterView } from '../../shared/views/vault.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'

class Counters {
  #open = $state(false)
  #list = $state.raw<readonly DoubtfulCounterView[]>()
  #failure = $state.raw<{ readonly id: string | null; readonly failure: Failure }>()

  get open(): boolean {
    return this.#open
  }

  set open(open: boolean) {
    this.#open = open
    this.#failure = undefined
    if (open) void this.#load()
    else this.#list = undefined
  }

  /** `undefined` until main has answered. */
  get list(): readonly DoubtfulCounterView[] | undefined {
    return this.#list
  }

  /** Why an account's counter was refused; of none (null): why the list didn't come. */
  failureOf(id: string | null): Failure | undefined {
    return this.#failure?.id === id ? this.#failure.failure : undefined
  }

  async confirm({ account }: DoubtfulCounterView, counter: number): Promise<void> {
    this.#failure = undefined
    const outcome = await window.api.request('vault:confirm-counter', account.id, counter)
    if (!outcome.ok) {
      this.#failure = { id: account.id, failure: outcome.failure }
      return
    }
    const { notices, window: words } = app.wording
    notes.say(notices.doubtful.confirmed(words.nameOf(account)))
    await this.#load()
    if (this.#list?.length === 0) this.open = false
  }

  async #load(): Promise<void> {
    const outcome = await window.api.request('vault:doubtful-counters')
    if (outcome.ok) this.#list = outcome.value
    else this.#failure = { id: null, failure: outcome.failure }
  }
}

export const counters = new Counters()
