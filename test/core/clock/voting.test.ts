import { describe, expect, it } from 'vitest'
import { deepestOverlap, KINDS, majorityOfHeard, tally } from '../../checks/clock/votes.ts'
import { seeded } from '../../seeded.ts'

const RUNS = 1000

describe(`${RUNS} random votes of each kind`, () => {
  it.each(Object.entries(KINDS))('%s: no wrong verdict, and none withheld', (_name, shape) => {
    expect(tally(shape, RUNS, seeded(1))).toMatchObject({ wrong: 0, withheld: 0 })
  })

  it('catch the selector by the deepest overlap', () => {
    const shape = KINDS['a narrow liar inside the honest intervals']
    if (shape === undefined) throw new Error('expected the kind, got none')
    expect(tally(shape, RUNS, seeded(2), deepestOverlap).wrong).toBeGreaterThan(RUNS / 2)
  })

  it('catch the selector by a majority of those heard', () => {
    const shape = KINDS['2 colluders of 4, an honest one blocked']
    if (shape === undefined) throw new Error('expected the kind, got none')
    expect(tally(shape, RUNS, seeded(3), majorityOfHeard).wrong).toBeGreaterThan(RUNS / 2)
  })
})
