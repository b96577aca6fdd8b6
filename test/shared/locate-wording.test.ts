import { describe, expect, it } from 'vitest'
import type { LocatedView } from '../../src/shared/views/clock.ts'
import { oneIn, standingOf } from '../../src/shared/wording/range-figures.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

const { locate: en } = wordingFor('en')
const { locate: ja } = wordingFor('ja')

function view(...ranges: readonly (readonly [lowMs: number, highMs: number])[]): LocatedView {
  return { ranges: ranges.map(([lowMs, highMs]) => ({ lowMs, highMs })), falseMatchChance: 42e-6 }
}

describe('the reverse check in words', () => {
  it.each([
    [32_400, 82_400, 'between 32 s and 83 s slow'],
    [-82_400, -32_400, 'between 32 s and 83 s fast'],
    [-12_300, 37_700, 'at most 38 s slow and at most 13 s fast'],
    [1230, 2230, 'between 1.2 s and 2.3 s slow'],
    [-250, 750, 'at most 0.8 s slow and at most 0.3 s fast'],
    [300_000, 350_000, 'between 5 min and 5 min 50 s slow'],
    [-32_420_000, -32_370_000, 'between 8 h 59 min and 9 h 1 min fast']
  ])('tells %d…%d ms as %s', (lowMs, highMs, words) => {
    expect(en.sentence(view([lowMs, highMs]))).toBe(
      `Beside the other device, this computer’s clock is ${words}.`
    )
  })

  it('never tells a range narrower than it is, for 10,000 ranges', () => {
    for (let index = 0; index < 10_000; index++) {
      const lowMs = (index - 5000) * 1237.3
      const highMs = lowMs + 1000 + (index % 50) * 1000
      const standing = standingOf({ lowMs, highMs })
      const [told, toldHigh] =
        standing.kind === 'together'
          ? [-standing.fastMs, standing.slowMs]
          : standing.kind === 'slow'
            ? [standing.nearMs, standing.farMs]
            : [-standing.farMs, -standing.nearMs]
      expect(told).toBeLessThanOrEqual(lowMs)
      expect(toldHigh).toBeGreaterThanOrEqual(highMs)
    }
  })

  it('names each of several places, and asks for the next code', () => {
    const several = view([-400_000, -350_000], [10_000, 60_000])
    expect(en.sentence(several)).toContain('fast, or between 10 s and 60 s slow.')
    expect(en.advice(several)).toContain('next code')
    expect(ja.sentence(several)).toContain('または')
  })

  it('says what to do where the code fits nowhere', () => {
    expect(en.sentence(view())).toContain('nowhere')
    expect(en.chance(view())).toBe('')
    expect(en.advice(view())).toContain('same account')
  })

  it('tells a chance of 42 in a million as less than 1 in 23,000', () => {
    expect(en.chance(view([0, 1]))).toBe('The chance that it fits by accident is less than 1 in 23,000.')
    expect(ja.chance(view([0, 1]))).toBe('偶然に一致する確率は23,000分の1未満です。')
    expect(oneIn(42e-12)).toBe(23_000_000_000)
    expect(oneIn(1)).toBe(1)
  })
})
