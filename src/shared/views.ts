/** What a surface (window, tray, terminal) may know: facts without sentences. No field ever holds a secret. */
import type { Failure } from './failure.ts'

export interface AccountView {
  readonly id: string
  readonly kind: 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'
  readonly issuer: string
  readonly label: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512' | 'MD5'
  readonly digits: number
  /** Seconds; absent for HOTP. */
  readonly period?: number
  /** Moving factor of the next code; HOTP only. */
  readonly counter?: number
  readonly groups: readonly string[]
  readonly note: string
  readonly isFavourite: boolean
  /** It has an icon of its own (`accounts:icon`). */
  readonly hasIcon: boolean
  /** How often its code was used. */
  readonly useCount: number
  /** HOTP: an older vault was put back, and its counter has to be confirmed before the next code. */
  readonly isCounterInDoubt?: boolean
}

/** What may be changed of an account without its key. */
export interface AccountChanges {
  readonly issuer?: string
  readonly label?: string
  readonly note?: string
  /** The groups that it is in afterwards. */
  readonly groups?: readonly string[]
  readonly isFavourite?: boolean
  /** Takes the account's own icon away. */
  readonly removesIcon?: true
}

/** Which code went to the clipboard. */
export interface CopiedView {
  /** `next`: the one after, because it was asked for, or because the current one was about to end; `waited`: it was waited for. */
  readonly which: 'current' | 'next' | 'waited'
  /** Unix ms by the local clock; absent for HOTP. */
  readonly validUntilMs?: number
  /** It is right by the corrected time, not by this clock. */
  readonly isCorrected: boolean
}

/** A code and the one after it. */
export interface ConsecutiveCodesView {
  readonly codes: readonly [string, string]
  /** Till when both can be used together, Unix ms by the local clock: the end of the second one's step. */
  readonly validUntilMs: number
}

/** One code of one account, pushed once a step; the countdown is derived in the window. */
export interface CodeView {
  readonly id: string
  readonly code: string
  /** The code of the time step after; absent for HOTP. */
  readonly nextCode?: string
  /** T of RFC 6238 §4.2; absent for HOTP. */
  readonly timeStep?: number
  /** Unix milliseconds by the local clock; absent for HOTP. */
  readonly validFromMs?: number
  readonly validUntilMs?: number
  /** Moving factor of this code; HOTP only. */
  readonly counter?: number
  /** With correction on, `code` is right by true time, and this is the code by this machine's clock. */
  readonly byThisClock?: string
}

/** What an attempt to add accounts came to: found = added + already there + failed. */
export interface AddedView {
  readonly added: readonly AccountView[]
  readonly alreadyThere: readonly AccountView[]
  readonly failed: readonly Failure[]
}

export type VerdictKind = 'in-step' | 'off' | 'uncertain' | 'unknown'
export type OffEffect = 'strict-sites' | 'most-sites'
export type Trust = 'authenticated' | 'majority' | 'single' | 'none'
/** `heard`: it answered, and the vote is still open. */
export type SourceStatusKind = 'waiting' | 'heard' | 'survivor' | 'falseticker' | 'unreachable' | 'rejected'

export interface SourceView {
  /** The operator: "Cloudflare". */
  readonly name: string
  /** Host and port as configured: "time.cloudflare.com:123". */
  readonly server: string
  readonly kind: 'ntp' | 'nts' | 'https'
  readonly status: SourceStatusKind
  /** Why it is unreachable or rejected: "timed-out", "kiss-code RATE" … (core/clock/sample.ts). */
  readonly reason?: string
  readonly offsetMs?: number
  readonly delayMs?: number
  readonly boundMs?: number
}

export interface ClockView {
  /** `never` before the first check, `checking` while one runs, `done` after. */
  readonly state: 'never' | 'checking' | 'done'
  readonly verdict: VerdictKind
  /** Why the verdict is uncertain or unknown. */
  readonly reason?: ClockReason
  readonly effect?: OffEffect
  /** Add this to the local clock to get true time, ms; positive = the local clock is slow. Absent without a verdict. */
  readonly offsetMs?: number
  /** Hard half-width of the offset, ms. */
  readonly boundMs?: number
  readonly trust: Trust
  /** Share of codes, 0–1, that a server refuses because of the clock, by the number of steps it allows. */
  readonly refusedStrict?: number
  readonly refusedOneStep?: number
  /** Unix milliseconds by the local clock; absent before the first check. */
  readonly checkedAtMs?: number
  /** How many of the configured sources agree, answered, and are configured. */
  readonly agreeing: number
  readonly answered: number
  readonly configured: number
  readonly sources: readonly SourceView[]
  /** Up to which offset the clock is in step, ms; the warn threshold. */
  readonly thresholdMs: number
  /** How far the clock can have run away since the last check, ms at the time of sending. */
  readonly driftedSinceMs?: number
  readonly drift?: DriftView
  /** The one to look at first. */
  readonly cause?: CauseView
  /** Besides `cause`, where there is more than one. */
  readonly otherCauses?: readonly CauseView[]
  readonly correction: CorrectionView
}

/** How fast the clock runs away, and when codes begin to fail if it goes on like this. */
export interface DriftView {
  /** Rate at which the offset changes, millionths; positive = the clock falls behind. 1 ppm is 0.086 s a day. */
  readonly driftPpm: number
  /** Hard half-width of the rate. */
  readonly boundPpm: number
  /** Unix ms of true time; absent where the threshold isn't reached within a year. */
  readonly earliestMs?: number
  /** Absent: not for certain within a year. */
  readonly latestMs?: number
}

/** Why the clock is off, as far as this system says, and the cure. */
export interface CauseView {
  readonly kind: CauseKind
  /** By how much of a time zone, `dual-boot` and `wrong-zone` only. */
  readonly minutes?: number
  /** The time service at fault, by its own name. */
  readonly service?: string
  /** A command to copy that mends it; absent where there is none. */
  readonly command?: string
  /** Whether the system's own time settings can be opened from here. */
  readonly hasSettings: boolean
}

export type CauseKind =
  | 'months-off'
  | 'dual-boot'
  | 'wrong-zone'
  | 'vm-resumed'
  | 'automatic-off'
  | 'service-stopped'
  | 'no-service'
  | 'servers-unreachable'
  | 'unknown'

/** Corrected codes (rule 8 of the design): never by themselves, never without a fresh measurement. */
export type CorrectionView =
  /** The clock isn't off, or nothing is known of it: there is nothing to correct. */
  | { readonly kind: 'none' }
  /** May be switched on. `warns`: the servers are not authenticated, so the network could lie; ask first. */
  | { readonly kind: 'available'; readonly warns: boolean }
  /** `not-authenticated`: a plain majority beyond 120 s; `too-far`: more than a day. */
  | { readonly kind: 'refused'; readonly reason: 'not-authenticated' | 'too-far' }
  | { readonly kind: 'on'; readonly offsetMs: number }
  /** Switched on, and hidden until a fresh measurement is there. */
  | { readonly kind: 'waiting' }

/** One past check. */
export interface HistoryPointView {
  /** Unix ms of true time. */
  readonly atMs: number
  readonly offsetMs: number
  readonly boundMs: number
  /** The clock was set, or the machine was started anew, since the point before. */
  readonly afterJump: boolean
}

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

/** The reverse check: how far this machine's clock is behind the other device's (positive = behind). */
export interface LocatedView {
  readonly ranges: readonly { readonly lowMs: number; readonly highMs: number }[]
  /** 0–1: how likely it is that the codes fit somewhere by accident. */
  readonly falseMatchChance: number
}

/** A login host's own clock. */
export interface SiteClockView {
  readonly host: string
  /** Add this to the local clock to get the site's, ms. */
  readonly offsetMs: number
  readonly boundMs: number
}

export type ClockReason =
  | 'straddles-threshold'
  | 'no-majority'
  | 'too-few-answers'
  | 'nobody-answered'
  | 'clock-jumped'
  | 'network-off'
  /** The time servers' certificates fail by their dates: the clock is probably off by months. */
  | 'certificates-not-yet-valid'
  | 'certificates-expired'

/** `absent`: no keychain service or no keytar on this machine. */
export type KeychainState = 'present' | 'locked' | 'unreachable' | 'absent'

export type WayIn = 'keychain' | 'passphrase' | 'recovery' | 'shares'

/** Which screen the window shows. */
export type VaultView =
  | { readonly kind: 'opening' }
  | { readonly kind: 'missing'; readonly keychain: KeychainState }
  | {
      readonly kind: 'locked'
      readonly ways: readonly WayIn[]
      /** Why the keychain didn't open it; absent if it wasn't asked. */
      readonly keychain?: Failure
    }
  | {
      readonly kind: 'unlocked'
      readonly ways: readonly WayIn[]
      readonly recoveryConfirmed: boolean
      readonly notices: readonly VaultNotice[]
    }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'newer-version' }

/** What is to be told about an open vault, the weightiest first. */
export type VaultNotice =
  /** Changes are in memory only: the disk is full, or can't be written. */
  | { readonly kind: 'unsaved'; readonly failure: Failure }
  /** An older vault file was put back. */
  | { readonly kind: 'rolled-back'; readonly seenRevision: number; readonly revision: number }
  /** HOTP counters that have to be confirmed before the next code. */
  | { readonly kind: 'counters-in-doubt'; readonly count: number }
  /** Another program's change came before one of ours, which lies in the account's history. */
  | { readonly kind: 'conflicts'; readonly count: number }
  /** Others on this machine had rights on the file or the folder; mended. */
  | { readonly kind: 'permissions-mended' }
  /** The last save has no backup. */
  | { readonly kind: 'no-backup'; readonly place: 'beside' | 'second' }
  /** The vault was opened another way because the keychain's key is lost, or is another one. */
  | { readonly kind: 'keychain-lost' }
  /** Accounts of a kind that only a newer version knows. */
  | { readonly kind: 'not-understood'; readonly count: number }

export interface TrashedView {
  readonly account: AccountView
  /** How many more days of use it stays. */
  readonly daysLeft: number
}

export interface BackupView {
  readonly id: string
  readonly path: string
  readonly revision: number
  /** How many days of use ago it was the vault; null for the version before the last save. */
  readonly daysAgo: number | null
  readonly place: 'beside' | 'second'
  /** Absent where the vault isn't open. */
  readonly state?: 'good' | 'older-key' | 'damaged' | 'newer-version'
}

export interface BackupContentsView {
  readonly accounts: readonly AccountView[]
  /** Ids of HOTP accounts whose counter in the backup is lower than known. */
  readonly lowered: readonly string[]
  /** Ids of those that the vault has already. */
  readonly alreadyThere: readonly string[]
}

export interface DoubtfulCounterView {
  readonly account: AccountView
  /** The one stored, the least that can be confirmed. */
  readonly counter: number
}

/** The ways in of the open vault. */
export interface KeysView {
  readonly ways: readonly WayIn[]
  /** Those that may be removed: two remain. */
  readonly removable: readonly WayIn[]
  readonly recoveryConfirmed: boolean
  readonly shareSet: { readonly id: string; readonly threshold: number; readonly count: number } | null
  /** What a change of the master key can't carry over. */
  readonly voidedByRotation: readonly string[]
  readonly keychain: KeychainState
  /** Backups that open by ways from before the key was changed. */
  readonly olderKeyBackups: number
}

/** What the quick pick shows. */
export interface PickView {
  readonly language: Language
  readonly look: PreferencesView['look']
  /** False: it says so, and offers the main window. */
  readonly isOpen: boolean
  /** There is no vault yet: the main window makes one. */
  readonly isMissing?: true
  /** Codes are shown only when asked for: here never, they are only copied. */
  readonly hidesCodes?: boolean
  readonly accounts: readonly AccountView[]
  readonly codes: readonly CodeView[]
  readonly clock: ClockView
}

/** What Zeroskew is on this desktop. */
export interface DesktopView {
  readonly hasTray: boolean
  /** `taken`: another program has it; `by-system`: this desktop lets no app take one, and the command is to be bound instead. */
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

/** One share as it was typed. */
export interface ShareView {
  readonly setId: string
  readonly index: number
  readonly threshold: number
}

/** One share to be printed or copied by hand. */
export interface ShareSheetView extends ShareView {
  readonly count: number
  readonly text: string
  /** A QR code of the text, as an SVG document in a `data:` address. */
  readonly qr: string
}

/** An account with its secret: the small window alone, after re-authentication. */
export interface ShownAccountView {
  readonly issuer: string
  readonly label: string
  /** As sites show it: base32 in groups; hexadecimal for mOTP. */
  readonly secret: string
  readonly pin?: string
  /** A QR code of the Key URI, as an SVG document in a `data:` address. */
  readonly qr: string
}

export type ImportFormat =
  | 'zeroskew'
  | 'key-uri'
  | 'google-migration'
  | 'aegis'
  | '2fas'
  | 'andotp'
  | 'ente'
  | 'proton'
  | 'bitwarden'
  | 'bitwarden-csv'
  | 'bitwarden-authenticator'
  | 'stratum'
  | 'freeotp'
  | 'freeotp2'
  | 'freeotp-plus'
  | 'keepass'
  | 'lastpass'
  | 'raivo'
  | 'duo'
  | 'steam'
  | 'totp-authenticator'
  | 'winauth'
  | 'authenticator-plus'
  | 'authy'
  | 'battle-net'
  | 'authenticator-cc'
  | 'authme'

export type ExportFormat =
  | 'zeroskew'
  | 'key-uri'
  | 'aegis'
  | 'aegis-encrypted'
  | '2fas'
  | '2fas-encrypted'
  | 'bitwarden'
  | 'google-migration'
  | 'html'

/** Where something to import came from: told in the preview. */
export type ImportSource =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'clipboard' | 'screen' | 'camera' | 'link' }

/** One import, from the file to the receipt: found = added + already there + failed. */
export type ImportView =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly source: ImportSource; readonly estimateMs?: number }
  | {
      readonly kind: 'needs-password'
      readonly source: ImportSource
      readonly format: ImportFormat
      /** The one just typed was wrong. */
      readonly wasWrong: boolean
    }
  | ImportPreview
  | {
      readonly kind: 'done'
      readonly source: ImportSource
      /** How many came in. */
      readonly added: number
      /** The first few of them, in the file's order. */
      readonly first: readonly AccountView[]
      readonly alreadyThere: number
      /** Left out by the user. */
      readonly leftOut: number
      readonly failed: readonly ImportFailure[]
    }
  | { readonly kind: 'failed'; readonly source: ImportSource; readonly failure: Failure }

export interface ImportPreview {
  readonly kind: 'preview'
  readonly source: ImportSource
  readonly format: ImportFormat
  readonly found: number
  readonly entries: readonly ImportEntry[]
  readonly failed: readonly ImportFailure[]
  /** Google migration: parts of the batch still missing, counted from 1. */
  readonly missingParts?: { readonly parts: readonly number[]; readonly of: number }
}

/** An account found in a file, with its current code to compare with the old app. */
export interface ImportEntry {
  readonly entry: number
  readonly account: Omit<AccountView, 'id'>
  /** Absent for HOTP. */
  readonly code?: string
  readonly validUntilMs?: number
  /** `same-name`: another account of this issuer and label is there with another secret; both are kept. */
  readonly state: 'new' | 'already-there' | 'same-name' | 'twice-in-file'
  /** It lay in the other app's trash: left out unless it is chosen. */
  readonly isTrashed: boolean
  /** What couldn't be read of it beside its code, by the format's own names: it comes in without. Never empty. */
  readonly unread?: readonly string[]
}

export interface ImportFailure extends Failure {
  readonly entry: number
  readonly name: string
  /** Of several files: which one it is of, and its number in it. */
  readonly file?: { readonly name: string; readonly entry: number }
}

/** What an export's target can't carry: of which accounts, and what. */
export interface ExportLossView {
  readonly account: { readonly id: string; readonly issuer: string; readonly label: string }
  /** Names of fields: "period", "groups"; `account` where it can't carry the account at all. */
  readonly fields: readonly string[]
}

/** What was written, and where it lies. */
export interface ExportedView {
  /** Paths: one file, or several that belong together. */
  readonly files: readonly string[]
  /** Accounts written. */
  readonly count: number
}

/** What the small window is asked to do. */
export type SecretTaskView =
  | { readonly kind: 'create'; readonly language: Language; readonly keychain: KeychainState }
  | {
      readonly kind: 'unlock'
      readonly language: Language
      readonly ways: readonly WayIn[]
      readonly keychain?: Failure
    }
  | { readonly kind: 'confirm-recovery'; readonly language: Language }
  | { readonly kind: 'type-account'; readonly language: Language }
  | (Reauthenticated & { readonly kind: 'set-passphrase'; readonly canRemove: boolean })
  | (Reauthenticated & { readonly kind: 'new-recovery' })
  | (Reauthenticated & { readonly kind: 'make-shares'; readonly replacesSet: boolean })
  | (Reauthenticated & { readonly kind: 'rotate'; readonly voided: readonly string[] })
  | (Reauthenticated & { readonly kind: 'show-account'; readonly account: AccountView })
  | (Reauthenticated & {
      readonly kind: 'export'
      readonly format: ExportFormat
      readonly count: number
      /** Whether the file holds secrets in clear. */
      readonly isPlain: boolean
      readonly losses: readonly ExportLossView[]
    })
  | {
      readonly kind: 'import-password'
      readonly language: Language
      readonly format: ImportFormat
      readonly source: ImportSource
      readonly wasWrong: boolean
    }

/** Tasks that may ask first who sits here. */
interface Reauthenticated {
  readonly language: Language
  /** Whether it has to be shown (again) who sits here before anything else. */
  readonly needsReauthentication: boolean
  readonly hasPassphrase: boolean
  /** This task needs a passphrase, and the vault has none: it is set first. */
  readonly needsPassphraseFirst: boolean
  /** Electron can ask the system (Touch ID). */
  readonly canAskSystem: boolean
}

export type Language = 'en' | 'ja'

export interface AppView {
  readonly language: Language
  /** The vault is a throw-away one in memory with invented accounts. */
  readonly demo: boolean
  readonly version: string
}
