/**
 * The domain → views that hold no secret: the same for window, tray and terminal. What they return is checked against
 * shared/views.ts where the shells pass it on, because core knows nothing of the wall.
 */
import { acceptedShare } from './clock/acceptance.ts'
import type { ClockState } from './clock/clock-monitor.ts'
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
