/** The settings, each changed at once, and why a change was refused. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { SettingsView, SourceSettingView, SourceTestView } from '../../shared/views.ts'
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

/** The kind of an address by its scheme; a bare host is asked by NTP. */
export function kindOf(way: string): 'nts' | 'ntp' | 'https' {
  const scheme = /^(nts|https):\/\//iu.exec(way)?.[1]?.toLowerCase()
  return scheme === 'nts' || scheme === 'https' ? scheme : 'ntp'
}

/** An address without its scheme: "time.cloudflare.com". */
export function hostOf(way: string): string {
  return way
    .trim()
    .replace(/^[a-z]+:\/\//iu, '')
    .replace(/\/$/u, '')
}
