import { describe, expect, it } from 'vitest'
import { ageMs, partedMs, startedAtMs, type Moment } from '../../../src/core/clock/moment.ts'

const at = (wallMs: number, sinceStartMs: number, bootId = 'this'): Moment => ({
  wallMs,
  sinceStartMs,
  bootId
})

describe('a moment', () => {
  it('reads the machine’s two clocks at their tightest', () => {
    const readings = [0, 500, 510, 511, 520, 590]
    expect(startedAtMs({ wallMs: () => 1000, sinceStartMs: () => readings.shift() ?? 0 })).toBe(489.5)
  })

  it.each([
    ['as both clocks say', at(5000, 500), at(6000, 1500), 1000],
    ['by the one that ran while the machine slept', at(5000, 500), at(9000, 1500), 4000],
    ['by the one that was not set back', at(5000, 500), at(1000, 1500), 1000],
    ['by the local clock alone after another start', at(5000, 500, 'last'), at(6000, 400), 1000],
    ['without end where it lies in the future', at(5000, 500, 'last'), at(4000, 400), Infinity]
  ])('is as old %s', (_how, then, now, expected) => {
    expect(ageMs(then, now)).toBe(expected)
  })

  it('shows by how much the local clock was set since: +4 s, −5 s', () => {
    expect(partedMs(at(5000, 500), at(10_000, 1500))).toBe(4000)
    expect(partedMs(at(5000, 500), at(1000, 1500))).toBe(-5000)
  })
})
