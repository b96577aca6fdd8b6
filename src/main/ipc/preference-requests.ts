/** What the main window may ask about how the app behaves. */
import type { Preferences } from '../../core/preferences.ts'
import type { SettingsFile } from '../../core/settings.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { PreferencesView } from '../../shared/views/settings.ts'
import type { HandlerParts } from './request-parts.ts'

/** The preferences of the settings file, with somebody who acts on changes. */
export class PreferenceDesk {
  readonly #settings: SettingsFile
  readonly #onChange: (now: Preferences, changes: Partial<Preferences>) => void

  constructor(settings: SettingsFile, onChange: (now: Preferences, changes: Partial<Preferences>) => void) {
    this.#settings = settings
    this.#onChange = onChange
  }

  get all(): Preferences {
    return this.#settings.preferences
  }

  /** @throws SettingError */
  change(changes: Partial<Preferences>): void {
    this.#settings.changePreferences(changes)
    this.#onChange(this.all, changes)
  }
}

export function preferenceHandlers({ preferences }: HandlerParts): Handlers<RequestsOf<'preferences'>> {
  return {
    'preferences:state': () => preferences.all satisfies PreferencesView,
    'preferences:change': (changes) => {
      preferences.change(changes)
      return preferences.all
    }
  }
}
