/** A check's outcome as another process can read it: offsets and reasons, the sources by their places in the list. */
import type { SourceReport, SourceStatus } from './check-run.ts'
import type { CheckOutcome, KnownCheck } from './check-sharing.ts'
import { fieldsOf, listOf, type StoredCheck } from './clock-file.ts'
import { ageMs, partedMs, type Moment } from './moment.ts'
import { answerOf, type NoAnswer, type Refusal, type Sample } from './sample.ts'
import type { Selection, Trust } from './select.ts'
import { serverUrlOf, type Source } from './source.ts'
import { JUMP_MS, WANDER } from './wall-clock.ts'

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
 * What was found last of these sources, its bound widened by what the clock may have wandered since.
 * @param freshMs - An older one says nothing, ms.
 * @param aheadMs - As in `storedOutcome`, of this process.
 * @returns `null` where there is none, or where the machine was started, slept or had its clock set since
 */
export function lastOutcome(
  checks: readonly StoredCheck[],
  sources: readonly Source[],
  now: Moment,
  freshMs: number,
  aheadMs: number
): KnownCheck | null {
  const name = nameOfSources(sources)
  const check = checks.find((each) => each.sources === name)
  if (check?.at.bootId !== now.bootId) return null
  const age = ageMs(check.at, now)
  if (age > freshMs || Math.abs(partedMs(check.at, now)) > JUMP_MS) return null
  const outcome = parseOutcome(check.outcome, sources, aheadMs)
  return outcome === null ? null : { kind: 'known', ...widened(outcome, WANDER * age), ageMs: age }
}

function widened({ selection, reports }: CheckOutcome, byMs: number): CheckOutcome {
  if (selection.kind === 'none') return { selection, reports }
  const { agreement } = selection
  return {
    selection: { ...selection, agreement: { ...agreement, boundMs: agreement.boundMs + byMs } },
    reports
  }
}

/** Reads what `storedOutcome` gave; `null` for anything else. */
function parseOutcome(value: unknown, sources: readonly Source[], aheadMs: number): CheckOutcome | null {
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
