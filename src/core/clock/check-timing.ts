/** How long the clock's check waits for what, and how soon it is asked for again. */
import type { CheckTiming } from './check-run.ts'

export interface MonitorTiming extends CheckTiming {
  /** A demand within this long of the last check gets that one, ms. */
  readonly freshMs: number
}

export const USUAL_TIMING: MonitorTiming = {
  timeoutMs: 1500,
  nextWayMs: 700,
  burst: { count: 4, gapMs: 2000 },
  deadlineMs: 4000,
  graceMs: 300,
  provenGraceMs: 600,
  patienceMs: 1000,
  freshMs: 15_000
}
