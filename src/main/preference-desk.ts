/** The preferences of the settings file, with somebody who acts on changes. */
import type { Preferences } from '../core/preferences.ts'
import type { SettingsFile } from '../core/settings.ts'

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
