/**
 * Codes that follow from the time: TOTP, RFC 6238 with T0 = 0, Steam's, mOTP and Yandex. Window, tray and terminal all
 * come here.
 */
import type { TimeBasedAccount } from './account.ts'
import { assertNever } from './assert-never.ts'
import { hotp } from './hotp.ts'
import { motpCode } from './motp.ts'
import { steamCode } from './steam.ts'
import { yandexCode } from './yandex.ts'

export type TotpErrorCode = 'time-out-of-range'

/** A time that has no code. */
export class TotpError extends Error {
  readonly code: TotpErrorCode

  constructor(code: TotpErrorCode, message: string) {
    super(message)
    this.name = 'TotpError'
    this.code = code
  }
}

export interface TimedCode {
  readonly code: string
  /** T of RFC 6238 §4.2. */
  readonly timeStep: number
  /** Unix milliseconds by the clock that `nowMs` was read from: the first millisecond of the code. */
  readonly validFromMs: number
  /** The first millisecond that is no longer its. */
  readonly validUntilMs: number
}

/**
 * The code that an account shows at a time.
 * @param nowMs - Unix milliseconds, fractions allowed.
 * @throws {@link TotpError} `time-out-of-range`
 */
export function totpAt(account: TimeBasedAccount, nowMs: number): TimedCode {
  const { period } = account
  const timeStep = timeStepAt(nowMs, period)
  const validFromMs = timeStep * period * 1000
  return {
    code: codeOfStep(account, timeStep),
    timeStep,
    validFromMs,
    validUntilMs: validFromMs + period * 1000
  }
}

/**
 * The code of one time step.
 * @param timeStep - T of RFC 6238 §4.2, from 0.
 */
export function codeOfStep(account: TimeBasedAccount, timeStep: number): string {
  switch (account.kind) {
    case 'totp':
      return hotp(account.secret, account.algorithm, account.digits, timeStep)
    case 'steam':
      return steamCode(account.secret, account.algorithm, timeStep)
    case 'motp':
      return motpCode(account.secret, account.pin, timeStep)
    case 'yandex':
      return yandexCode(account.secret, account.pin, timeStep)
    default:
      return assertNever(account)
  }
}

/**
 * T = floor(unix time / period), RFC 6238 §4.2.
 *
 * Times before 1970 are refused: the RFC gives them no meaning, and a server would never take such a code.
 * @param unixMs - Unix milliseconds from 0 to 8.64 × 10^15, the last that a `Date` can hold; fractions allowed.
 * @param period - whole seconds, at least 1.
 * @throws {@link TotpError} `time-out-of-range`
 */
export function timeStepAt(unixMs: number, period: number): number {
  if (!(unixMs >= 0 && unixMs <= LAST_MS)) {
    throw new TotpError('time-out-of-range', `expected Unix milliseconds from 0 to ${LAST_MS}, got ${unixMs}`)
  }
  // Taking the remainder off first keeps every number a whole one: a quotient could be rounded up into the next step.
  const wholeMs = Math.floor(unixMs)
  const periodMs = period * 1000
  return (wholeMs - (wholeMs % periodMs)) / periodMs
}

/** ECMA-262, "Time Values and Time Range". */
const LAST_MS = 8.64e15
