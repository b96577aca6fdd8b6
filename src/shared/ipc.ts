/** The contract between the windows and the main process: the whole boundary on one screen. */
import type { Outcome } from './failure.ts'
import type {
  AccountView,
  AddedView,
  AppView,
  ClockView,
  CodeView,
  HistoryPointView,
  Language,
  LocatedView,
  SecretTaskView,
  SettingsView,
  SiteClockView,
  SourceTestView,
  VaultView
} from './views.ts'

/** Requests of the main window: name → signature. None carries a secret in or out. */
export interface Requests {
  'app:state': () => AppView
  'app:set-language': (language: Language) => undefined
  'app:open-link': (link: LinkId) => undefined
  'vault:state': () => VaultView
  /** Asks the keychain (again) for the key. */
  'vault:unlock-by-keychain': () => undefined
  'vault:lock': () => undefined
  /** Opens the small window in which secrets are typed or shown (docs/threat-model.md). */
  'secret-window:open': (task: SecretTask) => undefined
  'accounts:list': () => readonly AccountView[]
  /** Adds what the clipboard holds: Key URIs as text, or a picture of QR codes. Only main reads it. */
  'accounts:add-from-clipboard': () => AddedView
  /** Adds from a dropped file: Key URIs as text, or a picture of QR codes. */
  'accounts:add-from-file': (path: string) => AddedView
  /** Opens the system's file dialog, then adds; `null` when it was cancelled. */
  'accounts:choose-file': () => AddedView | null
  'accounts:remove': (id: string) => undefined
  'accounts:restore': (id: string) => undefined
  'codes:list': () => readonly CodeView[]
  /** Copies the code valid now. */
  'codes:copy': (id: string) => undefined
  /** HOTP: stores the advanced counter, then gives the code. */
  'codes:next-hotp': (id: string) => CodeView
  'clock:state': () => ClockView
  'clock:check': () => ClockView
  'clock:history': () => readonly HistoryPointView[]
  /** Opens the system's own page for date and time. */
  'clock:open-settings': () => undefined
  /** Copies the command that mends the cause. */
  'clock:copy-cure': () => undefined
  'clock:correct': (on: boolean) => undefined
  /** The reverse check: `code` as the other device shows it, `before` the one it showed just before, or null. */
  'clock:locate': (reading: LocateReading) => LocatedView
  /** Asks the site itself for its clock, by HTTPS; only ever on request. */
  'clock:site': (host: string) => SiteClockView
  'settings:state': () => SettingsView
  'settings:change': (changes: Partial<Omit<SettingsView, 'areSourcesDefault'>>) => SettingsView
  'settings:default-sources': () => SettingsView
  /** Tries one address. */
  'settings:test-source': (url: string) => SourceTestView
}

/** Requests of the small window, whose process ends when it closes. Secrets travel inwards; the recovery code alone outwards. */
export interface SecretRequests {
  'secret:task': () => SecretTaskView
  'secret:create-vault': (ways: { keychain: boolean; passphrase: string | null }) => { recoveryCode: string }
  'secret:confirm-recovery': (typed: string) => undefined
  /** Replaces an unconfirmed recovery code, which is not stored, by a new one. */
  'secret:new-recovery': () => { recoveryCode: string }
  'secret:unlock': (credential: TypedCredential) => undefined
  'secret:add-account': (account: TypedAccount) => undefined
  'secret:close': () => undefined
}

/** What main tells the main window without being asked. */
export interface Pushes {
  'vault:changed': VaultView
  'accounts:changed': readonly AccountView[]
  'codes:changed': readonly CodeView[]
  'clock:changed': ClockView
  'app:changed': AppView
  'settings:changed': SettingsView
}

export type SecretTask = 'create' | 'unlock' | 'confirm-recovery' | 'type-account'

export interface LocateReading {
  readonly id: string
  readonly code: string
  readonly before: string | null
  /** It was entered at the moment when the other device went on to its next code. */
  readonly atChange: boolean
}

export type TypedCredential =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string }

export interface TypedAccount {
  readonly kind: 'totp' | 'hotp' | 'steam'
  readonly issuer: string
  readonly label: string
  readonly secretBase32: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  /** Seconds; ignored for HOTP. */
  readonly period: number
  /** HOTP only. */
  readonly counter: number
}

/** External pages, opened by id and never by an address that a window supplies. */
export type LinkId = 'licence'

type Ask<R> = <K extends keyof R>(
  name: K,
  ...args: R[K] extends (...args: infer A) => unknown ? A : never
) => Promise<Outcome<R[K] extends (...args: never) => infer V ? V : never>>

/** What the preload exposes as `window.api`; main decides by window which requests are answered. */
export interface Api {
  readonly request: Ask<Requests>
  readonly requestSecret: Ask<SecretRequests>
  /** Gives a function that stops listening. */
  readonly onPush: <K extends keyof Pushes>(name: K, listener: (payload: Pushes[K]) => void) => () => void
  /** Path of a dropped file (`webUtils`); the file itself is never read in the window. */
  readonly pathOf: (file: File) => string
}

/** One handler for each request; a missing one doesn't compile. */
export type Handlers<R> = {
  readonly [K in keyof R]: R[K] extends (...args: infer A) => infer V ? (...args: A) => Promise<V> | V : never
}
