/** The settings that app and terminal share, kept as JSON beside the vault. A file that can't be read or written never stops anything. */
import { lstatSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DEFAULT_SOURCES, parseServerUrl, SourceError, type Source, type Way } from './clock/source.ts'
import { makeFolderSync } from './make-folder.ts'
import { badPreference, readPreferences, type Preferences } from './preferences.ts'

export interface Settings {
  /** Null: the system's. */
  readonly language: 'en' | 'ja' | null
  /** Time sources of the user's own; none means the default ones. */
  readonly sources: readonly SourceSetting[]
  /** One switch for everything that goes out; the reverse check still measures the clock. */
  readonly neverUseNetwork: boolean
  /** Minutes between two checks by itself, 30–1440. */
  readonly checkEveryMinutes: number
  /** Up to which offset the clock is in step, ms, 500–5000. */
  readonly warnThresholdMs: number
}

/** Ranges of the settings that are numbers. */
export const SETTING_RANGES = {
  checkEveryMinutes: { least: 30, most: 1440 },
  warnThresholdMs: { least: 500, most: 5000 }
} as const

/** One operator as people write it down. */
export interface SourceSetting {
  readonly name: string
  /** Addresses as `parseServerUrl` reads them, best first. */
  readonly ways: readonly string[]
}

const DEFAULTS: Settings = {
  language: null,
  sources: [],
  neverUseNetwork: false,
  checkEveryMinutes: 30,
  warnThresholdMs: 5000
}

/** A setting that is out of its range. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
  readonly code = 'bad-setting'
  readonly field: string
  readonly expected: string
  readonly got: string

  constructor(field: string, expected: string, got: string) {
    super(`${field}: expected ${expected}, got ${got}`)
    this.field = field
    this.expected = expected
    this.got = got
  }
}

/** A settings file larger than this is none of ours. */
const FILE_LIMIT = 2 ** 20
/** So many damaged ones are kept; from then on the settings hold until the program ends. */
const MOST_DAMAGED = 9

type Found = Readonly<Record<string, unknown>>

export class SettingsFile {
  readonly #path: string | null
  #settings: Settings
  #preferences: Preferences

  /** @param path - Where the settings lie; null keeps them in memory. */
  constructor(path: string | null) {
    this.#path = path
    const found = path === null ? {} : parseFound(path)
    const settings = readSettings(found ?? {})
    // The switch may have been in what can't be read: until somebody says otherwise, nothing goes out.
    this.#settings =
      path !== null && found === null && isThere(path) ? { ...settings, neverUseNetwork: true } : settings
    this.#preferences = readPreferences(found ?? {})
  }

  get settings(): Settings {
    return this.#settings
  }

  get preferences(): Preferences {
    return this.#preferences
  }

  /** The time sources to ask: those of the settings, else the default ones. */
  get sources(): readonly Source[] {
    const own = this.#settings.sources.flatMap((source) => sourceOf(source) ?? [])
    return own.length === 0 ? DEFAULT_SOURCES : own
  }

  /**
   * Changes settings at once, and keeps them where that can be done.
   * @throws SettingError where a value is out of range; SourceError where an address can't be read.
   */
  change(changes: Partial<Settings>): void {
    for (const name of ['checkEveryMinutes', 'warnThresholdMs'] as const) checkRange(name, changes[name])
    for (const { ways } of changes.sources ?? []) ways.forEach(parseServerUrl)
    this.#settings = { ...this.#settings, ...changes }
    this.#keep()
  }

  /**
   * Changes how the app behaves; all of the changes, or none.
   * @throws SettingError where a value is out of range.
   */
  changePreferences(changes: Partial<Preferences>): void {
    const bad = badPreference(changes)
    if (bad !== null) throw new SettingError(bad.field, bad.expected, bad.got)
    this.#preferences = { ...this.#preferences, ...changes }
    this.#keep()
  }

  /** What another version put there stays. */
  #keep(): void {
    if (this.#path === null) return
    try {
      const path = behindLink(this.#path)
      const found = parseFound(path)
      makeFolderSync(dirname(path))
      if (found === null && isThere(path)) putAside(path)
      const all = { ...found, ...this.#settings, ...this.#preferences }
      // On the medium before it takes the other's place: a power cut would leave nothing of either, the switch for the
      // network included.
      writeFileSync(`${path}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
    } catch {
      // A read-only home: the choice holds until the program ends.
    }
  }
}

/** People keep their settings elsewhere and link to them: the link stays, as the vault's does. */
function behindLink(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** Null where there is no file, or none that can be read as settings. */
function parseFound(path: string): Found | null {
  try {
    const { size } = statSync(path)
    // A device or a pipe has no size, and might never end.
    if (size === 0 || size > FILE_LIMIT) return null
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Found) : null
  } catch {
    return null
  }
}

/** Whether something was written there, whatever it is; what can't be looked at may be. */
function isThere(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() === true && found.size > 0
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG')
  }
}

/** Somebody's own hand may have left out a comma: what can't be read as settings is put aside and not replaced. */
function putAside(path: string): void {
  const aside = Array.from({ length: MOST_DAMAGED }, (_, i) => `${path}.damaged${i === 0 ? '' : `-${i + 1}`}`)
  const free = aside.find((name) => lstatSync(name, { throwIfNoEntry: false }) === undefined)
  if (free === undefined) throw new Error(`expected at most ${MOST_DAMAGED} damaged files put aside`)
  renameSync(path, free)
}

function readSettings({
  language,
  sources,
  neverUseNetwork,
  checkEveryMinutes,
  warnThresholdMs
}: Found): Settings {
  return {
    language: language === 'en' || language === 'ja' ? language : null,
    sources: Array.isArray(sources) ? sources.filter(isSourceSetting) : [],
    neverUseNetwork: neverUseNetwork === true,
    checkEveryMinutes: numberWithin('checkEveryMinutes', checkEveryMinutes),
    warnThresholdMs: numberWithin('warnThresholdMs', warnThresholdMs)
  }
}

function checkRange(name: keyof typeof SETTING_RANGES, value: number | undefined): void {
  const { least, most } = SETTING_RANGES[name]
  if (value === undefined || (value >= least && value <= most)) return
  throw new SettingError(name, `${least}–${most}`, String(value))
}

function numberWithin(name: keyof typeof SETTING_RANGES, value: unknown): number {
  const { least, most } = SETTING_RANGES[name]
  return typeof value === 'number' && value >= least && value <= most ? value : DEFAULTS[name]
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
