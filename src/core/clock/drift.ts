/**
 * How fast the local clock runs away from true time, from the checks since it was last set, and when codes will begin
 * to fail if it goes on like this. A rate between two checks T apart is known to (bound1 + bound2) / T, and no better.
 */
import type { HistoryEntry } from './history.ts'
import { JUMP_MS, WANDER } from './wall-clock.ts'

/** The rate of the offset, with the measurements that it rests on. */
export interface Drift {
  /** Rate at which the offset changes, millionths; positive = the clock falls behind. 1 ppm is 0.086 s a day. */
  readonly driftPpm: number
  /** Hard half-width of the mean rate between the two measurements, millionths. */
  readonly boundPpm: number
  /** The two measurements, Unix ms of true time. */
  readonly fromMs: number
  readonly untilMs: number
  /** How many measurements one rate explains, 2 or more. */
  readonly count: number
}

/** When the offset reaches a threshold, Unix ms of true time. */
export interface Forecast {
  readonly earliestMs: number
  /** `null`: not for certain within a year. */
  readonly latestMs: number | null
}

/** Where the clock stood at a moment of true time. */
export interface Standing {
  /** Unix ms of true time. */
  readonly atTrueMs: number
  readonly offsetMs: number
  readonly boundMs: number
}

/**
 * How far the rate of tomorrow may lie from that of today, ppm: a crystal of the usual cut moves by about so much when
 * a room warms or cools by some degrees.
 */
const RATE_WANDER_PPM = 2

const WANDER_PPM = WANDER * 1e6

/** No clock drifts faster: what does was set, or is being slewed (adjtimex(2) allows a rate of 500 ppm). */
const MOST_DRIFT_PPM = 500

const YEAR_MS = 365.25 * 86_400_000

/** Measurements that are closer together than this say nothing about a rate, ms. */
const LEAST_SPAN_MS = 60_000

/**
 * Fits the drift to the newest measurements: those since the last jump that one rate explains.
 *
 * The figure is the mean rate between the two of them that pin it best, so its bound holds whatever the clock did in
 * between. That one rate explains the others as well, give or take `RATE_WANDER_PPM`, is what makes it worth telling.
 * @param history - In the order in which it was measured.
 * @returns `null` where no two measurements say more than `WANDER_PPM` does.
 */
export function driftOf(history: readonly HistoryEntry[]): Drift | null {
  const stretch = steadyStretch(history)
  let best: Drift | null = null
  for (const [index, to] of stretch.entries()) {
    for (const from of stretch.slice(0, index)) {
      const spanMs = trueMsOf(to) - trueMsOf(from)
      if (spanMs < LEAST_SPAN_MS) continue
      const boundPpm = ((from.boundMs + to.boundMs) / spanMs) * 1e6
      if (best !== null && best.boundPpm <= boundPpm) continue
      best = {
        driftPpm: ((to.offsetMs - from.offsetMs) / spanMs) * 1e6,
        boundPpm,
        fromMs: trueMsOf(from),
        untilMs: trueMsOf(to),
        count: stretch.length
      }
    }
  }
  // What holds for any clock is no news.
  return best !== null && best.boundPpm <= WANDER_PPM ? best : null
}

/** Whether the local clock was set, or the machine slept or was started, between two measurements. */
export function jumpedBetween(before: HistoryEntry, after: HistoryEntry): boolean {
  const elapsedMs = trueMsOf(after) - trueMsOf(before)
  if (elapsedMs < -(before.boundMs + after.boundMs)) return true
  // A monotonic clock that nobody disciplines may itself be out by the wander.
  const allowedMs = JUMP_MS + (WANDER_PPM * Math.max(0, elapsedMs)) / 1e6
  if (Math.abs(after.startedAtMs - before.startedAtMs) > allowedMs) return true
  const leastMovedMs = Math.abs(after.offsetMs - before.offsetMs) - before.boundMs - after.boundMs
  return leastMovedMs > JUMP_MS + (MOST_DRIFT_PPM * Math.max(0, elapsedMs)) / 1e6
}

/**
 * When |offset| reaches the threshold, if the clock goes on as it does.
 * @param drift - Its rate now; tomorrow's is taken to be within `RATE_WANDER_PPM` of it.
 * @param thresholdMs - Up to which offset the clock is in step, ms.
 * @returns `null` where it is beyond the threshold already, where it may as well run the other way, and where it takes
 *   more than a year.
 */
export function forecast(last: Standing, drift: Drift, thresholdMs: number): Forecast | null {
  const { offsetMs, boundMs, atTrueMs } = last
  if (Math.abs(offsetMs) + boundMs >= thresholdMs) return null
  const slack = drift.boundPpm + RATE_WANDER_PPM
  const direction = Math.sign(drift.driftPpm)
  const rate = Math.abs(drift.driftPpm)
  if (rate <= slack) return null
  // Seen along the drift, the offset lies between these two and grows.
  const farthestMs = offsetMs * direction + boundMs
  const nearestMs = offsetMs * direction - boundMs
  const soonestMs = ((thresholdMs - farthestMs) / (rate + slack)) * 1e6
  const slowestMs = ((thresholdMs - nearestMs) / (rate - slack)) * 1e6
  if (soonestMs > YEAR_MS) return null
  return {
    earliestMs: atTrueMs + soonestMs,
    latestMs: slowestMs > YEAR_MS ? null : atTrueMs + slowestMs
  }
}

/**
 * How far the offset may lie from a measurement by now, ms, if nobody set or slewed the clock since: age × wander, or
 * less where the drift is known.
 * @param ageMs - Since the measurement, ms.
 */
export function driftedSinceMs(ageMs: number, drift: Drift | null): number {
  const age = Math.max(0, ageMs) / 1e6
  if (drift === null) return age * WANDER_PPM
  const rate = Math.abs(drift.driftPpm)
  const knownPpm = rate + drift.boundPpm + RATE_WANDER_PPM
  // A rate from two checks shortly after one another is worth less than what holds for any clock.
  const isUsual = rate - drift.boundPpm <= WANDER_PPM
  return age * (isUsual ? Math.min(knownPpm, WANDER_PPM) : knownPpm)
}

/** When a measurement was made, Unix ms of true time: the local clock may have been set since, this stays. */
export function trueMsOf(entry: Pick<HistoryEntry, 'atMs' | 'offsetMs'>): number {
  return entry.atMs + entry.offsetMs
}

/** The newest measurements without a jump between them that one rate explains, oldest first. */
function steadyStretch(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const stretch: HistoryEntry[] = []
  let least = -MOST_DRIFT_PPM
  let most = MOST_DRIFT_PPM
  for (const entry of history.toReversed()) {
    const after = stretch[0]
    if (after !== undefined && jumpedBetween(entry, after)) break
    for (const later of stretch) {
      const spanMs = trueMsOf(later) - trueMsOf(entry)
      if (spanMs < LEAST_SPAN_MS) continue
      const middlePpm = ((later.offsetMs - entry.offsetMs) / spanMs) * 1e6
      const slackPpm = ((later.boundMs + entry.boundMs) / spanMs) * 1e6 + RATE_WANDER_PPM
      least = Math.max(least, middlePpm - slackPpm)
      most = Math.min(most, middlePpm + slackPpm)
    }
    // A rate fits all if it fits each pair: for lines through vertical strips the pairs are the whole condition.
    if (least > most) break
    stretch.unshift(entry)
  }
  return stretch
}
