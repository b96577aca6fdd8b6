/** The app's few settings, kept beside the vault as JSON; a file that can't be read or written never stops the app. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Language } from '../shared/views.ts'

export interface Settings {
  /** Null: the system's. */
  readonly language: Language | null
}

const DEFAULTS: Settings = { language: null }

export class SettingsFile {
  readonly #path: string | null
  #settings: Settings

  /** @param path - Where the settings lie; null keeps them in memory. */
  constructor(path: string | null) {
    this.#path = path
    this.#settings = path === null ? DEFAULTS : read(path)
  }

  get settings(): Settings {
    return this.#settings
  }

  /** Changes settings at once, and keeps them where that can be done. */
  change(changes: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...changes }
    if (this.#path === null) return
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(this.#settings, null, 2)}\n`, { mode: 0o600 })
      renameSync(`${this.#path}.new`, this.#path)
    } catch {
      // A read-only home: the choice holds until the app ends.
    }
  }
}

function read(path: string): Settings {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const language =
      typeof found === 'object' && found !== null && 'language' in found ? found.language : null
    return { language: language === 'en' || language === 'ja' ? language : null }
  } catch {
    return DEFAULTS
  }
}
