/** NTP timestamps count seconds modulo 2^32 from 1900 (RFC 5905 §6); era 1 begins on 7 February 2036. */

/** Seconds from the start of era 0 (1900) to the Unix epoch. */
export const NTP_TO_UNIX_S = 2_208_988_800
const ERA_S = 2 ** 32
const HALF_ERA_MS = 67 * 365.25 * 86_400_000

/** No true time lies before this: raise it with each release. */
const RELEASED_MS = Date.UTC(2026, 10, 1)

/**
 * The moment near which timestamps are read: the later of local clock and release date. A local clock more than 67
 * years past the release isn't followed further, so that one in 2150 can still be told that it is 2026.
 */
export function eraPivotMs(localMs: number): number {
  return Math.min(Math.max(localMs, RELEASED_MS), RELEASED_MS + HALF_ERA_MS)
}

/**
 * Unix ms of an NTP timestamp, in the era that puts it nearest to the pivot.
 * @param seconds - Whole seconds of the timestamp, 0 to 2^32 − 1.
 * @param fraction - In units of 2^−32 s.
 */
export function unixMsOf(seconds: number, fraction: number, pivotMs: number): number {
  const inEra0 = seconds - NTP_TO_UNIX_S
  const era = Math.round((pivotMs / 1000 - inEra0) / ERA_S)
  return (inEra0 + era * ERA_S) * 1000 + fraction / (ERA_S / 1000)
}
