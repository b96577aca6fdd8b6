/** Changes of one group of preferences, and which of them main refused. */
import type { Failure } from '../../shared/failure.ts'
import type { PreferencesView } from '../../shared/views/settings.ts'
import { app } from './app.svelte.ts'
import { preferences } from './preferences.svelte.ts'

export class PreferenceChanges {
  #refused = $state.raw<{ readonly field: keyof PreferencesView; readonly failure: Failure }>()

  async change<F extends keyof PreferencesView>(field: F, value: PreferencesView[F]): Promise<void> {
    const failure = await preferences.change({ [field]: value })
    this.#refused = failure && { field, failure }
  }

  /** What stands at the field. */
  errorOf(field: keyof PreferencesView): string | undefined {
    return this.#refused?.field === field ? app.wording.failure(this.#refused.failure) : undefined
  }
}
