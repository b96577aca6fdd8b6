/** The settings, each changed at once, and why a change was refused. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { SettingsView, SourceSettingView, SourceTestView } from '../../shared/views/settings.ts'
import { Pushed } from './pushed.svelte.ts'

type Changes = Partial<Omit<SettingsView, 'areSourcesDefault'>>

class Settings {
  readonly #view = new Pushed('settings:changed', () => window.api.request('settings:state'))

  /** `undefined` until main has answered. */
  get view(): SettingsView | undefined {
    return this.#view.value
  }

  /** Gives why it was refused, `undefined` where it was done. */
  async change(changes: Changes): Promise<Failure | undefined> {
    return this.#taken(await window.api.request('settings:change', changes))
  }

  async backToDefaultSources(): Promise<Failure | undefined> {
    return this.#taken(await window.api.request('settings:default-sources'))
  }

  /** Tries the addresses of a source, all at once. */
  test(source: SourceSettingView): Promise<readonly Outcome<SourceTestView>[]> {
    return Promise.all(source.ways.map((way) => window.api.request('settings:test-source', way)))
  }

  #taken(outcome: Outcome<SettingsView>): Failure | undefined {
    if (!outcome.ok) return outcome.failure
    this.#view.take(outcome.value)
    return undefined
  }
}

export const settings = new Settings()
