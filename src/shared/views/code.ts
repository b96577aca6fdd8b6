/** What the windows are told of codes, and of the quick pick. */
import type { AccountView } from './account.ts'
import type { Language } from './app.ts'
import type { ClockView } from './clock.ts'
import type { PreferencesView } from './settings.ts'

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
