/** Random votes of named kinds, with the truth known, and two selectors that are wrong on purpose. */
import {
  majorityOf,
  select,
  type Candidate,
  type Electorate,
  type Selection
} from '../../../src/core/clock/select.ts'
import { judge, stakesOf, thresholdMs } from '../../../src/core/clock/verdict.ts'

export interface Scenario {
  readonly truthMs: number
  readonly candidates: readonly Candidate[]
  readonly electorate: Electorate
  /** More than half of the configured sources answer and are honest, and no authenticated one contradicts them. */
  readonly honestMajority: boolean
}

type Random = () => number
export type Selector = typeof select

interface Shape {
  readonly honest: number
  readonly liars: number
  readonly blocked?: number
  /** How far honest intervals reach, ms: from, to. */
  readonly boundsMs: readonly [number, number]
  /** What the liars say, apart from the truth, ms. */
  readonly lie: (random: Random, shared: number) => number
  readonly lieBoundMs: readonly [number, number]
  /** The honest ones that prove themselves. */
  readonly proven?: number
}

const between = (random: Random, [low, high]: readonly [number, number]): number =>
  low + random() * (high - low)
const sign = (random: Random): number => (random() < 0.5 ? -1 : 1)
/** Far outside of any honest interval. */
const far = (random: Random): number => sign(random) * between(random, [5000, 100_000])
const together =
  (spreadMs: number) =>
  (random: Random, shared: number): number =>
    Math.sign(shared - 0.5) * (5000 + Math.abs(shared - 0.5) * 90_000) + (random() - 0.5) * spreadMs

const USUAL = { boundsMs: [1, 60], lieBoundMs: [0.1, 60] } as const

/** What is lied, and by how many. */
export const KINDS: Readonly<Record<string, Shape>> = {
  '1 liar of 3': { honest: 2, liars: 1, lie: far, ...USUAL },
  '1 liar of 4': { honest: 3, liars: 1, lie: far, ...USUAL },
  '2 liars of 5': { honest: 3, liars: 2, lie: far, ...USUAL },
  '2 colluders of 5 within 10 ms': { honest: 3, liars: 2, lie: together(10), ...USUAL },
  'a liar at +30 ms of 4': { honest: 3, liars: 1, lie: () => 30, ...USUAL },
  'a narrow liar inside the honest intervals': {
    honest: 3,
    liars: 1,
    boundsMs: [50, 600],
    lie: (random) => sign(random) * between(random, [5, 49]),
    lieBoundMs: [0.1, 1]
  },
  '2 colluders of 4, an honest one blocked': { honest: 1, liars: 2, blocked: 1, lie: together(10), ...USUAL },
  '1 authenticated against 3 plain': { honest: 1, liars: 3, lie: together(10), proven: 1, ...USUAL }
}

export function scenario(shape: Shape, random: Random): Scenario {
  const { honest, liars, blocked = 0, proven = 0 } = shape
  const truthMs = between(random, [-60_000, 60_000])
  const shared = random()
  const trueOnes = Array.from({ length: honest }, (_, source): Candidate => {
    const boundMs = between(random, shape.boundsMs)
    const offsetMs = truthMs + between(random, [-1, 1]) * boundMs
    return { source, offsetMs, boundMs, voucher: source < proven ? 'operator' : 'nobody' }
  })
  const lies = Array.from({ length: liars }, (_, index): Candidate => ({
    source: honest + index,
    offsetMs: truthMs + shape.lie(random, shared),
    boundMs: between(random, shape.lieBoundMs),
    voucher: 'nobody'
  }))
  const configured = honest + liars + blocked
  return {
    truthMs,
    candidates: [...trueOnes, ...lies],
    electorate: { configured, authenticated: proven },
    honestMajority: honest >= majorityOf(configured)
  }
}

export interface Tally {
  readonly verdicts: number
  /** The truth lies outside the interval, or the verdict says the contrary of it. */
  readonly wrong: number
  /** An honest majority answered and there was no verdict. */
  readonly withheld: number
}

export function tally(shape: Shape, count: number, random: Random, selector: Selector = select): Tally {
  let [verdicts, wrong, withheld] = [0, 0, 0]
  for (let run = 0; run < count; run++) {
    const vote = scenario(shape, random)
    const selection = selector(vote.candidates, vote.electorate)
    if (selection.kind === 'agreed') {
      verdicts++
      if (isWrong(selection, vote.truthMs)) wrong++
    } else if (vote.honestMajority) withheld++
  }
  return { verdicts, wrong, withheld }
}

function isWrong(selection: Selection & { readonly kind: 'agreed' }, truthMs: number): boolean {
  const { offsetMs, boundMs } = selection.agreement
  if (Math.abs(offsetMs - truthMs) > boundMs + 1e-9) return true
  const { kind } = judge(selection, stakesOf([]))
  const isOff = Math.abs(truthMs) > thresholdMs(30)
  return kind === 'in-step' ? isOff : kind === 'off' && !isOff
}

/** Bug 1: the deepest overlap alone (RFC 5905 §11.2.1 without its survivors), which one narrow liar owns. */
export const deepestOverlap: Selector = (candidates, electorate) => {
  for (let depth = candidates.length; depth >= majorityOf(electorate.configured); depth--) {
    const interval = overlapOf(candidates, depth)
    if (interval !== null) return agreedOn(interval)
  }
  return { kind: 'none', reason: 'no-majority', survivors: [], falsetickers: [] }
}

/** Bug 2: a majority of those heard, which whoever blocks honest answers can make. */
export const majorityOfHeard: Selector = (candidates, { authenticated }) =>
  select(candidates, { configured: candidates.length, authenticated })

function overlapOf(candidates: readonly Candidate[], depth: number): readonly [number, number] | null {
  const edges = candidates
    .flatMap(({ offsetMs, boundMs }) => [
      { at: offsetMs - boundMs, step: 1 },
      { at: offsetMs + boundMs, step: -1 }
    ])
    .toSorted((a, b) => a.at - b.at || b.step - a.step)
  let covered = 0
  for (const [index, { at, step }] of edges.entries()) {
    covered += step
    if (covered === depth) return [at, edges[index + 1]?.at ?? at]
  }
  return null
}

function agreedOn([low, high]: readonly [number, number]): Selection {
  const agreement = { offsetMs: (low + high) / 2, boundMs: (high - low) / 2, trust: 'majority' } as const
  return { kind: 'agreed', agreement, survivors: [], falsetickers: [] }
}
