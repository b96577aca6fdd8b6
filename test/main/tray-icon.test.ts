import { describe, expect, it } from 'vitest'
import { drawSign, signOf } from '../../src/main/tray-icon.ts'
import type { ClockView } from '../../src/shared/views.ts'

const CLOCK: ClockView = {
  state: 'done',
  verdict: 'in-step',
  trust: 'majority',
  agreeing: 4,
  answered: 4,
  configured: 4,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
}

/** Columns and rows of the pointer, below the baseline. */
function pointer(sign: Parameters<typeof drawSign>[0], size: number): { middle: number; filled: number } {
  const pixels = drawSign(sign, size, 24)
  const columns: number[] = []
  for (let y = Math.round((11 * size) / 16); y < size; y++) {
    for (let x = 0; x < size; x++) if (pixels[(y * size + x) * 4 + 3] === 255) columns.push(x)
  }
  return { middle: columns.reduce((sum, x) => sum + x, 0) / columns.length, filled: columns.length }
}

describe('signOf', () => {
  it('points left for a slow clock, right for a fast one', () => {
    expect(signOf({ ...CLOCK, verdict: 'off', offsetMs: 47_000 })).toBe('slow')
    expect(signOf({ ...CLOCK, verdict: 'off', offsetMs: -47_000 })).toBe('fast')
  })

  it('is open while nothing is certain', () => {
    expect(signOf({ ...CLOCK, verdict: 'uncertain' })).toBe('open')
    expect(signOf({ ...CLOCK, verdict: 'unknown' })).toBe('open')
  })
})

describe('drawSign', () => {
  it.each([16, 32])('tells the four signs apart by shape alone at %i px', (size) => {
    const [slow, inStep, fast, open] = (['slow', 'in-step', 'fast', 'open'] as const).map((sign) =>
      pointer(sign, size)
    )
    expect(slow?.middle).toBeLessThan((inStep?.middle ?? 0) - size / 8)
    expect(fast?.middle).toBeGreaterThan((inStep?.middle ?? 0) + size / 8)
    expect(open?.filled).toBeLessThan(inStep?.filled ?? 0)
  })
})
