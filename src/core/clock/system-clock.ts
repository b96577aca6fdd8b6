/** The machine's own clocks as a port. */
import type { WallClock } from './wall-clock.ts'

/**
 * The machine's clocks. The caller gives the local clock, so that core itself never reads it.
 * @param wallMs - Unix milliseconds by the local clock: `() => Date.now()`.
 */
export function systemClock(wallMs: () => number): WallClock {
  return { wallMs, monotonicMs: () => performance.now() }
}
