/** How the clock stands: never checked, being checked, or done, with the verdict and every source's say. */
import type { SourceReport } from './check-run.ts'
import type { Verdict } from './verdict.ts'
import type { WallClock } from './wall-clock.ts'

export interface DoneState {
  readonly kind: 'done'
  readonly verdict: Verdict
  /** In the order of the configured sources. */
  readonly reports: readonly SourceReport[]
  /** When the verdict was reached: Unix ms by the local clock, and on the monotonic one. */
  readonly checkedAtMs: number
  readonly checkedAtMonotonicMs: number
  /** When the oldest of the samples that agree was taken, on the monotonic clock: it holds from then on. */
  readonly measuredAtMonotonicMs: number
}

export interface CheckingState {
  readonly kind: 'checking'
  readonly reports: readonly SourceReport[]
  /** The verdict before, unless something voided it. */
  readonly last: DoneState | null
}

export type ClockState = { readonly kind: 'never' } | CheckingState | DoneState

/**
 * A check that is over now.
 * @param ageMs - How long ago another process found it, ms; 0 where we did.
 */
export function doneState(
  verdict: Verdict,
  reports: readonly SourceReport[],
  clock: WallClock,
  ageMs = 0
): DoneState {
  const checkedAtMonotonicMs = clock.monotonicMs() - ageMs
  const taken = reports.flatMap(({ status }) => (status.kind === 'survivor' ? [status.sample.takenAtMs] : []))
  return {
    kind: 'done',
    verdict,
    reports,
    checkedAtMs: clock.wallMs() - ageMs,
    checkedAtMonotonicMs,
    measuredAtMonotonicMs: Math.min(checkedAtMonotonicMs, ...taken)
  }
}

/** The one before a new check, to be shown while that runs; `null` where there is none. */
export function lastDone(state: ClockState): DoneState | null {
  if (state.kind === 'done') return state
  return state.kind === 'checking' ? state.last : null
}
