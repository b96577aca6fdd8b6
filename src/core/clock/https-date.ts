/**
 * The `Date` header of HTTPS, RFC 9110 §6.6.1: a clock with whole seconds, to be had where only the web is let through.
 * One request bounds the offset to half a second and half the round trip; further ones are sent so that they arrive
 * where the server's second should change, and each halves what is left.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ask, Question } from './ask.ts'
import { readHttpDate } from './http-date.ts'
import { requestHead, type ResponseHead } from './http-head.ts'
import { openHttps, type HttpsConnection, type HttpsPorts } from './https-connection.ts'
import { RATE_TOLERANCE, type Answer, type Refusal } from './sample.ts'
import { serverOf } from './source.ts'
import { answerOfTlsFailure } from './tls-failure.ts'
import { serverAt } from './voices.ts'
import type { WallClock } from './wall-clock.ts'

/** How the server's clock stands against ours: it lies between the two. */
interface Interval {
  /** Server minus monotonic clock, ms. */
  readonly lowMs: number
  readonly highMs: number
}

/** One answer and what it took. */
interface Reading extends Interval {
  readonly delayMs: number
  readonly receivedMs: number
}

export interface HttpsDateOptions {
  /** Most requests to one server; the first gives about ± 0.5 s, four about ± 60 ms. */
  readonly requests: number
  /** Good enough to stop, ms. */
  readonly enoughMs: number
}

const ONE_REQUEST: HttpsDateOptions = { requests: 1, enoughMs: Infinity }

/** Asks by the `Date` header. */
export function httpsWay(ports: HttpsPorts, options: HttpsDateOptions = ONE_REQUEST): Ask {
  return async (question) => {
    const deadlineMs = question.clock.monotonicMs() + question.timeoutMs
    const connection = await openHttps(question.way, question.timeoutMs, ports)
    if ('kind' in connection) return connection
    try {
      return await read(connection, question, deadlineMs, options)
    } finally {
      connection.socket.on('error', () => undefined)
      connection.socket.destroy()
    }
  }
}

async function read(
  connection: HttpsConnection,
  question: Question,
  deadlineMs: number,
  options: HttpsDateOptions
): Promise<Answer> {
  const { clock, way } = question
  const host = hostHeader(serverOf(way))
  let interval: Interval = { lowMs: -Infinity, highMs: Infinity }
  let delayMs = Infinity
  let takenAtMs = 0
  for (let sent = 0; sent < options.requests; sent++) {
    if (sent > 0) {
      if (interval.highMs - interval.lowMs <= 2 * options.enoughMs || connection.socket.destroyed) break
      const pauseMs = untilBoundaryMs(interval, delayMs, clock)
      if (clock.monotonicMs() + pauseMs + delayMs > deadlineMs) break
      await wait(pauseMs)
    }
    const head = await requestHead(connection.socket, host, clock, deadlineMs - clock.monotonicMs())
    const reading = typeof head === 'string' || head instanceof Error ? head : readingOf(head)
    if (typeof reading === 'string' || reading instanceof Error) {
      if (sent > 0) break
      return answerOfFailure(reading)
    }
    interval = {
      lowMs: Math.max(interval.lowMs, reading.lowMs),
      highMs: Math.min(interval.highMs, reading.highMs)
    }
    delayMs = Math.min(delayMs, reading.delayMs)
    takenAtMs = reading.receivedMs
    // Its own answers contradict each other: several machines with different clocks behind one name.
    if (interval.lowMs > interval.highMs) return { kind: 'rejected', reason: 'no-date' }
  }
  const { anchor } = question
  return {
    kind: 'sample',
    sample: {
      kind: 'https',
      voucher: connection.voucher,
      server: serverAt(way.host, way.port),
      offsetMs: (interval.lowMs + interval.highMs) / 2 - anchor.wallMinusMonotonicMs,
      delayMs,
      boundMs: (interval.highMs - interval.lowMs) / 2 + anchor.uncertaintyMs + RATE_TOLERANCE * delayMs,
      rootDelayMs: 0,
      rootDispersionMs: 0,
      stratum: 0,
      leap: 0,
      takenAtMs
    }
  }
}

/** How long to wait so that the request arrives where the second changes, if the truth is in the middle, ms. */
function untilBoundaryMs(interval: Interval, delayMs: number, clock: WallClock): number {
  const arrivesMs = clock.monotonicMs() + delayMs / 2 + (interval.lowMs + interval.highMs) / 2
  return (1000 - (arrivesMs % 1000)) % 1000
}

function readingOf({ fields, sentMs, receivedMs }: ResponseHead): Reading | Refusal {
  // A cache's copy tells when it was made (RFC 9111 §5.1).
  if ((fields.get('age') ?? []).some((age) => !/^0+$/.test(age))) return 'cached-answer'
  const [date = '', ...more] = fields.get('date') ?? []
  const dateMs = more.length > 0 ? null : readHttpDate(date)
  if (dateMs === null) return 'no-date'
  // The server rounded down, and wrote the header at some moment between our two.
  return {
    lowMs: dateMs - receivedMs,
    highMs: dateMs + 1000 - sentMs,
    delayMs: receivedMs - sentMs,
    receivedMs
  }
}

function answerOfFailure(failure: Refusal | 'timed-out' | Error): Answer {
  if (failure instanceof Error) return answerOfTlsFailure(failure)
  return failure === 'timed-out'
    ? { kind: 'unreachable', reason: failure }
    : { kind: 'rejected', reason: failure }
}

/** The port is left out where it is the usual one (RFC 9110 §7.2). */
function hostHeader(server: string): string {
  return server.replace(/:443$/, '')
}
