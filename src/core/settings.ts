/** The few settings that app and terminal share, kept as JSON beside the vault. A file that can't be read or written never stops anything. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DEFAULT_SOURCES, parseServerUrl, SourceError, type Source } from './clock/source.ts'

export interface Settings {
  /** Null: the system's. */
  readonly language: 'en' | 'ja' | null
  /** Addresses of time servers, each one source, as `parseServerUrl` reads them; none means the default ones. */
  readonly servers: readonly string[]
}

const DEFAULTS: Settings = { language: null, servers: [] }

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

  /** The time sources to ask: those of the settings, else the default ones. */
  get sources(): readonly Source[] {
    const own = this.#settings.servers.flatMap((server) => sourceOf(server) ?? [])
    return own.length === 0 ? DEFAULT_SOURCES : own
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
      // A read-only home: the choice holds until the program ends.
    }
  }
}

function read(path: string): Settings {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return DEFAULTS
    const language = 'language' in found ? found.language : null
    const servers: unknown = 'servers' in found ? found.servers : []
    return {
      language: language === 'en' || language === 'ja' ? language : null,
      servers: Array.isArray(servers) ? servers.filter((server) => typeof server === 'string') : []
    }
  } catch {
    return DEFAULTS
  }
}

function sourceOf(server: string): Source | null {
  try {
    return parseServerUrl(server)
  } catch (error) {
    if (error instanceof SourceError) return null
    throw error
  }
}
