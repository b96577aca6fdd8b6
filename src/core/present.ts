/**
 * The domain → views that hold no secret: the same for window, tray and terminal. What they return is checked against
 * shared/views.ts where the shells pass it on, because core knows nothing of the wall.
 */
import type { SourceReport } from './clock/check-run.ts'
import type { ClockState, DoneState } from './clock/clock-monitor.ts'
import { serverOf } from './clock/source.ts'
import { isTimeBased, type Account, type TimeBasedAccount } from './otp/account.ts'
import { totpAt } from './otp/totp.ts'

/** An account without its secret. */
export function presentAccount(account: Account) {
  const { id, kind, issuer, label, algorithm, digits } = account
  return {
    id,
    kind,
    issuer,
    label,
    algorithm,
    digits,
    ...(isTimeBased(account) ? { period: account.period } : { counter: account.counter })
  }
}

/**
 * The code of a time-based account at a moment, and the one after it.
 * @param nowMs - Unix milliseconds by the clock that the code is to be right for.
 * @throws TotpError `time-out-of-range`
 */
export function presentCode(account: TimeBasedAccount & { readonly id: string }, nowMs: number) {
  const now = totpAt(account, nowMs)
  return {
    id: account.id,
    code: now.code,
    nextCode: totpAt(account, now.validUntilMs).code,
    timeStep: now.timeStep,
    validFromMs: now.validFromMs,
    validUntilMs: now.validUntilMs
  }
}

/** How the clock stands: the last verdict, and while a check runs how far that is. */
export function presentClock(state: ClockState) {
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
