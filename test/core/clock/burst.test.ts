import { describe, expect, it } from 'vitest'
import { narrowedBy } from '../../../src/core/clock/burst.ts'
import type { Sample } from '../../../src/core/clock/sample.ts'
import { seeded } from '../../seeded.ts'

/** A sample of a server at the truth 0 after these delays, ms. */
function sampleOf(forthMs: number, backMs: number, takenAtMs = 0): Sample {
  const delayMs = forthMs + backMs
  return {
    kind: 'nts',
    voucher: 'operator',
    server: '192.0.2.1:123',
    offsetMs: (forthMs - backMs) / 2,
    delayMs,
    boundMs: delayMs / 2,
    rootDelayMs: 0,
    rootDispersionMs: 0,
    stratum: 1,
    leap: 0,
    takenAtMs
  }
}

describe('narrowedBy', () => {
  it('has the quicker way there of one and the quicker way back of the other', () => {
    const { offsetMs, boundMs, delayMs } = narrowedBy(sampleOf(10, 60), sampleOf(50, 10))
    expect(offsetMs).toBeCloseTo(0, 9)
    expect(boundMs).toBeCloseTo(10, 9)
    expect(delayMs).toBe(60)
  })

  it('holds the truth in 10,000 bursts of four, and is never wider than the narrowest', () => {
    const random = seeded(7)
    const delay = (): number => 10 - 15 * Math.log(1 - random())
    for (let burst = 0; burst < 10_000; burst++) {
      const samples = Array.from({ length: 4 }, (_, index) => sampleOf(delay(), delay(), index * 20))
      const narrowed = samples.reduce(narrowedBy)
      expect(Math.abs(narrowed.offsetMs)).toBeLessThanOrEqual(narrowed.boundMs)
      expect(narrowed.boundMs).toBeLessThanOrEqual(
        Math.min(...samples.map((sample) => sample.boundMs)) + 0.01
      )
    }
  })

  it('lets a wide one say nothing', () => {
    expect(narrowedBy(sampleOf(1, 1), sampleOf(100, 100))).toMatchObject({ offsetMs: 0, boundMs: 1 })
  })

  it('widens what is older by what a clock may wander: 0.6 ms in 6 s', () => {
    expect(narrowedBy(sampleOf(1, 1), sampleOf(100, 100, 6000)).boundMs).toBeCloseTo(1.6, 9)
  })

  it('takes the later one where they contradict each other: the clock is being slewed', () => {
    const later = { ...sampleOf(1, 1, 2000), offsetMs: 160 }
    expect(narrowedBy(sampleOf(1, 1), later)).toBe(later)
  })
})
