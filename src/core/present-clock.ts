/** What is known of the clock → views: the verdict with its sources, the drift, the cause, the past checks. */
import type { ClockKnowledge } from './clock/clock-desk.ts'
import type { ClockState, DoneState } from './clock/clock-state.ts'
import type { SourceReport } from './clock/check-run.ts'
import { jumpedBetween, trueMsOf } from './clock/drift.ts'
import type { HistoryEntry } from './clock/history.ts'
import { serverOf } from './clock/source.ts'

/** How the clock stands: the last verdict, while a check runs how far that is, and what else is known. */
export function presentClock(state: ClockState, knowledge: ClockKnowledge) {
  return { ...presentState(state), ...presentKnowledge(knowledge) }
}

/** Past checks, each with whether the clock was set, or the machine started anew, since the one before. */
export function presentHistory(history: readonly HistoryEntry[]) {
  return history.map((entry, index) => {
    const before = history[index - 1]
    return {
      atMs: trueMsOf(entry),
      offsetMs: entry.offsetMs,
      boundMs: entry.boundMs,
      afterJump: before !== undefined && jumpedBetween(before, entry)
    }
  })
}

function presentKnowledge({
  thresholdMs,
  driftedSinceMs,
  drift,
  forecast,
  diagnosis,
  correction
}: ClockKnowledge) {
  return {
    thresholdMs,
    correction,
    ...(driftedSinceMs === null ? {} : { driftedSinceMs }),
    ...(drift === null ? {} : { drift: presentDrift(drift, forecast) }),
    ...(diagnosis === null ? {} : presentCauses(diagnosis))
  }
}

function presentDrift(
  { driftPpm, boundPpm }: NonNullable<ClockKnowledge['drift']>,
  forecast: ClockKnowledge['forecast']
) {
  return {
    driftPpm,
    boundPpm,
    ...(forecast === null ? {} : { earliestMs: forecast.earliestMs }),
    ...(forecast === null || forecast.latestMs === null ? {} : { latestMs: forecast.latestMs })
  }
}

function presentCauses({ causes, settings }: NonNullable<ClockKnowledge['diagnosis']>) {
  const present = (cause: (typeof causes)[number]) => ({
    kind: cause.kind,
    hasSettings: settings !== null,
    ...('minutes' in cause ? { minutes: cause.minutes } : {}),
    ...(cause.service === null ? {} : { service: cause.service }),
    ...(cause.command === null ? {} : { command: cause.command })
  })
  const [first, ...others] = causes
  return {
    cause: present(first),
    ...(others.length === 0 ? {} : { otherCauses: others.map(present) })
  }
}

function presentState(state: ClockState) {
  switch (state.kind) {
    case 'never':
      return { state: 'never' as const, ...NOTHING_MEASURED, ...presentReports([]) }
    case 'checking':
      return {
        state: 'checking' as const,
        ...(state.last === null ? NOTHING_MEASURED : presentVerdict(state.last)),
        ...presentReports(state.reports)
      }
    case 'done':
      return { state: 'done' as const, ...presentVerdict(state), ...presentReports(state.reports) }
  }
}

const NOTHING_MEASURED = { verdict: 'unknown', trust: 'none' } as const

function presentVerdict({ verdict, checkedAtMs }: DoneState) {
  const { kind } = verdict
  const base = { verdict: kind, checkedAtMs }
  const reason = 'reason' in verdict ? { reason: verdict.reason } : {}
  if (!('measured' in verdict)) return { ...base, ...reason, trust: 'none' as const }
  return { ...base, ...reason, ...(kind === 'off' ? { effect: verdict.effect } : {}), ...verdict.measured }
}

function presentReports(reports: readonly SourceReport[]) {
  const count = (...kinds: readonly SourceReport['status']['kind'][]): number =>
    reports.filter(({ status }) => kinds.includes(status.kind)).length
  return {
    agreeing: count('survivor'),
    answered: count('heard', 'survivor', 'falseticker'),
    configured: reports.length,
    sources: reports.map(presentReport)
  }
}

function presentReport({ source, way, status }: SourceReport) {
  const base = { name: source.name, server: serverOf(way), kind: way.kind, status: status.kind }
  switch (status.kind) {
    case 'waiting':
      return base
    case 'unreachable':
    case 'rejected':
      return { ...base, reason: status.reason }
    default: {
      const { offsetMs, delayMs, boundMs } = status.sample
      return { ...base, offsetMs, delayMs, boundMs }
    }
  }
}
