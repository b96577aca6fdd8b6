/** Figures of the clock as people read them: seconds, minutes, days; shares as small fractions. */

/** A length of time in one or two units; always positive. */
export interface Span {
  readonly major: number
  readonly unit: 'second' | 'minute' | 'hour' | 'day'
  /** The next smaller unit, 0 where it isn't worth saying. */
  readonly minor: number
  /** Decimals of `major`, as far as they mean something. */
  readonly decimals: number
}

/** Below this an offset isn't worth a direction, ms. */
export const NOTHING_MS = 5

/**
 * Splits a length of time into what is worth saying.
 * @param ms - Milliseconds; the sign is ignored.
 * @param rounding - `up` for bounds, so that they never promise too much.
 */
export function spanOf(ms: number, rounding: 'nearest' | 'up' = 'nearest'): Span {
  const seconds = Math.abs(ms) / 1000
  const round = (value: number, decimals: number): number => {
    const scaled = value * 10 ** decimals
    // A hair off, so that 0.02 doesn't become 0.03 through binary fractions.
    return (rounding === 'up' ? Math.ceil(scaled - 1e-6) : Math.round(scaled)) / 10 ** decimals
  }
  if (seconds < 10) return { major: round(seconds, 2), unit: 'second', minor: 0, decimals: 2 }
  if (seconds < 119.5) return { major: round(seconds, 0), unit: 'second', minor: 0, decimals: 0 }
  return (
    twoUnits(round(seconds, 0), 60, 'minute', 7200) ??
    twoUnits(round(seconds / 60, 0), 60, 'hour', 2880) ?? {
      major: round(seconds / 86_400, 0),
      unit: 'day',
      minor: 0,
      decimals: 0
    }
  )
}

function twoUnits(value: number, size: number, unit: Span['unit'], below: number): Span | null {
  if (value >= below) return null
  return { major: Math.floor(value / size), unit, minor: value % size, decimals: 0 }
}

/** Nobody says "2 of 7". */
const DENOMINATORS = [2, 3, 4, 5, 6, 10] as const

/** A share of codes as people say it. */
export type ShareOfCodes =
  | { readonly kind: 'none' }
  | { readonly kind: 'every' }
  | { readonly kind: 'some'; readonly n: number; readonly of: number }

/**
 * The simplest fraction of a kind people say that tells a share to 2 in 100; else in hundredths.
 * @param share - 0 to 1.
 */
export function shareOfCodes(share: number): ShareOfCodes {
  if (share < 0.005) return { kind: 'none' }
  if (share > 0.995) return { kind: 'every' }
  for (const of of DENOMINATORS) {
    const n = Math.round(share * of)
    if (n > 0 && n < of && Math.abs(n / of - share) <= 0.02) return { kind: 'some', n, of }
  }
  return { kind: 'some', n: Math.round(share * 100), of: 100 }
}
