/** The port behind which each way of asking a server lies. */
import type { Answer, NoAnswer } from './sample.ts'
import type { Way } from './source.ts'
import type { Anchor, WallClock } from './wall-clock.ts'

/** One question to one server. */
export interface Question {
  readonly way: Way
  readonly clock: WallClock
  /** Joins the monotonic clock to the local one for the whole check. */
  readonly anchor: Anchor
  /** Longest wait for the answer, ms. */
  readonly timeoutMs: number
}

/** Asks a server once. What can be expected to go wrong is an answer too: it never throws for the network's sake. */
export type Ask = (question: Question) => Promise<Answer>

/** Why no answer came, from the error code of a socket. */
export function noAnswerOf(error: unknown): NoAnswer {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return 'connection-refused'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return 'no-address'
    case 'ETIMEDOUT':
      return 'timed-out'
    default:
      return 'network-unreachable'
  }
}
