/** One exchange with a time server, and the guard that every reply passes: RFC 5905 §7.3, §8 and A.5.1. */
import type { WayKind } from './source.ts'
import type { Anchor } from './wall-clock.ts'

/** What one exchange says about the local clock. */
export interface Sample {
  readonly kind: WayKind
  /** Who vouches for it: a proof of the operator, nobody, or a certificate authority that was added to the system's. */
  readonly voucher: 'operator' | 'nobody' | 'organisation'
  /**
   * Who answered: address and port of the NTP server; for HTTPS name and port, since many servers share an address
   * there. Two answers of one server are one voice (voices.ts).
   */
  readonly server: string
  /** Add this to the local clock to get true time, ms; positive = the local clock is slow (RFC 5905 §8, θ). */
  readonly offsetMs: number
  /** Round trip less the server's own time, ms (RFC 5905 §8, δ). */
  readonly delayMs: number
  /** Hard half-width of the offset, ms: half the delay, the server's own distance, and how finely we could read. */
  readonly boundMs: number
  readonly rootDelayMs: number
  readonly rootDispersionMs: number
  /** Hops from a reference clock, 1–15; 0 for HTTPS, which doesn't say. */
  readonly stratum: number
  /** Leap second at the end of the day: 0 none, 1 one more, 2 one less. */
  readonly leap: 0 | 1 | 2
  /** When the answer came, monotonic ms: the local clock wanders away from the sample from then on. */
  readonly takenAtMs: number
}

/** Why an answer isn't believed. The kiss code's four letters follow it (RFC 5905 §7.4). */
export type Refusal =
  | 'truncated'
  | 'malformed'
  | 'origin-mismatch'
  | 'wrong-mode'
  | 'wrong-version'
  | `kiss-code ${string}`
  | 'unsynchronised'
  | 'stratum'
  | 'root-distance'
  | 'zero-timestamp'
  | 'transmit-before-receive'
  | 'negative-delay'
  | 'reference-after-transmit'
  | 'stale-reference'
  // NTS, RFC 8915; the server's error code follows the last one (§4.1.3).
  | 'not-authentic'
  | 'no-authenticator'
  | 'unique-identifier-mismatch'
  | 'nts-nak'
  | 'no-nts'
  | 'malformed-key-exchange'
  | `key-exchange-error ${number}`
  // Certificates: the first two are how a clock looks that is wrong by months.
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'untrusted-certificate'
  // HTTPS
  | 'no-date'
  | 'cached-answer'
  // The vote: another source is the same server (voices.ts).
  | 'same-server'

/** Why no answer came. */
export type NoAnswer =
  'timed-out' | 'connection-refused' | 'no-address' | 'network-unreachable' | 'proxy-refused' | 'not-offered'

/** What asking a server came to. */
export type Answer =
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'unreachable'; readonly reason: NoAnswer }
  | { readonly kind: 'rejected'; readonly reason: Refusal }

/** The header of a server's reply as it came, with its timestamps in Unix ms of the right era. */
export interface Reply {
  readonly leap: number
  readonly version: number
  readonly mode: number
  readonly stratum: number
  /** log₂ of the server clock's precision in seconds. */
  readonly precision: number
  readonly rootDelayMs: number
  readonly rootDispersionMs: number
  /** The four letters of the reference id, which is the kiss code where the stratum is 0. */
  readonly referenceCode: string
  /** Whether the reply carries our own transmit timestamp. */
  readonly originMatches: boolean
  /** `null`: the field is zero, which means unknown. */
  readonly referenceMs: number | null
  readonly receiveMs: number | null
  readonly transmitMs: number | null
  /** How coarsely the fields above were read, ms: they may be larger by up to this. 0 for our own parser. */
  readonly grainMs: number
}

/** Our side of the exchange: T1 and T4 on the monotonic clock, and what joins it to the local one. */
export interface Stamps {
  readonly sentMs: number
  readonly receivedMs: number
  readonly anchor: Anchor
}

/** RFC 5905 §7.3 MAXDIST is 1 s for selection; half a second more leaves far but honest servers in. */
const MAX_ROOT_DISTANCE_MS = 1500
/** RFC 1305 NTP.MAXAGE: a server that wasn't set for a day has no time to give. */
const MAX_REFERENCE_AGE_MS = 86_400_000
const REFERENCE_SLACK_MS = 1000
/** How much a system clock's rate may be out, RFC 5905 PHI. */
export const RATE_TOLERANCE = 15e-6

/**
 * Computes offset, delay and hard bound of an exchange, or says why the reply isn't believed.
 * The order matters: a reply that isn't to our request says nothing, so nothing else of it counts.
 */
export function checkSample(
  reply: Reply,
  stamps: Stamps,
  way: Pick<Sample, 'kind' | 'voucher' | 'server'>
): Sample | Refusal {
  const refusal = refusalOf(reply)
  if (refusal !== null) return refusal
  const { receiveMs, transmitMs, referenceMs, grainMs, rootDelayMs, rootDispersionMs } = reply
  if (receiveMs === null || transmitMs === null) return 'zero-timestamp'
  const roundTripMs = stamps.receivedMs - stamps.sentMs
  const heldMs = transmitMs - receiveMs
  if (heldMs < -grainMs) return 'transmit-before-receive'
  if (heldMs > roundTripMs + 1 + grainMs) return 'negative-delay'
  if (referenceMs !== null) {
    if (referenceMs > transmitMs + REFERENCE_SLACK_MS) return 'reference-after-transmit'
    if (referenceMs < transmitMs - MAX_REFERENCE_AGE_MS) return 'stale-reference'
  }
  const delayMs = Math.max(0, roundTripMs - heldMs)
  const middleMs = (stamps.sentMs + stamps.receivedMs) / 2 + stamps.anchor.wallMinusMonotonicMs
  return {
    ...way,
    // Fields rounded down by up to the grain lie half of it higher in the middle.
    offsetMs: (receiveMs + transmitMs + grainMs) / 2 - middleMs,
    delayMs,
    boundMs:
      delayMs / 2 +
      rootDistanceMs(rootDelayMs, rootDispersionMs) +
      2 ** reply.precision * 1000 +
      // Both timestamps half a grain each, root delay by half and root dispersion whole.
      2.5 * grainMs +
      stamps.anchor.uncertaintyMs +
      RATE_TOLERANCE * roundTripMs,
    rootDelayMs,
    rootDispersionMs,
    stratum: reply.stratum,
    leap: reply.leap === 1 || reply.leap === 2 ? reply.leap : 0,
    takenAtMs: stamps.receivedMs
  }
}

/** An exchange's outcome as an answer. */
export function answerOf(outcome: Sample | Refusal | NoAnswer): Answer {
  if (typeof outcome !== 'string') return { kind: 'sample', sample: outcome }
  return isNoAnswer(outcome)
    ? { kind: 'unreachable', reason: outcome }
    : { kind: 'rejected', reason: outcome }
}

const NO_ANSWERS: ReadonlySet<string> = new Set<NoAnswer>([
  'timed-out',
  'connection-refused',
  'no-address',
  'network-unreachable',
  'proxy-refused',
  'not-offered'
])

function isNoAnswer(reason: string): reason is NoAnswer {
  return NO_ANSWERS.has(reason)
}

function refusalOf(reply: Reply): Refusal | null {
  const numbers = [reply.leap, reply.version, reply.mode, reply.stratum, reply.precision]
  if (![...numbers, reply.rootDelayMs, reply.rootDispersionMs].every(Number.isFinite)) return 'truncated'
  if (Number.isNaN(reply.receiveMs) || Number.isNaN(reply.transmitMs)) return 'truncated'
  if (!reply.originMatches) return 'origin-mismatch'
  if (reply.mode !== 4) return 'wrong-mode'
  if (reply.version < 3 || reply.version > 4) return 'wrong-version'
  if (reply.stratum === 0) return `kiss-code ${reply.referenceCode.replace(/[^A-Z0-9]/g, '?').slice(0, 4)}`
  if (reply.leap === 3) return 'unsynchronised'
  if (reply.stratum > 15) return 'stratum'
  if (rootDistanceMs(reply.rootDelayMs, reply.rootDispersionMs) >= MAX_ROOT_DISTANCE_MS)
    return 'root-distance'
  return null
}

function rootDistanceMs(rootDelayMs: number, rootDispersionMs: number): number {
  return rootDelayMs / 2 + rootDispersionMs
}
