/** `--max-skew`: within for certain, beyond for certain, or neither. */
import { describe, expect, it } from 'vitest'
import { withinLimit } from '../../src/cli/max-skew.ts'

describe('withinLimit', () => {
  it.each([
    [1500, 500, 'within'],
    [-1500, 500, 'within'],
    [1501, 500, 'uncertain'],
    [2500, 500, 'uncertain'],
    [-2501, 500, 'beyond'],
    [0, 3000, 'uncertain']
  ])('offset %d ± %d ms against 2,000 ms: %s', (offsetMs, boundMs, within) => {
    expect(withinLimit({ offsetMs, boundMs }, 2000)).toBe(within)
  })

  it('is uncertain where nothing was measured', () => {
    expect(withinLimit({}, 2000)).toBe('uncertain')
  })
})
