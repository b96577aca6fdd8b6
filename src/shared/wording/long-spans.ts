/** Long stretches of time as people say them, when about is near enough: "11 weeks", "3 days". */

export interface LongSpan {
  readonly n: number
  readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month'
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
/** A twelfth of the Gregorian calendar's mean year. */
const MONTH_MS = (365.2425 / 12) * DAY_MS

/**
 * The unit in which a stretch of time is said, and how many of it.
 * @param ms - Milliseconds; the sign is ignored.
 */
export function longSpanOf(ms: number): LongSpan {
  const length = Math.abs(ms)
  const inUnits = (unitMs: number): number => Math.max(1, Math.round(length / unitMs))
  if (length < 1.5 * HOUR_MS) return { n: inUnits(MINUTE_MS), unit: 'minute' }
  if (length < 2 * DAY_MS) return { n: inUnits(HOUR_MS), unit: 'hour' }
  if (length < 3 * WEEK_MS) return { n: inUnits(DAY_MS), unit: 'day' }
  if (length < 16 * WEEK_MS) return { n: inUnits(WEEK_MS), unit: 'week' }
  return { n: inUnits(MONTH_MS), unit: 'month' }
}
