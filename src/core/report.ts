/**
 * The report for a bug: versions, system, states and figures, as a text that the user reads before it goes anywhere. No
 * label, no issuer, no secret, no path and no name of a server of the user's own is ever put in.
 */
import type { SettingsFile } from './settings.ts'

/** What a report is made of. Everything but closed names and numbers is left out here already. */
export interface ReportFacts {
  readonly version: string
  /** Electron and what is in it, or Node: name → version. */
  readonly versions: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly arch: string
  /** Of the system's kernel. */
  readonly release: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly vault: {
    /** A state's name: unlocked, locked, missing … */
    readonly state: string
    readonly ways: readonly string[]
    /** Kinds of the accounts, one each; null where it isn't open. */
    readonly kinds: readonly string[] | null
    readonly revision: number | null
    readonly keychain: string
    readonly failure: string | null
  }
  readonly clock: {
    readonly verdict: string
    readonly reason: string | null
    readonly offsetMs: number | null
    readonly boundMs: number | null
    readonly trust: string
    /** The kind of way and the state of each source, without its name. */
    readonly sources: readonly { readonly kind: string; readonly status: string; readonly reason?: string }[]
    readonly areSourcesDefault: boolean
    readonly cause: string | null
  }
  readonly settings: Readonly<Record<string, boolean | number | string | null>>
  /** Milliseconds since the program started. */
  readonly runningMs: number
}

/** What a report takes of the clock as `presentClock` tells it. */
export interface ReportedClock {
  readonly verdict: string
  readonly reason?: string
  readonly offsetMs?: number
  readonly boundMs?: number
  readonly trust: string
  readonly sources: ReportFacts['clock']['sources']
  readonly cause?: { readonly kind: string }
}

/** The facts that app and terminal take from the same places: the clock, and the settings without names and paths. */
export function commonFacts(
  clock: ReportedClock,
  { settings, preferences }: Pick<SettingsFile, 'settings' | 'preferences'>
): Pick<ReportFacts, 'clock' | 'settings'> {
  const { language, neverUseNetwork, checkEveryMinutes, warnThresholdMs } = settings
  return {
    clock: {
      verdict: clock.verdict,
      reason: clock.reason ?? null,
      offsetMs: clock.offsetMs ?? null,
      boundMs: clock.boundMs ?? null,
      trust: clock.trust,
      sources: clock.sources,
      areSourcesDefault: settings.sources.length === 0,
      cause: clock.cause?.kind ?? null
    },
    settings: {
      language,
      neverUseNetwork,
      checkEveryMinutes,
      warnThresholdMs,
      ...preferences,
      secondPlace: preferences.secondPlace !== null
    }
  }
}

/** Of the environment, only what says which kind of desktop this is; and of that, only plain words. */
const DESKTOP = ['XDG_SESSION_TYPE', 'XDG_CURRENT_DESKTOP', 'DESKTOP_SESSION', 'LANG'] as const
const WORD = /^[\w .:@+-]{1,64}$/u

/** One fact each, name and value, in the order to be read. In English whatever the language is: developers read it. */
export function reportLines(facts: ReportFacts): readonly (readonly [name: string, value: string])[] {
  const { vault, clock } = facts
  const lines: [string, string][] = [
    ['zeroskew', facts.version],
    ...Object.entries(facts.versions).flatMap(([name, version]): [string, string][] =>
      version === undefined ? [] : [[name, version]]
    ),
    ['system', `${facts.platform} ${facts.arch} ${facts.release}`],
    ...DESKTOP.flatMap((name): [string, string][] => {
      const value = facts.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
    ['running', `${Math.round(facts.runningMs / 1000)} s`],
    ['vault', vault.state],
    ...(vault.failure === null ? [] : [['vault failure', vault.failure] as [string, string]]),
    ['ways in', list(vault.ways)],
    ['keychain', vault.keychain],
    ['revision', vault.revision === null ? 'not open' : String(vault.revision)],
    ['accounts', vault.kinds === null ? 'not open' : counts(vault.kinds)],
    ['clock', `${clock.verdict}${clock.reason === null ? '' : `, ${clock.reason}`}`],
    [
      'offset',
      clock.offsetMs === null ? 'unknown' : `${figure(clock.offsetMs)} ± ${figure(clock.boundMs ?? NaN)}`
    ],
    ['trust', clock.trust],
    ['cause', clock.cause ?? 'none'],
    ['sources', clock.areSourcesDefault ? 'the default ones' : `${clock.sources.length} of the user's own`],
    ...clock.sources.map(({ kind, status, reason }, index): [string, string] => [
      `source ${index + 1}`,
      `${kind} ${status}${reason === undefined ? '' : `, ${reason}`}`
    ]),
    ...Object.entries(facts.settings).map(([name, value]): [string, string] => [name, String(value)])
  ]
  return lines.map(([name, value]) => [name, plain(value)])
}

/** The report as text, one fact a line. */
export function reportText(facts: ReportFacts): string {
  return `${reportLines(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

/** A value that isn't a short plain text is told by its length alone: whatever it is, it isn't ours to pass on. */
function plain(value: string): string {
  return /^[\w .,:;@+()±µ'%/-]{0,200}$/u.test(value) && !/[A-Z2-7]{16,}/u.test(value)
    ? value
    : `(${value.length} characters)`
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.filter((name) => WORD.test(name)).join(', ')
}

function counts(kinds: readonly string[]): string {
  const found = [...new Set(kinds)].sort()
  if (found.length === 0) return '0'
  return found.map((kind) => `${kinds.filter((each) => each === kind).length} ${kind}`).join(', ')
}

function figure(ms: number): string {
  return `${Math.abs(ms) < 1000 ? ms.toFixed(1) : ms.toFixed(0)} ms`
}
