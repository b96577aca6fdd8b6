/**
 * The vote: from the intervals of the sources that answered to one interval that holds the truth, or to none.
 *
 * The answer is the span of all points that a majority of the *configured* sources covers. It holds the truth whenever
 * at most the rest of them lie. The deepest overlap (RFC 5905 §11.2.1, Marzullo) doesn't: one narrow liar within the
 * honest intervals would own it. Nor does a majority of those heard: whoever blocks honest answers could make one.
 */
import type { Sample } from './sample.ts'

/** One source's say. */
export interface Candidate {
  /** Which of the configured sources it is. */
  readonly source: number
  readonly offsetMs: number
  /** Hard half-width, ms. */
  readonly boundMs: number
  readonly voucher: Sample['voucher']
}

/** How many sources there are to vote, whether they answer or not. */
export interface Electorate {
  readonly configured: number
  /** Those of them that have an authenticated way. */
  readonly authenticated: number
}

/** Whose word the agreement rests on. */
export type Trust = 'authenticated' | 'majority' | 'single'

/** What the sources agree on. */
export interface Agreement {
  /** Add this to the local clock to get true time, ms; positive = the local clock is slow. */
  readonly offsetMs: number
  /** Hard half-width of the offset, ms. */
  readonly boundMs: number
  readonly trust: Trust
}

export type Selection = (
  | { readonly kind: 'agreed'; readonly agreement: Agreement }
  | { readonly kind: 'none'; readonly reason: 'nobody-answered' | 'too-few-answers' | 'no-majority' }
) & {
  /** Sources by their number; each candidate is in exactly one of the two lists. */
  readonly survivors: readonly number[]
  readonly falsetickers: readonly number[]
}

/** An interval, both ends included, ms. */
interface Interval {
  readonly lowMs: number
  readonly highMs: number
}

/** How many of n must cover a point: more than half. */
export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1
}

/**
 * Lets the candidates vote. In this order:
 *
 * 1. A majority of the configured authenticated sources, at least two: plain ones that contradict it are falsetickers.
 * 2. A majority of all configured sources that no authenticated candidate contradicts.
 * 3. Nothing: too few answers, or no majority.
 */
export function select(candidates: readonly Candidate[], electorate: Electorate): Selection {
  const proven = candidates.filter((candidate) => candidate.voucher === 'operator')
  const byProven = coveredBy(proven, majorityOf(electorate.authenticated))
  const provenEnough = electorate.authenticated >= 2 || electorate.configured === 1
  if (provenEnough && byProven.length > 0) {
    return agreed(byProven, candidates, proven, 'authenticated')
  }
  const majority = majorityOf(electorate.configured)
  const byAll = coveredBy(candidates, majority)
  const contradicted = proven.some((candidate) => !touches(byAll, candidate))
  if (byAll.length > 0 && !contradicted) {
    return agreed(byAll, candidates, candidates, trustOfPlain(candidates, electorate, majority))
  }
  const all = candidates.map((candidate) => candidate.source)
  if (all.length === 0) return { kind: 'none', reason: 'nobody-answered', survivors: [], falsetickers: [] }
  if (all.length < majority) {
    return { kind: 'none', reason: 'too-few-answers', survivors: all, falsetickers: [] }
  }
  // Without a majority nobody is believed (RFC 5905 §11.2.1: no survivors).
  return { kind: 'none', reason: 'no-majority', survivors: [], falsetickers: all }
}

/** Whatever an organisation's own certificate authority vouches for is one voice, however many servers it names. */
function trustOfPlain(candidates: readonly Candidate[], electorate: Electorate, majority: number): Trust {
  if (electorate.configured === 1) return 'single'
  const independent = candidates.filter((candidate) => candidate.voucher !== 'organisation')
  return coveredBy(independent, majority).length > 0 ? 'majority' : 'single'
}

function agreed(
  covered: readonly Interval[],
  candidates: readonly Candidate[],
  voters: readonly Candidate[],
  trust: Trust
): Selection {
  const lowMs = Math.min(...covered.map((interval) => interval.lowMs))
  const highMs = Math.max(...covered.map((interval) => interval.highMs))
  const isSurvivor = (candidate: Candidate): boolean => touches(covered, candidate)
  const middleMs = median(voters.filter(isSurvivor).map((voter) => voter.offsetMs))
  const offsetMs = Math.min(Math.max(middleMs, lowMs), highMs)
  const sources = (chosen: readonly Candidate[]): readonly number[] => chosen.map(({ source }) => source)
  return {
    kind: 'agreed',
    agreement: { offsetMs, boundMs: Math.max(highMs - offsetMs, offsetMs - lowMs), trust },
    survivors: sources(candidates.filter(isSurvivor)),
    falsetickers: sources(candidates.filter((candidate) => !isSurvivor(candidate)))
  }
}

function intervalOf(candidate: Candidate): Interval {
  return { lowMs: candidate.offsetMs - candidate.boundMs, highMs: candidate.offsetMs + candidate.boundMs }
}

function touches(covered: readonly Interval[], candidate: Candidate): boolean {
  const { lowMs, highMs } = intervalOf(candidate)
  return covered.some((interval) => interval.lowMs <= highMs && lowMs <= interval.highMs)
}

/** All stretches that at least `least` of the candidates' intervals cover, in order. */
function coveredBy(candidates: readonly Candidate[], least: number): readonly Interval[] {
  const edges = candidates
    .map(intervalOf)
    .flatMap(({ lowMs, highMs }) => [
      { atMs: lowMs, step: 1 },
      { atMs: highMs, step: -1 }
    ])
    // Intervals include their ends: where one begins as another ends, both cover the point.
    .sort((a, b) => a.atMs - b.atMs || b.step - a.step)
  const covered: Interval[] = []
  let depth = 0
  let lowMs = 0
  for (const { atMs, step } of edges) {
    if (step === 1 && depth + 1 === least) lowMs = atMs
    if (step === -1 && depth === least) covered.push({ lowMs, highMs: atMs })
    depth += step
  }
  return covered
}

/** The middle one: unlike a mean, it stays among the honest as long as they are more than half. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const lower = sorted[Math.ceil(half) - 1] ?? 0
  const upper = sorted[Math.floor(half)] ?? lower
  return (lower + upper) / 2
}
