/** What the vote means for the next login: the verdict, its thresholds and what the clock costs. */
import { refusedShare } from './acceptance.ts'
import type { DatesReason } from './certificate-dates.ts'
import type { Agreement, Selection } from './select.ts'

/** Why a verdict is uncertain or unknown; the same words as in shared/views/clock.ts. */
export type ClockReason =
  | 'straddles-threshold'
  | 'no-majority'
  | 'too-few-answers'
  | 'nobody-answered'
  | 'clock-jumped'
  | 'network-off'
  | DatesReason

/** Whom a wrong clock bars: a server that allows one step still takes all codes, or it refuses some too. */
export type OffEffect = 'strict-sites' | 'most-sites'

/** Share of codes, 0–1, that servers refuse because of the clock. */
export interface ClockCost {
  readonly refusedStrict: number
  readonly refusedOneStep: number
}

/** An agreed offset and what it costs. */
export interface Measured extends Agreement, ClockCost {}

export type Verdict =
  | { readonly kind: 'in-step'; readonly measured: Measured }
  | { readonly kind: 'off'; readonly effect: OffEffect; readonly measured: Measured }
  | { readonly kind: 'uncertain'; readonly reason: 'straddles-threshold'; readonly measured: Measured }
  | {
      readonly kind: 'uncertain'
      readonly reason: 'no-majority' | 'too-few-answers' | 'clock-jumped' | DatesReason
    }
  | { readonly kind: 'unknown'; readonly reason: 'nobody-answered' | 'network-off' | DatesReason }

/** Length of a time step where no open vault says otherwise, s. */
const USUAL_PERIOD = 30

/** Up to which offset the clock is in step where the user says nothing else, ms; nobody may raise it. */
export const MOST_THRESHOLD_MS = 5000

/** What the accounts at hand and the user make of an offset. */
export interface Stakes {
  /** The shortest period of the accounts, s: it lowers the threshold. */
  readonly shortestPeriod: number
  /** The period that most of the accounts have, s: what the clock costs is told for it. */
  readonly commonestPeriod: number
  /** The user's own threshold, ms, 500–5000. */
  readonly warnThresholdMs: number
}

/**
 * What is at stake with these accounts.
 * @param periods - Of the time-based accounts, s; where there are none, 30 s.
 */
export function stakesOf(periods: readonly number[], warnThresholdMs: number = MOST_THRESHOLD_MS): Stakes {
  const counts = new Map<number, number>()
  for (const period of periods) counts.set(period, (counts.get(period) ?? 0) + 1)
  // Of two that are as common the shorter one, which suffers more.
  const [[commonestPeriod] = [USUAL_PERIOD]] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return { shortestPeriod: Math.min(...periods, USUAL_PERIOD), commonestPeriod, warnThresholdMs }
}

/** Up to which offset the clock is in step, ms: the user's threshold or a sixth of the period, and never above 5 s. */
export function thresholdMs(period: number, warnThresholdMs: number = MOST_THRESHOLD_MS): number {
  return Math.min(MOST_THRESHOLD_MS, warnThresholdMs, (period * 1000) / 6)
}

/**
 * Judges a vote.
 * @param dates - What the certificates' dates say about the clock; told where the vote says nothing.
 */
export function judge(selection: Selection, stakes: Stakes, dates: DatesReason | null = null): Verdict {
  if (selection.kind === 'none') {
    return selection.reason === 'nobody-answered'
      ? { kind: 'unknown', reason: dates ?? selection.reason }
      : { kind: 'uncertain', reason: dates ?? selection.reason }
  }
  const { agreement } = selection
  const { commonestPeriod } = stakes
  const measured: Measured = {
    ...agreement,
    refusedStrict: refusedShare(agreement.offsetMs, commonestPeriod, 0),
    refusedOneStep: refusedShare(agreement.offsetMs, commonestPeriod, 1)
  }
  const distanceMs = Math.abs(agreement.offsetMs)
  const limitMs = thresholdMs(stakes.shortestPeriod, stakes.warnThresholdMs)
  if (distanceMs + agreement.boundMs <= limitMs) return { kind: 'in-step', measured }
  if (distanceMs - agreement.boundMs > limitMs) {
    return { kind: 'off', effect: effectOf(agreement, commonestPeriod), measured }
  }
  return { kind: 'uncertain', reason: 'straddles-threshold', measured }
}

/** The share falls off to both sides of its best, so the ends of the interval are its worst. */
function effectOf({ offsetMs, boundMs }: Agreement, period: number): OffEffect {
  const refusesSome = [offsetMs - boundMs, offsetMs + boundMs].some((end) => refusedShare(end, period, 1) > 0)
  return refusesSome ? 'most-sites' : 'strict-sites'
}
