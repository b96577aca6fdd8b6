/**
 * A clock that is being slewed: its time service takes an offset back by making the clock run faster or slower for some
 * minutes. No other clock of the machine shows it, because Linux slews the monotonic clock too (adjtimex(2)).
 */
import type { Agreement } from './select.ts'
import { WANDER } from './wall-clock.ts'

type Interval = Pick<Agreement, 'offsetMs' | 'boundMs'>

/** chrony slews by no more than a twelfth, others by less; this is the rate that is promised for. */
const USUAL_SLEW = 80_000e-6
/** Linux lets no clock run off by more than a tenth (adjtimex(2), ADJ_TICK). */
const MOST_SLEW = 0.1

/**
 * How long after a measurement the clock can't be further from it than so much, ms, even while its offset is being
 * taken back at 80,000 ppm.
 */
export function staysWithinMs({ offsetMs, boundMs }: Interval, mostMs: number): number {
  // A clock that is fast is slewed by slowing it down, and so are the seconds that we count.
  const rate = offsetMs < 0 ? USUAL_SLEW / (1 - USUAL_SLEW) : USUAL_SLEW
  return Math.max(0, mostMs - boundMs) / rate
}

/**
 * Whether a later sample can be of the same clock, which nobody set since: it wandered by a little, or its offset was
 * taken back by a time service. Away from zero no service slews.
 * @param ageMs - Between the two, ms.
 */
export function followsOn(before: Interval, after: Interval, ageMs: number): boolean {
  const slackMs = before.boundMs + after.boundMs + WANDER * ageMs
  const movedMs = after.offsetMs - before.offsetMs
  const backMs = MOST_SLEW * ageMs
  return before.offsetMs > 0
    ? movedMs <= slackMs && movedMs >= -slackMs - backMs
    : movedMs >= -slackMs && movedMs <= slackMs + backMs
}
