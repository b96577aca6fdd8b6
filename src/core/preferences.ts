/** How the app behaves beyond clock and language, as it is kept in settings.json: each field with its range and its default. */
import { isAbsolute } from 'node:path'

/** How large the windows' text may be, percent, smallest first. */
export const TEXT_SIZES = [80, 90, 100, 110, 125, 150, 175, 200] as const
export type TextSize = (typeof TEXT_SIZES)[number]

export interface Preferences {
  readonly look: 'system' | 'light' | 'dark'
  /** Percent. */
  readonly textSize: TextSize
  readonly sortBy: 'own' | 'name' | 'use'
  readonly hidesCodes: boolean
  /** What copying does when the current code is about to end. */
  readonly nearEnd: 'wait' | 'next' | 'now'
  /** Minutes without use of the machine, 1–1440; null: never. */
  readonly lockAfterMinutes: number | null
  readonly locksOnScreenLock: boolean
  readonly locksOnSuspend: boolean
  /** Seconds, 5–600; null: never. */
  readonly clearsClipboardAfter: number | null
  readonly hidesOnBlur: boolean
  readonly protectsContent: boolean
  /** Electron's accelerator, "Control+Alt+K"; null: none. */
  readonly pickShortcut: string | null
  readonly showsTrayCodes: boolean
  readonly startsAtLogin: boolean
  readonly updates: 'notice' | 'never'
  /** Absolute path of a folder that gets a copy of each save; null: none. */
  readonly secondPlace: string | null
}

export const DEFAULT_PREFERENCES: Preferences = {
  look: 'system',
  textSize: 100,
  sortBy: 'own',
  hidesCodes: false,
  nearEnd: 'wait',
  lockAfterMinutes: 15,
  locksOnScreenLock: true,
  locksOnSuspend: true,
  clearsClipboardAfter: 30,
  hidesOnBlur: false,
  protectsContent: false,
  // Few programs have it. Control+Alt with a letter would take characters from keyboards with AltGr, and with the space bar
  // it goes to the next input method on macOS.
  pickShortcut: process.platform === 'darwin' ? 'Control+Alt+K' : 'Control+Alt+Space',
  showsTrayCodes: true,
  startsAtLogin: false,
  updates: 'notice',
  secondPlace: null
}

/** What one field may be, and how that is said where it isn't. */
interface Field {
  readonly isGood: (value: unknown) => boolean
  readonly expected: string
}

/** Modifiers first, then one key; at least one modifier, so that no letter is taken from other programs. */
const ACCELERATOR =
  /^(?:(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Plus|Insert|Delete|Home|End|PageUp|PageDown|Up|Down|Left|Right|[-=[\]\\;',./`])$/u

const LONGEST_PATH = 4096

const isSwitch: Field = { isGood: (value) => typeof value === 'boolean', expected: 'on, off' }

function oneOf(...choices: readonly string[]): Field {
  return {
    isGood: (value) => typeof value === 'string' && choices.includes(value),
    expected: choices.join(', ')
  }
}

function wholeOrNever(least: number, most: number): Field {
  return {
    isGood: (value) =>
      value === null || (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most),
    expected: `${least}–${most}`
  }
}

/** One for each field: a missing one doesn't compile. */
const FIELDS: { readonly [K in keyof Preferences]: Field } = {
  look: oneOf('system', 'light', 'dark'),
  textSize: {
    isGood: (value) => TEXT_SIZES.some((size) => size === value),
    expected: TEXT_SIZES.join(', ')
  },
  sortBy: oneOf('own', 'name', 'use'),
  hidesCodes: isSwitch,
  nearEnd: oneOf('wait', 'next', 'now'),
  lockAfterMinutes: wholeOrNever(1, 1440),
  locksOnScreenLock: isSwitch,
  locksOnSuspend: isSwitch,
  clearsClipboardAfter: wholeOrNever(5, 600),
  hidesOnBlur: isSwitch,
  protectsContent: isSwitch,
  pickShortcut: {
    isGood: (value) =>
      value === null || (typeof value === 'string' && value.length <= 64 && ACCELERATOR.test(value)),
    expected: 'Control+Alt+K'
  },
  showsTrayCodes: isSwitch,
  startsAtLogin: isSwitch,
  updates: oneOf('notice', 'never'),
  secondPlace: {
    isGood: (value) =>
      value === null ||
      (typeof value === 'string' &&
        value.length <= LONGEST_PATH &&
        !value.includes('\0') &&
        isAbsolute(value)),
    expected: 'an absolute path'
  }
}

/** Reads what may be anything: a field that isn't in its range takes its default. */
export function readPreferences(found: Readonly<Record<string, unknown>>): Preferences {
  const good = Object.entries(FIELDS).filter(
    ([name, { isGood }]) => Object.hasOwn(found, name) && isGood(found[name])
  )
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(good.map(([name]) => [name, found[name]])) }
}

/** A change that is out of range, in words for a failure; null where all are good. */
export interface BadPreference {
  readonly field: string
  readonly expected: string
  /** A kind, never the value. */
  readonly got: string
}

export function badPreference(changes: Readonly<Record<string, unknown>>): BadPreference | null {
  for (const [field, value] of Object.entries(changes)) {
    const rule = Object.hasOwn(FIELDS, field) ? FIELDS[field as keyof Preferences] : null
    if (rule === null) return { field, expected: Object.keys(FIELDS).join(', '), got: 'another name' }
    if (!rule.isGood(value)) {
      return { field, expected: rule.expected, got: typeof value === 'number' ? String(value) : typeof value }
    }
  }
  return null
}
