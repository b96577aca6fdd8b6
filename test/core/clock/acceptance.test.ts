import { describe, expect, it } from 'vitest'
import { acceptedShare, refusedShare, TYPING_S } from '../../../src/core/clock/acceptance.ts'

/** A generator with a fixed seed (mulberry32), so that a failure can be looked at. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Logs in at random moments and counts: the definition, without the closed form. */
function simulatedShare(offsetS: number, period: number, steps: number, logins: number): number {
  const random = seeded(offsetS * 1000 + period * 10 + steps)
  let accepted = 0
  for (let login = 0; login < logins; login++) {
    const localS = random() * 1_000_000
    const codeStep = Math.floor(localS / period)
    const serverStep = Math.floor((localS + offsetS + TYPING_S) / period)
    if (Math.abs(codeStep - serverStep) <= steps) accepted++
  }
  return accepted / logins
}

describe('acceptedShare', () => {
  it.each([
    [45, 0, 23, 100],
    [30, 0, 73, 100],
    [15, 23, 100, 100],
    [0, 73, 100, 100],
    [-15, 77, 100, 100],
    [-30, 27, 100, 100],
    [-45, 0, 77, 100]
  ])('at %d s lets %d %% pass a strict server, %d %% one step, %d %% two steps', (offsetS, ...percents) => {
    const shares = [0, 1, 2].map((steps) => Math.round(acceptedShare(offsetS * 1000, 30, steps) * 100))
    expect(shares).toEqual(percents)
  })

  it('gives 17 % at +47 s and 70 % at −47 s where one step is allowed', () => {
    expect(acceptedShare(47_000, 30, 1)).toBeCloseTo(0.17, 2)
    expect(acceptedShare(-47_000, 30, 1)).toBeCloseTo(0.7, 2)
  })

  it('gives 20 % at 0 s for a period of 10 s at a strict server: typing alone', () => {
    expect(acceptedShare(0, 10, 0)).toBeCloseTo(0.2, 10)
  })

  it('equals a simulation of 300,000 logins to 0.5 %', () => {
    for (const [offsetS, period, steps] of [
      [-90, 60, 1],
      [-47, 30, 1],
      [-15, 30, 0],
      [-3, 10, 0],
      [0, 30, 0],
      [7, 10, 1],
      [22, 30, 1],
      [47, 30, 1],
      [47, 30, 2],
      [90, 60, 1]
    ] as const) {
      const share = acceptedShare(offsetS * 1000, period, steps)
      expect(Math.abs(share - simulatedShare(offsetS, period, steps, 300_000))).toBeLessThan(0.005)
    }
  })
})

describe('refusedShare', () => {
  it('counts only what the clock adds to typing', () => {
    expect(refusedShare(0, 30, 0)).toBe(0)
    expect(refusedShare(-15_000, 30, 0)).toBe(0)
    expect(refusedShare(47_000, 30, 0)).toBe(1)
    expect(refusedShare(-47_000, 30, 0)).toBe(1)
    expect(refusedShare(47_000, 30, 1)).toBeCloseTo(0.83, 2)
    expect(refusedShare(-47_000, 30, 1)).toBeCloseTo(0.3, 2)
    expect(refusedShare(15_000, 30, 0)).toBeCloseTo(1 - 7 / 22, 10)
  })

  it('blames the clock for nothing where typing alone already takes longer than the step', () => {
    expect(refusedShare(5000, 5, 0)).toBe(0)
  })
})
