/** The contract between the windows and the main process: the whole boundary on one screen. */
import type { Outcome } from './failure.ts'
import type {
  AccountChanges,
  AccountView,
  AddedView,
  ShownAccountView,
  TrashedView
} from './views/account.ts'
import type { AppView, Language } from './views/app.ts'
import type { ClockView, HistoryPointView, LocatedView, SiteClockView } from './views/clock.ts'
import type { CodeView, ConsecutiveCodesView, CopiedView, PickView } from './views/code.ts'
import type { SecretTaskView } from './views/secret-task.ts'
import type {
  DesktopView,
  PreferencesView,
  SettingsView,
  SourceTestView,
  UpdateView
} from './views/settings.ts'
import type { ExportedView, ExportFormat, ExportLossView, ImportView } from './views/transfer.ts'
import type {
  BackupContentsView,
  BackupView,
  DoubtfulCounterView,
  KeysView,
  ShareSheetView,
  ShareView,
  VaultView,
  WayIn
} from './views/vault.ts'

/** Requests of the main window: name → signature. None carries a secret in or out. */
export interface Requests {
  /** What the first paint shows, in one answer; the rest is asked for by itself, and pushed. */
  'app:begin': () => Beginning
  'app:state': () => AppView
  'app:set-language': (language: Language) => undefined
  'app:open-link': (link: LinkId) => undefined
  'vault:state': () => VaultView
  /** Asks the keychain (again) for the key. */
  'vault:unlock-by-keychain': () => undefined
  /** Starts a call that may prompt, without a deadline: only ever because the user pressed [Unlock the keychain]. */
  'vault:unlock-keychain': () => undefined
  /** Ends that call. */
  'vault:cancel-keychain': () => undefined
  'vault:lock': () => undefined
  /** Tries again to save what is in memory only. */
  'vault:retry-save': () => undefined
  /** Asks for a place by the system's dialog and writes the vault there; false where it was cancelled. */
  'vault:save-elsewhere': () => boolean
  /** HOTP accounts whose counters are in doubt because an older vault was put back. */
  'vault:doubtful-counters': () => readonly DoubtfulCounterView[]
  'vault:confirm-counter': (id: string, counter: number) => undefined
  'trash:list': () => readonly TrashedView[]
  /** Takes one account, or all (null), out of the trash for good. */
  'trash:empty': (id: string | null) => undefined
  /** Also of a vault that is damaged or locked. */
  'backups:list': () => readonly BackupView[]
  /** Looks inside, by the key in use. */
  'backups:look': (backupId: string) => BackupContentsView
  /** Takes accounts (null: all) out of a backup, as new ones; `asInBackup`: HOTP counters even if lower than known. */
  'backups:restore': (backupId: string, ids: readonly string[] | null, asInBackup: boolean) => AddedView
  /** Puts a whole backup in place of a vault that can't be read, which is kept beside it. */
  'backups:put-back': (backupId: string) => undefined
  /** Deletes backups that open by ways from before the key was changed; gives how many. */
  'backups:remove-older-keys': () => number
  /** Asks for a folder by the system's dialog; null where it was cancelled. */
  'backups:choose-second-place': () => string | null
  'backups:forget-second-place': () => undefined
  'keys:state': () => KeysView
  /** Puts a new key into the keychain; also where the former one was lost. */
  'keys:add-keychain': () => undefined
  'keys:remove': (way: WayIn) => undefined
  /** Opens the small window in which secrets are typed or shown (docs/threat-model.md). */
  'secret-window:open': (task: SecretTask) => undefined
  'accounts:list': () => readonly AccountView[]
  /** Changes names and details of one account or several; what isn't named stays. */
  'accounts:edit': (ids: readonly string[], changes: AccountChanges) => undefined
  /** Puts accounts before another one in the user's own order, or at the end (null). */
  'accounts:move': (ids: readonly string[], beforeId: string | null) => undefined
  /** Asks for a picture by the system's dialog and takes it as the account's icon; false where it was cancelled. */
  'accounts:choose-icon': (id: string) => boolean
  /** The account's own icon as a `data:` address, or null. */
  'accounts:icon': (id: string) => string | null
  'accounts:remove': (ids: readonly string[]) => undefined
  'accounts:restore': (ids: readonly string[]) => undefined
  /** What an import under way came to so far; each request below gives it, too, and it is pushed at every step. */
  'import:state': () => ImportView
  /** Reads the clipboard: text or a picture. Only main reads it. */
  'import:from-clipboard': () => ImportView
  /** Reads dropped files into one preview: any app's exports, or pictures of QR codes. */
  'import:from-files': (paths: readonly string[]) => ImportView
  /** Opens the system's file dialog, for one file or several. */
  'import:choose-file': () => ImportView
  /** Looks for QR codes on all displays. */
  'import:from-screen': () => ImportView
  /** The scan dialog opened: until it closes, and no longer, this window may have the camera. */
  'scan:open': () => undefined
  'scan:close': () => undefined
  /** One frame of the webcam as grey pixels, while the scan dialog is open; decoded in main. At most five a second. */
  'import:from-frame': (frame: GreyFrame) => ImportView
  /** Takes over the entries named (of the preview's), or all that are new. */
  'import:confirm': (entries: readonly number[] | null) => ImportView
  'import:cancel': () => ImportView
  /** Puts all that the last import added into the trash. */
  'import:undo': () => undefined
  /** What a format can't carry of these accounts (null: all), before anything is written. */
  'export:losses': (format: ExportFormat, ids: readonly string[] | null) => readonly ExportLossView[]
  'codes:list': () => readonly CodeView[]
  /** Copies a code: as the setting says near the end of a step, or the next one. Says which was copied, and till when it is good. */
  'codes:copy': (id: string, which: 'usual' | 'next') => CopiedView
  /** Two consecutive codes, as AWS asks for. */
  'codes:consecutive': (id: string) => ConsecutiveCodesView
  /** Copies them as `--authentication-code1 … --authentication-code2 …`. */
  'codes:copy-consecutive': (id: string) => undefined
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
  'preferences:state': () => PreferencesView
  'preferences:change': (changes: Partial<PreferencesView>) => PreferencesView
  'desktop:state': () => DesktopView
  /** What a bug report needs, without names, secrets and paths: to be read before it goes anywhere. */
  'desktop:report': () => string
  /** Asks for a place by the system's dialog; false where it was cancelled. */
  'desktop:save-report': () => boolean
  'desktop:copy-report': () => undefined
  /** Asks the feed once; refused where the network or updates are never to be used. */
  'desktop:check-updates': () => UpdateView
  'desktop:fetch-update': () => undefined
  /** Ends the app and starts the version fetched. */
  'desktop:install-update': () => undefined
  /** The licences of all that is shipped, as plain text. */
  'desktop:licences': () => string
  'pick:open': () => undefined
  /** Tries one address. */
  'settings:test-source': (url: string) => SourceTestView
}

/** Requests of the small window, whose process ends when it closes. Secrets travel inwards; outwards only what was asked for. */
export interface SecretRequests {
  'secret:task': () => SecretTaskView
  'secret:create-vault': (ways: { keychain: boolean; passphrase: string | null }) => { recoveryCode: string }
  'secret:confirm-recovery': (typed: string) => undefined
  /** Replaces the recovery code, which is not stored, by a new one. */
  'secret:new-recovery': () => { recoveryCode: string }
  'secret:unlock': (credential: TypedCredential) => undefined
  /** Ends a key derivation under way. */
  'secret:cancel': () => undefined
  /** Shows once more who sits here; opens the window's other requests until it closes. */
  'secret:reauthenticate': (credential: TypedCredential) => undefined
  /** The same by the system, where Electron has it (Touch ID). */
  'secret:reauthenticate-by-system': () => undefined
  'secret:add-account': (account: TypedAccount) => undefined
  /** Sets, changes or removes (null) the passphrase. */
  'secret:set-passphrase': (passphrase: string | null) => undefined
  /** Takes one share; gives what is known of the set so far. */
  'secret:check-share': (share: string) => ShareView
  'secret:make-shares': (set: { threshold: number; count: number }) => { shares: readonly ShareSheetView[] }
  /** Changes the master key: a new recovery code, shares void. */
  'secret:rotate': () => { recoveryCode: string; voided: readonly string[] }
  /** The account's secret as text and as QR code, after re-authentication. */
  'secret:show-account': () => ShownAccountView
  'secret:copy-account-uri': () => undefined
  /** The password of the file that is being imported. */
  'secret:import-password': (password: string) => undefined
  /** Writes the export to a place that the system's dialog asks for, and says where it lies; null where it was cancelled. */
  'secret:export': (password: string | null) => ExportedView | null
  'secret:close': () => undefined
}

/** Requests of the quick pick, the frameless window on a shortcut: names and codes, and nothing else. */
export interface PickRequests {
  'pick:state': () => PickView
  /** Copies as in the main window; the window closes by itself once the code is in the clipboard. */
  'pick:copy': (id: string, which: 'usual' | 'next') => CopiedView
  /** Opens the main window: to unlock, or to look at the clock. */
  'pick:open-main': () => undefined
  'pick:close': () => undefined
}

/** What main tells the main window, and the quick pick of its own view, without being asked. */
export interface Pushes {
  'vault:changed': VaultView
  'accounts:changed': readonly AccountView[]
  'codes:changed': readonly CodeView[]
  'clock:changed': ClockView
  'app:changed': AppView
  'settings:changed': SettingsView
  'preferences:changed': PreferencesView
  'import:changed': ImportView
  'pick:changed': PickView
  /** Asked for outside the window, by the tray's menu. */
  'app:show-page': OutsidePage
  'desktop:changed': DesktopView
}

/** By the push that would bring it; without what main doesn't know yet, or doesn't tell while the vault is locked. */
export type Beginning = Partial<
  Pick<
    Pushes,
    | 'app:changed'
    | 'vault:changed'
    | 'accounts:changed'
    | 'codes:changed'
    | 'clock:changed'
    | 'preferences:changed'
  >
>

/** Pages of the main window that the tray's menu leads to. */
export type OutsidePage = 'clock' | 'settings'

/** What the small window can be opened for. */
export type SecretTask =
  | 'create'
  | 'unlock'
  | 'confirm-recovery'
  | 'type-account'
  | 'set-passphrase'
  | 'new-recovery'
  | 'make-shares'
  | 'rotate'
  | 'import-password'
  | { readonly kind: 'show-account'; readonly id: string }
  | { readonly kind: 'export'; readonly format: ExportFormat; readonly ids: readonly string[] | null }

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
  | { readonly kind: 'shares'; readonly shares: readonly string[] }

export interface TypedAccount {
  readonly kind: 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'
  readonly issuer: string
  readonly label: string
  /** Base32; hexadecimal for mOTP. */
  readonly secretBase32: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  /** Seconds; ignored for HOTP. */
  readonly period: number
  /** HOTP only. */
  readonly counter: number
  /** mOTP and Yandex only. */
  readonly pin: string
}

/** One picture of the webcam: luminance alone. */
export interface GreyFrame {
  /** At most 1280. */
  readonly width: number
  /** At most 720. */
  readonly height: number
  /** One byte a pixel, rows from the top. */
  readonly pixels: Uint8Array
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
  readonly requestPick: Ask<PickRequests>
  /** Gives a function that stops listening. */
  readonly onPush: <K extends keyof Pushes>(name: K, listener: (payload: Pushes[K]) => void) => () => void
  /** Path of a dropped file (`webUtils`); the file itself is never read in the window. */
  readonly pathOf: (file: File) => string
}

/** One handler for each request; a missing one doesn't compile. */
export type Handlers<R> = {
  readonly [K in keyof R]: R[K] extends (...args: infer A) => infer V ? (...args: A) => Promise<V> | V : never
}

/** The requests of one room: `vault:state` belongs to `vault`. */
export type RequestsOf<Room extends string> = Pick<Requests, Extract<keyof Requests, `${Room}:${string}`>>
