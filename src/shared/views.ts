/** What a surface (window, tray, terminal) may know: facts without sentences. No field ever holds a secret. */
import type { Failure } from './failure.ts'

export interface AccountView {
  readonly id: string
  readonly kind: 'totp' | 'hotp' | 'steam'
  readonly issuer: string
  readonly label: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  /** Seconds; absent for HOTP. */
  readonly period?: number
  /** Moving factor of the next code; HOTP only. */
  readonly counter?: number
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
}

export type ClockReason =
  | 'straddles-threshold'
  | 'no-majority'
  | 'too-few-answers'
  | 'nobody-answered'
  | 'clock-jumped'
  | 'network-off'

/** `absent`: no keychain service or no keytar on this machine. */
export type KeychainState = 'present' | 'locked' | 'unreachable' | 'absent'

export type WayIn = 'keychain' | 'passphrase' | 'recovery'

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
  | { readonly kind: 'unlocked'; readonly ways: readonly WayIn[]; readonly recoveryConfirmed: boolean }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-version' }

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

export type Language = 'en' | 'ja'

export interface AppView {
  readonly language: Language
  /** The vault is a throw-away one in memory with invented accounts. */
  readonly demo: boolean
  readonly version: string
}
