/** A check's outcome as another process can read it: offsets and reasons, the sources by their places in the list. */
import type { SourceReport, SourceStatus } from './check-run.ts'
import type { CheckOutcome } from './check-sharing.ts'
import { fieldsOf, listOf } from './clock-file.ts'
import { answerOf, type NoAnswer, type Refusal, type Sample } from './sample.ts'
import type { Selection, Trust } from './select.ts'
import { serverUrlOf, type Source } from './source.ts'

/** Names the sources: whoever has the same list has the same question. */
export function nameOfSources(sources: readonly Source[]): string {
  return sources.map((source) => source.ways.map(serverUrlOf).join(' ')).join('\n')
}

/**
 * As it is stored.
 * @param aheadMs - Add this to a sample's time for the clock that all processes share.
 */
export function storedOutcome({ selection, reports }: CheckOutcome, aheadMs: number): unknown {
  return {
    selection,
    reports: reports.map(({ source, way, status }) => ({
      way: source.ways.indexOf(way),
      status:
        'sample' in status
          ? { ...status, sample: { ...status.sample, takenAtMs: status.sample.takenAtMs + aheadMs } }
          : status
    }))
  }
}

/**
 * Reads what `storedOutcome` gave; `null` for anything else.
 * @param aheadMs - As there, of this process.
 */
export function parseOutcome(
  value: unknown,
  sources: readonly Source[],
  aheadMs: number
): CheckOutcome | null {
  const { selection, reports } = fieldsOf(value)
  const vote = parseSelection(selection, sources.length)
  const found = listOf(reports)
  if (vote === null || found.length !== sources.length) return null
  const parsed = sources.flatMap((source, index) => parseReport(found[index], source, aheadMs) ?? [])
  return parsed.length === sources.length ? { selection: vote, reports: parsed } : null
}

const TRUSTS: readonly unknown[] = ['authenticated', 'majority', 'single'] satisfies Trust[]
const NO_VOTES: readonly unknown[] = ['nobody-answered', 'too-few-answers', 'no-majority']
const VOUCHERS: readonly unknown[] = ['operator', 'nobody', 'organisation'] satisfies Sample['voucher'][]

function parseSelection(value: unknown, count: number): Selection | null {
  const { kind, agreement, reason, survivors, falsetickers } = fieldsOf(value)
  const lists = { survivors: sourcesOf(survivors, count), falsetickers: sourcesOf(falsetickers, count) }
  if (kind === 'none' && NO_VOTES.includes(reason)) {
    return { kind, reason: reason as 'no-majority', ...lists }
  }
  const { offsetMs, boundMs, trust } = fieldsOf(agreement)
  if (kind !== 'agreed' || !isNumber(offsetMs) || !isNumber(boundMs) || boundMs < 0) return null
  return TRUSTS.includes(trust)
    ? { kind, agreement: { offsetMs, boundMs, trust: trust as Trust }, ...lists }
    : null
}

function sourcesOf(value: unknown, count: number): readonly number[] {
  return listOf(value).filter((place): place is number => Number.isInteger(place) && Number(place) < count)
}

function parseReport(value: unknown, source: Source, aheadMs: number): SourceReport | null {
  const { way: place, status } = fieldsOf(value)
  const way = typeof place === 'number' ? source.ways[place] : undefined
  const parsed = parseStatus(status, aheadMs)
  return way === undefined || parsed === null ? null : { source, way, status: parsed }
}

function parseStatus(value: unknown, aheadMs: number): SourceStatus | null {
  const { kind, reason, sample } = fieldsOf(value)
  if (kind === 'survivor' || kind === 'falseticker') {
    const parsed = parseSample(sample, aheadMs)
    return parsed === null ? null : { kind, sample: parsed }
  }
  if (typeof reason !== 'string' || reason.length > 40) return null
  const answer = answerOf(reason as Refusal | NoAnswer)
  return answer.kind === kind && answer.kind !== 'sample' ? answer : null
}

function parseSample(value: unknown, aheadMs: number): Sample | null {
  const {
    kind,
    voucher,
    server,
    offsetMs,
    delayMs,
    boundMs,
    rootDelayMs,
    rootDispersionMs,
    stratum,
    leap,
    takenAtMs
  } = fieldsOf(value)
  if (kind !== 'nts' && kind !== 'ntp' && kind !== 'https') return null
  if (!VOUCHERS.includes(voucher) || typeof server !== 'string') return null
  if (leap !== 0 && leap !== 1 && leap !== 2) return null
  if (!isNumber(offsetMs) || !isNumber(delayMs) || !isNumber(boundMs) || !isNumber(takenAtMs)) return null
  if (!isNumber(rootDelayMs) || !isNumber(rootDispersionMs) || !isNumber(stratum)) return null
  return {
    kind,
    voucher: voucher as Sample['voucher'],
    server,
    offsetMs,
    delayMs,
    boundMs,
    rootDelayMs,
    rootDispersionMs,
    stratum,
    leap,
    takenAtMs: takenAtMs - aheadMs
  }
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value)
}
