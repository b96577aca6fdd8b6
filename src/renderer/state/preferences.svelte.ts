/** How the app behaves beyond clock and language; each change holds at once. */
import type { Failure } from '../../shared/failure.ts'
import type { PreferencesView } from '../../shared/views/settings.ts'
import { Pushed } from './pushed.svelte.ts'

class Preferences {
  readonly #view = new Pushed('preferences:changed', () => window.api.request('preferences:state'))

  /** `undefined` until main has answered. */
  get view(): PreferencesView | undefined {
    return this.#view.value
  }

  /** Gives why it was refused, `undefined` where it was done. */
  async change(changes: Partial<PreferencesView>): Promise<Failure | undefined> {
    const outcome = await window.api.request('preferences:change', changes)
    if (!outcome.ok) return outcome.failure
    this.#view.take(outcome.value)
    return undefined
  }
}

export const preferences = new Preferences()
