/** The ways into the open vault, and what is done to them from the main window; what needs a secret has its small window. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { KeysView, WayIn } from '../../shared/views/vault.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'

class WaysIn {
  #view = $state.raw<KeysView>()
  #failure = $state.raw<{ readonly way: WayIn | null; readonly failure: Failure }>()
  #busy = $state(false)

  /** `undefined` until main has answered. */
  get view(): KeysView | undefined {
    return this.#view
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Why the last change of a way was refused; of no way (null): why they can't be shown. */
  failureOf(way: WayIn | null): Failure | undefined {
    return this.#failure?.way === way ? this.#failure.failure : undefined
  }

  async load(): Promise<void> {
    const outcome = await window.api.request('keys:state')
    if (outcome.ok) this.#view = outcome.value
    else this.#failure = { way: null, failure: outcome.failure }
  }

  async addKeychain(): Promise<void> {
    const done = await this.#change('keychain', () => window.api.request('keys:add-keychain'))
    if (done) notes.say(app.wording.keys.keychainAdded)
  }

  async remove(way: WayIn): Promise<void> {
    const done = await this.#change(way, () => window.api.request('keys:remove', way))
    if (done) notes.say(app.wording.keys.removed(app.wording.keys.names[way]))
  }

  /** Nothing shows them any more. */
  forget(): void {
    this.#view = undefined
    this.#failure = undefined
  }

  async #change(way: WayIn, ask: () => Promise<Outcome<undefined>>): Promise<boolean> {
    if (this.#busy) return false
    this.#busy = true
    this.#failure = undefined
    const outcome = await ask()
    this.#busy = false
    if (!outcome.ok) this.#failure = { way, failure: outcome.failure }
    else await this.load()
    return outcome.ok
  }
}

export const waysIn = new WaysIn()
