/** The port behind which each way of asking a server lies, and the look-up of its address. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
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

/** Addresses of a host, IPv4 first, as literals; or why there is none. */
export async function addressesOf(host: string, timeoutMs: number): Promise<readonly string[] | NoAnswer> {
  if (isIP(host) !== 0) return [host]
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'timed-out'>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), timeoutMs)
  })
  try {
    // A look-up can't be called off; one that comes too late is forgotten.
    const found = await Promise.race([lookup(host, { all: true, order: 'ipv4first' }), late])
    return found === 'timed-out' ? found : found.map((entry) => entry.address)
  } catch {
    return 'no-address'
  } finally {
    clearTimeout(timer)
  }
}

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
