import { describe, expect, it } from 'vitest'
import { HARNESSES } from './harnesses.ts'

/** At least 2 % of the full counts; `npm run fuzz` does all of it. */
const SHARE = 0.02

describe.each(HARNESSES)('fuzz: $name', ({ full, run }) => {
  const count = Math.ceil(full * SHARE)
  it(`keeps its promises in ${count} of ${full} rounds, and every planted bug is caught`, async () => {
    expect((await run(count)).missed).toEqual([])
  })
})
