/** The few settings that app and terminal share, kept as JSON beside the vault. A file that can't be read or written never stops anything. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DEFAULT_SOURCES, parseServerUrl, SourceError, type Source, type Way } from './clock/source.ts'

export interface Settings {
  /** Null: the system's. */
  readonly language: 'en' | 'ja' | null
  /** Time sources of the user's own; none means the default ones. */
  readonly sources: readonly SourceSetting[]
}

/** One operator as people write it down. */
export interface SourceSetting {
  readonly name: string
  /** Addresses as `parseServerUrl` reads them, best first. */
  readonly ways: readonly string[]
}

const DEFAULTS: Settings = { language: null, sources: [] }

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
    const own = this.#settings.sources.flatMap((source) => sourceOf(source) ?? [])
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
    const sources: unknown = 'sources' in found ? found.sources : []
    return {
      language: language === 'en' || language === 'ja' ? language : null,
      sources: Array.isArray(sources) ? sources.filter(isSourceSetting) : []
    }
  } catch {
    return DEFAULTS
  }
}

function isSourceSetting(value: unknown): value is SourceSetting {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('ways' in value)) return false
  const { name, ways } = value
  return typeof name === 'string' && Array.isArray(ways) && ways.every((way) => typeof way === 'string')
}

/** Null where no way can be read: a source that can't be asked has no vote. */
function sourceOf({ name, ways }: SourceSetting): Source | null {
  const [first, ...rest] = ways.flatMap((way) => wayOf(way) ?? [])
  return first === undefined ? null : { name, ways: [first, ...rest] }
}

function wayOf(url: string): Way | null {
  try {
    return parseServerUrl(url).ways[0]
  } catch (error) {
    if (error instanceof SourceError) return null
    throw error
  }
}
