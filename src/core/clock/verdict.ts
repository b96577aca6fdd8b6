/** What the vote means for the next login: the verdict, its thresholds and what the clock costs. */
import { refusedShare } from './acceptance.ts'
import type { Agreement, Selection } from './select.ts'

/** Why a verdict is uncertain or unknown; the same words as in shared/views.ts. */
export type ClockReason =
  | 'straddles-threshold'
  | 'no-majority'
  | 'too-few-answers'
  | 'nobody-answered'
  | 'clock-jumped'
  | 'network-off'

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
  | { readonly kind: 'uncertain'; readonly reason: 'no-majority' | 'too-few-answers' | 'clock-jumped' }
  | { readonly kind: 'unknown'; readonly reason: 'nobody-answered' | 'network-off' }

/** Length of a time step where no open vault says otherwise, s. */
export const USUAL_PERIOD = 30

const MOST_THRESHOLD_MS = 5000

/** Up to which offset the clock is in step, ms: a sixth of the shortest period, and never above 5 s. */
export function thresholdMs(period: number): number {
  return Math.min(MOST_THRESHOLD_MS, (period * 1000) / 6)
}

/**
 * Judges a vote.
 * @param period - The shortest period of the accounts at hand, s.
 */
export function judge(selection: Selection, period: number): Verdict {
  if (selection.kind === 'none') {
    return selection.reason === 'nobody-answered'
      ? { kind: 'unknown', reason: selection.reason }
      : { kind: 'uncertain', reason: selection.reason }
  }
  const { agreement } = selection
  const measured: Measured = {
    ...agreement,
    refusedStrict: refusedShare(agreement.offsetMs, period, 0),
    refusedOneStep: refusedShare(agreement.offsetMs, period, 1)
  }
  const distanceMs = Math.abs(agreement.offsetMs)
  const limitMs = thresholdMs(period)
  if (distanceMs + agreement.boundMs <= limitMs) return { kind: 'in-step', measured }
  if (distanceMs - agreement.boundMs > limitMs) {
    return { kind: 'off', effect: effectOf(agreement, period), measured }
  }
  return { kind: 'uncertain', reason: 'straddles-threshold', measured }
}

/** The share falls off to both sides of its best, so the ends of the interval are its worst. */
function effectOf({ offsetMs, boundMs }: Agreement, period: number): OffEffect {
  const refusesSome = [offsetMs - boundMs, offsetMs + boundMs].some((end) => refusedShare(end, period, 1) > 0)
  return refusesSome ? 'most-sites' : 'strict-sites'
}
