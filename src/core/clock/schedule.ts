/** When the clock is checked without being asked: the manners that the operators of time servers ask for. */

/** SNTP clients ask at most once in this long (the NTP pool's rule for applications). */
export const LEAST_INTERVAL_MS = 30 * 60_000
const JITTER_MS = 6 * 60_000

/**
 * How long until the next check by itself, ms: never less than half an hour, and at a moment of its own, so that
 * many machines that started together don't ask together.
 * @param random - From 0 up to 1.
 */
export function nextCheckInMs(random: number): number {
  return LEAST_INTERVAL_MS + random * JITTER_MS
}
