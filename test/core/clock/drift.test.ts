import { describe, expect, it } from 'vitest'
import {
  driftedSinceMs,
  driftOf,
  forecast,
  jumpedBetween,
  type Drift
} from '../../../src/core/clock/drift.ts'
import type { HistoryEntry } from '../../../src/core/clock/history.ts'
import { seeded } from '../../seeded.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const START_MS = Date.UTC(2026, 10, 1)

/** A measurement `hours` after the start: the local clock shows what the offset makes it show. */
function at(hours: number, offsetMs: number, boundMs = 10, startedAtMs = 0): HistoryEntry {
  return {
    atMs: START_MS + hours * HOUR_MS - offsetMs,
    offsetMs,
    boundMs,
    trust: 'authenticated',
    startedAtMs
  }
}

/** The offset of a clock that loses `ppm`, after `hours`. */
function lost(ppm: number, hours: number): number {
  return (ppm * hours * HOUR_MS) / 1e6
}

function drift(driftPpm: number, boundPpm: number): Drift {
  return { driftPpm, boundPpm, fromMs: START_MS, untilMs: START_MS, count: 2 }
}

describe('driftOf', () => {
  it('needs two measurements', () => {
    expect(driftOf([])).toBeNull()
    expect(driftOf([at(0, 0)])).toBeNull()
  })

  it.each([
    [1, 5.56],
    [24, 0.231]
  ])('knows the rate from two checks of ±10 ms that are %d h apart to ±%d ppm', (hours, boundPpm) => {
    const found = driftOf([at(0, 0), at(hours, lost(20, hours))])
    expect(found?.driftPpm).toBeCloseTo(20, 6)
    expect(found?.boundPpm).toBeCloseTo(boundPpm, 2)
  })

  it('gives a rate with its sign: a clock that gains 20 ppm has −20', () => {
    expect(driftOf([at(0, 0), at(24, lost(-20, 24))])?.driftPpm).toBeCloseTo(-20, 6)
  })

  it('takes the two checks that pin it best, not merely the first and the last', () => {
    const found = driftOf([
      at(0, 0, 500),
      at(1, lost(20, 1), 1),
      at(24, lost(20, 24), 1),
      at(25, lost(20, 25), 500)
    ])
    expect(found).toMatchObject({ count: 4 })
    expect(found?.fromMs).toBeCloseTo(START_MS + HOUR_MS, 0)
    expect(found?.untilMs).toBeCloseTo(START_MS + 24 * HOUR_MS, 0)
  })

  it.each([
    [
      'the machine was started anew',
      [at(0, 5000), at(24, 6000), at(30, 0, 10, 7e6), at(36, lost(20, 6), 10, 7e6)]
    ],
    [
      'the clock was set by 47 s while nobody looked',
      [at(0, 47_000), at(24, 47_001), at(30, 0), at(36, lost(20, 6))]
    ],
    ['the local clock went back', [at(40, 0), at(30, 0), at(36, lost(20, 6))]]
  ])('begins again where %s', (_name, history) => {
    const found = driftOf(history)
    expect(found).toMatchObject({ count: 2 })
    expect(found?.driftPpm).toBeCloseTo(20, 6)
  })

  it('begins again where the rate changed: 80 ppm while it was slewed, 20 ppm after', () => {
    const slewed = [0, 1, 2, 3, 4].map((hour) => at(hour, lost(80, hour)))
    const free = [5, 10, 15].map((hour) => at(hour, lost(80, 4) + lost(20, hour - 4)))
    const found = driftOf([...slewed, ...free])
    expect(found?.driftPpm).toBeCloseTo(20, 6)
    expect(found?.count).toBe(4)
  })

  it('says nothing of two checks within a minute', () => {
    expect(driftOf([at(0, 0), at(0.01, 0)])).toBeNull()
  })

  it('says nothing where it knows no more than of any clock: ±500 ms within an hour', () => {
    expect(driftOf([at(0, 0, 500), at(1, 72, 500)])).toBeNull()
  })

  it('holds the mean rate within its bound in 1,000 of 1,000 histories of clocks whose rate wanders by ±1 ppm', () => {
    const random = seeded(3)
    for (let run = 0; run < 1000; run++) {
      const base = (random() - 0.5) * 200
      let offsetMs = (random() - 0.5) * 60_000
      let hours = 0
      const truth: { readonly atMs: number; readonly offsetMs: number }[] = []
      const history = Array.from({ length: 2 + Math.floor(random() * 30) }, () => {
        const gap = 0.5 + random() * 6
        hours += gap
        offsetMs += lost(base + (random() - 0.5) * 2, gap)
        const boundMs = 0.1 + random() * 50
        const measuredMs = offsetMs + (random() * 2 - 1) * boundMs
        truth.push({ atMs: START_MS + hours * HOUR_MS, offsetMs })
        return { ...at(0, measuredMs, boundMs), atMs: START_MS + hours * HOUR_MS - measuredMs }
      })
      const found = driftOf(history)
      expect(found).not.toBeNull()
      if (found === null) continue
      const [from, until] = [found.fromMs, found.untilMs].map(
        (ms) => truth.find(({ atMs }) => Math.abs(atMs - ms) < 1) ?? { atMs: NaN, offsetMs: NaN }
      )
      const meanPpm =
        (((until?.offsetMs ?? NaN) - (from?.offsetMs ?? NaN)) /
          ((until?.atMs ?? NaN) - (from?.atMs ?? NaN))) *
        1e6
      expect(Math.abs(meanPpm - found.driftPpm)).toBeLessThanOrEqual(found.boundPpm + 1e-6)
    }
  })
})

describe('jumpedBetween', () => {
  it('takes 20 ms between the two clocks of the machine for nothing, and 3 s for a jump', () => {
    expect(jumpedBetween(at(0, 0), at(1, 0, 10, 19))).toBe(false)
    expect(jumpedBetween(at(0, 0), at(1, 0, 10, 3000))).toBe(true)
  })

  it('takes 1 s in half an hour for a jump where the monotonic clock saw nothing, and 0.1 s for drift', () => {
    expect(jumpedBetween(at(0, 0), at(0.5, 1000))).toBe(true)
    expect(jumpedBetween(at(0, 0), at(0.5, 100))).toBe(false)
  })
})

describe('forecast', () => {
  const now = { atTrueMs: START_MS, offsetMs: 0, boundMs: 0 }

  it('has 20 ppm eat 22 s in 12.7 days, within what the rate may wander', () => {
    const found = forecast(now, drift(20, 0), 22_000)
    const days = (ms: number | null | undefined): number => ((ms ?? NaN) - START_MS) / DAY_MS
    expect(days(found?.earliestMs)).toBeCloseTo(22 / 22e-6 / 86_400, 6)
    expect(days(found?.latestMs)).toBeCloseTo(22 / 18e-6 / 86_400, 6)
    expect(days(found?.earliestMs)).toBeLessThan(12.7)
    expect(days(found?.latestMs)).toBeGreaterThan(12.7)
  })

  it('counts from where the clock stands: slow and losing is sooner than fast and losing', () => {
    const slow = forecast({ ...now, offsetMs: 3000 }, drift(20, 1), 5000)
    const fast = forecast({ ...now, offsetMs: -3000 }, drift(20, 1), 5000)
    expect(slow?.earliestMs).toBeCloseTo(START_MS + (2000 / 23) * 1e6, 0)
    expect(fast?.earliestMs).toBeCloseTo(START_MS + (8000 / 23) * 1e6, 0)
  })

  it('is the same for a clock that gains', () => {
    expect(forecast({ ...now, offsetMs: -3000 }, drift(-20, 1), 5000)).toEqual(
      forecast({ ...now, offsetMs: 3000 }, drift(20, 1), 5000)
    )
  })

  it.each([
    ['it is beyond the threshold already', { ...now, offsetMs: 6000 }, drift(20, 1)],
    ['it may be', { ...now, offsetMs: 4995, boundMs: 10 }, drift(20, 1)],
    ['the rate may be none', now, drift(5, 4)]
  ])('gives none where %s', (_name, last, rate) => {
    expect(forecast(last, rate, 5000)).toBeNull()
  })

  it('gives none for what takes more than a year: 3 ppm and 200 s', () => {
    expect(forecast(now, drift(3, 0.5), 200_000)).toBeNull()
  })

  it('gives no latest day where the slowest takes more than a year', () => {
    const found = forecast(now, drift(3, 0.99), 1000)
    expect(found?.latestMs).toBeNull()
  })

  it('brackets the day in 1,000 of 1,000 futures whose rate stays within its bound and wander', () => {
    const random = seeded(8)
    for (let run = 0; run < 1000; run++) {
      const boundPpm = random() * 5
      const ratePpm = (random() < 0.5 ? -1 : 1) * (8 + random() * 90)
      const boundMs = random() * 100
      const offsetMs = (random() - 0.5) * 8000
      const found = forecast({ ...now, offsetMs, boundMs }, drift(ratePpm, boundPpm), 5000)
      const truePpm = ratePpm + (random() * 2 - 1) * (boundPpm + 2)
      const trueMs = offsetMs + (random() * 2 - 1) * boundMs
      const reachedMs = START_MS + ((5000 - trueMs * Math.sign(ratePpm)) / Math.abs(truePpm)) * 1e6
      if (found === null) continue
      expect(reachedMs).toBeGreaterThanOrEqual(found.earliestMs)
      expect(reachedMs).toBeLessThanOrEqual(found.latestMs ?? Infinity)
    }
  })
})

describe('driftedSinceMs', () => {
  it('allows 100 ppm where nothing is known: 8.64 s a day', () => {
    expect(driftedSinceMs(DAY_MS, null)).toBeCloseTo(8640, 6)
  })

  it('allows what is known where that is less: 20 ± 1 ppm and its wander', () => {
    expect(driftedSinceMs(DAY_MS, drift(20, 1))).toBeCloseTo(23 * 86.4, 6)
    expect(driftedSinceMs(DAY_MS, drift(20, 500))).toBeCloseTo(8640, 6)
  })

  it('allows more than for any clock where it is known to run away faster', () => {
    expect(driftedSinceMs(DAY_MS, drift(300, 1))).toBeCloseTo(303 * 86.4, 6)
  })

  it('gives nothing for an age below 0', () => {
    expect(driftedSinceMs(-1, null)).toBe(0)
  })
})
