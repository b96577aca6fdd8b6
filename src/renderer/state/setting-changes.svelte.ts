/** Changes of one group of the settings about clock and language, and which of them main refused. */
import type { Failure } from '../../shared/failure.ts'
import type { SettingsView } from '../../shared/views/settings.ts'
import { app } from './app.svelte.ts'
import { settings } from './settings.svelte.ts'

type Field = keyof Omit<SettingsView, 'areSourcesDefault' | 'sources'>

export class SettingChanges {
  #refused = $state.raw<{ readonly field: Field; readonly failure: Failure }>()

  /** Gives whether it was taken. */
  async change<F extends Field>(field: F, value: SettingsView[F]): Promise<boolean> {
    const failure = await settings.change({ [field]: value })
    this.#refused = failure && { field, failure }
    return failure === undefined
  }

  /** What stands at the field. */
  errorOf(field: Field): string | undefined {
    return this.#refused?.field === field ? app.wording.failure(this.#refused.failure) : undefined
  }

  /** Something else was typed there. */
  forget(field: Field): void {
    if (this.#refused?.field === field) this.#refused = undefined
  }
}
