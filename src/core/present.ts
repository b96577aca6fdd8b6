/**
 * The domain → views that hold no secret: the same for window, tray and terminal. What they return is checked against
 * shared/views where the shells pass it on, because core knows nothing of the wall.
 */
import { isTimeBased, NO_DETAILS, type Account, type TimeBasedAccount } from './otp/account.ts'
import { totpAt } from './otp/totp.ts'

/**
 * An account without its secret.
 * @param isCounterInDoubt - HOTP: an older vault was put back (`Vault.countersInDoubt`).
 */
export function presentAccount(account: Account, isCounterInDoubt = false) {
  const { id, kind, issuer, label, algorithm, digits } = account
  const { groups, note, isFavourite, icon, useCount } = account.details ?? NO_DETAILS
  return {
    id,
    kind,
    issuer,
    label,
    algorithm,
    digits,
    ...(isTimeBased(account) ? { period: account.period } : { counter: account.counter }),
    groups,
    note,
    isFavourite,
    hasIcon: icon !== null,
    useCount,
    ...(isCounterInDoubt ? { isCounterInDoubt } : {})
  }
}

/**
 * Whether there are codes at a moment at all: before 1970 there are none.
 * @param nowMs - As below; both the local clock and the corrected time count.
 */
export function hasCodes(nowMs: number, offsetMs = 0): boolean {
  return nowMs >= 0 && nowMs + offsetMs >= 0
}

/**
 * The code of a time-based account at a moment, and the one after it.
 * @param nowMs - Unix milliseconds by the local clock; so are the times of the view.
 * @param offsetMs - Add this to the local clock for the time that the code is to be right for. Not 0: it is a corrected
 *   code, and the one by the local clock stands beside it.
 * @throws TotpError `time-out-of-range`
 */
export function presentCode(
  account: TimeBasedAccount & { readonly id: string },
  nowMs: number,
  offsetMs = 0
) {
  const now = totpAt(account, nowMs + offsetMs)
  return {
    id: account.id,
    code: now.code,
    nextCode: totpAt(account, now.validUntilMs).code,
    timeStep: now.timeStep,
    validFromMs: now.validFromMs - offsetMs,
    validUntilMs: now.validUntilMs - offsetMs,
    ...(offsetMs === 0 ? {} : { byThisClock: totpAt(account, nowMs).code })
  }
}
