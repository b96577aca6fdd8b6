/** Network Time Security, RFC 8915: NTP whose replies prove who sent them. Sessions are kept from check to check. */
import { askHost, type LookUp } from './addresses.ts'
import type { Ask, Question } from './ask.ts'
import { readReply, requestHeader } from './ntp-packet.ts'
import { exchangeKeys, forgetSession, type NtsSession } from './nts-key-exchange.ts'
import { readNtsReply, UNIQUE_IDENTIFIER_LENGTH, writeNtsRequest } from './nts-packet.ts'
import { COOKIES_KEPT } from './nts-records.ts'
import { answerOf, checkSample, type Answer, type Refusal, type Sample } from './sample.ts'
import { serverOf } from './source.ts'
import { exchange } from './udp-exchange.ts'
import { serverAt } from './voices.ts'

export interface NtsPorts {
  readonly randomBytes: (length: number) => Uint8Array
  /** Certificate authorities to trust instead of Node's own, PEM. */
  readonly authorities?: readonly string[]
  /** Finds the time server's address; the system's own look-up where absent. */
  readonly lookUp?: LookUp
}

const PROVEN = { kind: 'nts', voucher: 'operator' } as const

/** Asks by NTS. Keys are exchanged at the first question, and anew when cookies have run out or the server forgot them. */
export function ntsWay(ports: NtsPorts): Ask {
  const sessions = new Map<string, NtsSession>()
  return async (question) => {
    const { way, clock } = question
    const server = serverOf(way)
    const deadlineMs = clock.monotonicMs() + question.timeoutMs
    const drop = (session: NtsSession): void => {
      forgetSession(session)
      if (sessions.get(server) === session) sessions.delete(server)
    }
    for (let attempt = 0; ; attempt++) {
      const kept = sessions.get(server)
      // Another question may be under way with the last cookie of the one that is kept.
      const isUsable = kept !== undefined && kept.cookies.length > 0
      const session = isUsable ? kept : await begin(question, deadlineMs, ports)
      if ('kind' in session) return session
      sessions.set(server, session)
      const left = { clock, timeoutMs: leftOf(question, deadlineMs), lookUp: ports.lookUp }
      const answer = await askHost(session.ntpHost, left, (address, timeoutMs) =>
        askAt(address, session, { ...question, timeoutMs }, ports)
      )
      if (session.cookies.length === 0) drop(session)
      // The server forgot its cookies: one new key exchange, and no more (RFC 8915 §5.7).
      const forgotten = answer.kind === 'rejected' && answer.reason === 'nts-nak'
      if (!forgotten) return answer
      drop(session)
      if (attempt > 0) return answer
    }
  }
}

async function begin(question: Question, deadlineMs: number, ports: NtsPorts): Promise<NtsSession | Answer> {
  const { host, port } = question.way
  const { authorities } = ports
  return await exchangeKeys({
    host,
    port,
    timeoutMs: leftOf(question, deadlineMs),
    ...(authorities === undefined ? {} : { authorities })
  })
}

function leftOf(question: Question, deadlineMs: number): number {
  return Math.max(1, deadlineMs - question.clock.monotonicMs())
}

async function askAt(
  address: string,
  session: NtsSession,
  question: Question,
  ports: NtsPorts
): Promise<Answer> {
  const { clock, anchor, timeoutMs } = question
  // A cookie that was sent is never sent again, so that nobody can tell the two packets to be ours (RFC 8915 §9.1).
  const cookie = session.cookies.shift()
  if (cookie === undefined) return { kind: 'unreachable', reason: 'network-unreachable' }
  const server = serverAt(address, session.ntpPort)
  const nonce = ports.randomBytes(8)
  const uniqueIdentifier = ports.randomBytes(UNIQUE_IDENTIFIER_LENGTH)
  const strange: Refusal[] = []
  const outcome = await exchange<Sample | Refusal>({
    address,
    port: session.ntpPort,
    packet: writeNtsRequest({
      header: requestHeader(nonce),
      uniqueIdentifier,
      cookie,
      cookiesLeft: session.cookies.length,
      clientKey: session.clientKey,
      nonce: ports.randomBytes(16)
    }),
    clock,
    timeoutMs,
    read(datagram, stamps) {
      const reply = readReply(datagram, nonce, clock.wallMs())
      if (reply?.originMatches !== true) {
        strange.push(reply === null ? 'truncated' : 'origin-mismatch')
        return null
      }
      const proof = readNtsReply(datagram, uniqueIdentifier, session.serverKey)
      if (proof.kind === 'refused') {
        strange.push(proof.reason)
        // Whoever can read our request could have sent this: the genuine reply may still come.
        return proof.reason === 'nts-nak' ? proof.reason : null
      }
      session.cookies.push(...proof.cookies.slice(0, COOKIES_KEPT - session.cookies.length))
      return checkSample(reply, { ...stamps, anchor }, { ...PROVEN, server })
    }
  })
  const [reason] = strange
  if (outcome === 'timed-out' && reason !== undefined) return { kind: 'rejected', reason }
  return answerOf(outcome)
}
