/**
 * Servers that asked to be left alone, RFC 5905 §7.4: DENY and RSTR for a day, RATE by asking half as often each time.
 * Only kisses that answer our own question come here (sample.ts), and for NTS only proven ones (nts.ts).
 */
import { ageMs, type Moment } from './moment.ts'

export interface Kiss {
  /** As a URL: `ntp://host:123`. */
  readonly server: string
  readonly code: KissCode
  /** How many of them came within a day, 1 or more. */
  readonly times: number
  readonly cameAt: Moment
  /** When the server was asked last. */
  readonly askedAt: Moment
}

export const KISS_CODES = ['DENY', 'RSTR', 'RATE'] as const
export type KissCode = (typeof KISS_CODES)[number]

/** So long a kiss is remembered, ms. */
const DAY_MS = 86_400_000
/** A server that was doubled so often is asked once a day. */
const MOST_DOUBLINGS = 16

/** The kiss code of a reason like `kiss-code DENY`, if it is one to be remembered. */
export function kissCodeOf(reason: string): KissCode | null {
  return KISS_CODES.find((code) => reason === `kiss-code ${code}`) ?? null
}

/** Those that still count. */
function lasting(kisses: readonly Kiss[], now: Moment): readonly Kiss[] {
  return kisses.filter((kiss) => ageMs(kiss.cameAt, now) < DAY_MS)
}

/**
 * Why a server may not be asked at present; `null` where it may.
 * @param intervalMs - How often it would be asked otherwise, ms.
 */
export function heldBackBy(
  kisses: readonly Kiss[],
  server: string,
  now: Moment,
  intervalMs: number
): KissCode | null {
  const kiss = lasting(kisses, now).find((each) => each.server === server)
  if (kiss === undefined) return null
  if (kiss.code !== 'RATE') return kiss.code
  const doubled = intervalMs * 2 ** Math.min(kiss.times, MOST_DOUBLINGS)
  return ageMs(kiss.askedAt, now) < doubled ? kiss.code : null
}

/** With one more kiss of a server. */
export function withKiss(
  kisses: readonly Kiss[],
  server: string,
  code: KissCode,
  now: Moment
): readonly Kiss[] {
  const before = lasting(kisses, now).find((kiss) => kiss.server === server)
  const times = (before?.times ?? 0) + 1
  return [
    ...lasting(kisses, now).filter((kiss) => kiss.server !== server),
    { server, code, times, cameAt: now, askedAt: now }
  ]
}

/** With a server asked once more. */
export function withAsked(kisses: readonly Kiss[], server: string, now: Moment): readonly Kiss[] {
  return lasting(kisses, now).map((kiss) => (kiss.server === server ? { ...kiss, askedAt: now } : kiss))
}
