/** What the windows are told of the clock (docs/clock-verdict.md). */

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
