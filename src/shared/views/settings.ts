/** What the windows are told of the settings, the desktop and updates. */
import type { Language } from './app.ts'
import type { SourceView } from './clock.ts'

export interface SourceSettingView {
  readonly name: string
  /** Addresses as `nts://host`, `ntp://host`, `https://host`, best first. */
  readonly ways: readonly string[]
}

export interface SettingsView {
  readonly language: Language | null
  /** The sources that are asked; the default ones where the user has none of their own. */
  readonly sources: readonly SourceSettingView[]
  readonly areSourcesDefault: boolean
  readonly neverUseNetwork: boolean
  /** Minutes between two checks by itself, 30–1440. */
  readonly checkEveryMinutes: number
  /** Up to which offset the clock is in step, ms, 500–5000; the shortest period may lower it further. */
  readonly warnThresholdMs: number
}

/** What a server answered when it was tried. */
export type SourceTestView = Pick<SourceView, 'status' | 'reason' | 'offsetMs' | 'boundMs' | 'delayMs'>

/** What Zeroskew is on this desktop. */
export interface DesktopView {
  readonly hasTray: boolean
  /** `taken`: another program has it; `by-system`: the desktop decides, and doesn't tell; the command can be bound instead. */
  readonly shortcut: 'none' | 'registered' | 'taken' | 'by-system'
  /** The command to bind to a key, as a shell reads it. */
  readonly pickCommand: string
  readonly desktop: 'gnome' | 'kde' | 'other'
  readonly canStartAtLogin: boolean
  readonly versions: { readonly electron: string; readonly chromium: string; readonly node: string }
  readonly update: UpdateView
}

export type UpdateView =
  /** Nothing is known yet, or the user said never. */
  | { readonly kind: 'none' }
  /** This build knows nobody to ask. */
  | { readonly kind: 'no-feed' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'current' }
  | {
      readonly kind: 'available'
      readonly version: string
      /** What changed, as plain text. */
      readonly notes: string
      /** Whether this build may fetch it by itself: only signed ones. Else a link to the page. */
      readonly canFetch: boolean
    }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'fetched' }
  | { readonly kind: 'failed' }

/** How the app behaves, beyond clock and language. */
export interface PreferencesView {
  readonly look: 'system' | 'light' | 'dark'
  /** Of the text in all windows, percent. */
  readonly textSize: 80 | 90 | 100 | 110 | 125 | 150 | 175 | 200
  readonly sortBy: 'own' | 'name' | 'use'
  /** Codes are shown only when asked for. */
  readonly hidesCodes: boolean
  /** What copying does when the current code is about to end. */
  readonly nearEnd: 'wait' | 'next' | 'now'
  /** Minutes without use of the machine; null: never. */
  readonly lockAfterMinutes: number | null
  readonly locksOnScreenLock: boolean
  readonly locksOnSuspend: boolean
  /** Seconds; null: never. */
  readonly clearsClipboardAfter: number | null
  /** Codes are hidden while another window has the focus. */
  readonly hidesOnBlur: boolean
  /** Windows are kept out of screen recordings where the system can. */
  readonly protectsContent: boolean
  /** Electron's accelerator, "Control+Alt+K"; null: none. */
  readonly pickShortcut: string | null
  readonly showsTrayCodes: boolean
  readonly startsAtLogin: boolean
  readonly updates: 'notice' | 'never'
  /** A folder that gets a copy of each save; null: none. Changed by its own requests. */
  readonly secondPlace: string | null
}
