import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { select, type Candidate, type Electorate } from '../../../src/core/clock/select.ts'

const plain = (...intervals: readonly (readonly [offsetMs: number, boundMs: number])[]): Candidate[] =>
  intervals.map(([offsetMs, boundMs], source) => ({ source, offsetMs, boundMs, voucher: 'nobody' }))
const by = (voucher: Candidate['voucher'], candidates: readonly Candidate[]): Candidate[] =>
  candidates.map((candidate) => ({ ...candidate, voucher }))
const electorate = (configured: number, authenticated = 0): Electorate => ({ configured, authenticated })

/** The span as [low, high]. */
function spanOf(candidates: readonly Candidate[], voters: Electorate): readonly [number, number] | string {
  const selection = select(candidates, voters)
  if (selection.kind === 'none') return selection.reason
  const { offsetMs, boundMs } = selection.agreement
  return [offsetMs - boundMs, offsetMs + boundMs]
}

function holds(candidates: readonly Candidate[], voters: Electorate, truthMs: number): boolean {
  const span = spanOf(candidates, voters)
  return typeof span !== 'string' && span[0] <= truthMs + 1e-9 && truthMs - 1e-9 <= span[1]
}

describe('select', () => {
  it('spans what a majority of three covers and names the third, 47 s away', () => {
    const selection = select(plain([0, 10], [47_000, 10], [2, 10]), electorate(3))
    expect(selection).toEqual({
      kind: 'agreed',
      agreement: { offsetMs: 1, boundMs: 9, trust: 'majority' },
      survivors: [0, 2],
      falsetickers: [1]
    })
  })

  it('is not taken in by one narrow liar inside the honest intervals: ±50 ms thrice and 40 ± 1 ms', () => {
    expect(holds(plain([0, 50], [0, 50], [0, 50], [40, 1]), electorate(4), 0)).toBe(true)
  })

  it('is not taken in by a liar at 300 ± 1 ms among three HTTPS answers of ±500 ms', () => {
    expect(holds(plain([0, 500], [0, 500], [0, 500], [300, 1]), electorate(4), 0)).toBe(true)
  })

  it('lets two colluders not win because an honest one of three was blocked and the list has four', () => {
    // 2 liars + 1 honest of 4 configured: 3 are needed.
    expect(spanOf(plain([46_999.8, 9.9], [46_999.8, 9.9], [0, 10]), electorate(4))).toBe('no-majority')
    expect(spanOf(plain([46_999.8, 9.9], [46_999.8, 9.9]), electorate(4))).toBe('too-few-answers')
  })

  it('outvotes two colluders of five', () => {
    const selection = select(plain([0, 10], [1, 10], [-1, 10], [47_000, 5], [47_000, 5]), electorate(5))
    expect(selection.kind).toBe('agreed')
    expect(selection.falsetickers).toEqual([3, 4])
  })

  it('outs a liar of +30 ms where the intervals are narrow enough', () => {
    expect(select(plain([0, 5], [1, 5], [30, 5]), electorate(3)).falsetickers).toEqual([2])
  })

  it('asks two of two to agree, and takes one of one as single', () => {
    expect(spanOf(plain([0, 10], [47_000, 10]), electorate(2))).toBe('no-majority')
    expect(spanOf(plain([0, 10]), electorate(2))).toBe('too-few-answers')
    expect(select(plain([5, 10]), electorate(1))).toMatchObject({
      agreement: { offsetMs: 5, boundMs: 10, trust: 'single' }
    })
    expect(select(by('operator', plain([5, 10])), electorate(1, 1))).toMatchObject({
      agreement: { trust: 'authenticated' }
    })
  })

  it('counts intervals that only touch as overlapping', () => {
    expect(spanOf(plain([0, 10], [20, 10]), electorate(2))).toEqual([10, 10])
  })

  it('says that nobody answered', () => {
    expect(select([], electorate(4, 4))).toMatchObject({ kind: 'none', reason: 'nobody-answered' })
  })

  it('believes two authenticated of two against three plain, and names those', () => {
    const candidates = [
      ...by('operator', plain([0, 10], [1, 10])),
      ...plain([0, 0], [0, 0], [47_000, 5], [47_000, 5], [47_000, 5]).slice(2)
    ]
    expect(select(candidates, electorate(5, 2))).toMatchObject({
      kind: 'agreed',
      agreement: { trust: 'authenticated' },
      survivors: [0, 1],
      falsetickers: [2, 3, 4]
    })
  })

  it('never lets plain answers narrow what authenticated ones agree on', () => {
    const liars = plain([0, 0], [0, 0], [40, 1], [40, 1], [40, 1]).slice(2)
    const candidates = [...by('operator', plain([0, 50], [0, 50])), ...liars]
    expect(spanOf(candidates, electorate(5, 2))).toEqual([-50, 50])
  })

  it('is uncertain where one authenticated contradicts three plain', () => {
    const candidates = [
      ...by('operator', plain([0, 10])),
      ...plain([0, 0], [5000, 5], [5000, 5], [5000, 5]).slice(1)
    ]
    expect(spanOf(candidates, electorate(4, 1))).toBe('no-majority')
  })

  it('calls three plain and authenticated ones that agree a majority, and one organisation a single voice', () => {
    const mixed = [...by('operator', plain([0, 10], [1, 10])), ...plain([0, 0], [0, 0], [2, 10]).slice(2)]
    expect(select(mixed, electorate(4, 4))).toMatchObject({ agreement: { trust: 'majority' } })
    const vouched = by('organisation', plain([0, 600], [0, 600], [0, 600]))
    expect(select(vouched, electorate(4, 4))).toMatchObject({ agreement: { trust: 'single' } })
  })

  it('holds the truth in 20,000 random votes whenever a majority of the configured is honest', () => {
    const scenario = fc.record({
      configured: fc.integer({ min: 1, max: 9 }),
      truthMs: fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      voters: fc.array(
        fc.record({
          boundMs: fc.double({ min: 0.01, max: 600, noNaN: true }),
          aside: fc.double({ min: -0.999, max: 0.999, noNaN: true }),
          lieMs: fc.constantFrom(30, -30, 47_000, -47_000, 1, 250)
        }),
        { minLength: 9, maxLength: 9 }
      ),
      liars: fc.integer({ min: 0, max: 4 }),
      proven: fc.integer({ min: 0, max: 9 })
    })
    fc.assert(
      fc.property(scenario, ({ configured, truthMs, voters, liars, proven }) => {
        const honest = configured - Math.min(liars, configured - Math.floor(configured / 2) - 1)
        const candidates = voters.slice(0, configured).map(({ boundMs, aside, lieMs }, source): Candidate => {
          const lies = source >= honest
          return {
            source,
            offsetMs: truthMs + (lies ? lieMs : aside * boundMs),
            boundMs: lies ? boundMs / 100 : boundMs,
            voucher: !lies && source < proven ? 'operator' : 'nobody'
          }
        })
        const provers = candidates.filter((candidate) => candidate.voucher === 'operator').length
        const selection = select(candidates, electorate(configured, provers))
        return (
          selection.kind === 'agreed' &&
          Math.abs(selection.agreement.offsetMs - truthMs) <= selection.agreement.boundMs + 1e-6 &&
          candidates.slice(0, honest).every((candidate) => selection.survivors.includes(candidate.source))
        )
      }),
      { numRuns: 20_000 }
    )
  })
})
