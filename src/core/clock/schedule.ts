/** When the clock is checked without being asked: the manners that the operators of time servers ask for. */

/** SNTP clients ask at most once in this long (the NTP pool's rule for applications), min. */
export const LEAST_INTERVAL_MIN = 30
const MINUTE_MS = 60_000
const JITTER = 0.2

/** The interval of the checks by itself, ms: what the user wishes, and never less than half an hour. */
export function checkEveryMs(minutes: number): number {
  return Math.max(LEAST_INTERVAL_MIN, minutes) * MINUTE_MS
}

/**
 * How long until the next check by itself, ms: never less than the interval, and at a moment of its own, so that many
 * machines that started together don't ask together.
 * @param random - From 0 up to 1.
 */
export function nextCheckInMs(random: number, minutes: number = LEAST_INTERVAL_MIN): number {
  return checkEveryMs(minutes) * (1 + random * JITTER)
}
