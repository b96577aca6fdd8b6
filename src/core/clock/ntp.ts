/**
 * Plain NTP, RFC 5905: one exchange. IPv4 goes through ntp-time-sync's `getNetworkTime()`, whose answers pass the guard
 * of sample.ts; IPv6, which it can't do, and the years after 2036, which it sends wrongly, through our own exchange.
 */
import { isIPv4 } from 'node:net'
import { NtpTimeSync } from 'ntp-time-sync'
import { askHost } from './addresses.ts'
import { noAnswerOf, type Ask, type Question } from './ask.ts'
import { eraPivotMs, NTP_TO_UNIX_S, unixMsOf } from './era.ts'
import { HEADER_LENGTH, readReply, requestHeader } from './ntp-packet.ts'
import {
  answerOf,
  checkSample,
  type Answer,
  type NoAnswer,
  type Refusal,
  type Reply,
  type Sample
} from './sample.ts'
import type { Way } from './source.ts'
import { exchange } from './udp-exchange.ts'
import { serverAt } from './voices.ts'

/** End of NTP's era 0, Unix ms: the transport writes a timestamp of 65 bits from then on. */
const ERA_0_END_MS = (2 ** 32 - NTP_TO_UNIX_S) * 1000

/**
 * Asks by plain NTP.
 * @param randomBytes - Source of the nonces of our own exchange.
 */
export function ntpWay(randomBytes: (length: number) => Uint8Array): Ask {
  return (question) =>
    askHost(question.way.host, question, (address, timeoutMs) => {
      const rest = { ...question, timeoutMs }
      return isIPv4(address) && question.clock.wallMs() < ERA_0_END_MS
        ? askThroughLibrary(address, rest)
        : askOurselves(address, rest, randomBytes(8))
    })
}

function plainFrom(address: string, { port }: Way): Pick<Sample, 'kind' | 'voucher' | 'server'> {
  return { kind: 'ntp', voucher: 'nobody', server: serverAt(address, port) }
}

type NetworkTime = Awaited<ReturnType<NtpTimeSync['getNetworkTime']>>

async function askThroughLibrary(address: string, question: Question): Promise<Answer> {
  const { way, clock, anchor, timeoutMs } = question
  const transport = new NtpTimeSync({ servers: [], replyTimeout: timeoutMs })
  // The transport takes its own T1 within this call and before it waits for anything; ours are on the better clock.
  const earliestMs = clock.wallMs()
  const sentMs = clock.monotonicMs()
  const pending = transport.getNetworkTime(address, way.port)
  const latestMs = clock.wallMs()
  let time: NetworkTime
  try {
    time = await pending
  } catch (error) {
    return { kind: 'unreachable', reason: libraryReason(error) }
  }
  const receivedMs = clock.monotonicMs()
  const originMs = Number(time.originTimestamp)
  // The origin comes back as a Date that may have lost a millisecond on its way through binary fractions.
  const originMatches = originMs >= earliestMs - 1 && originMs <= latestMs
  return answerOf(
    checkSample(
      replyOf(time, originMatches, earliestMs),
      { sentMs, receivedMs, anchor },
      plainFrom(address, way)
    )
  )
}

function libraryReason(error: unknown): NoAnswer {
  const timedOut = error instanceof Error && error.message.startsWith('Timeout')
  return timedOut ? 'timed-out' : noAnswerOf(error)
}

/** The library gives whole milliseconds, an unsigned precision and dates of era 0, with 1900 for zero. */
function replyOf(time: NetworkTime, originMatches: boolean, localMs: number): Reply {
  const sinceEra = (date: Date | undefined): number => Number(date) + NTP_TO_UNIX_S * 1000
  const timestamp = (date: Date | undefined): number | null => {
    const ms = sinceEra(date)
    if (ms === 0) return null
    return unixMsOf(Math.floor(ms / 1000), 0, eraPivotMs(localMs)) + (ms % 1000)
  }
  const precision = time.precision ?? NaN
  const stratum = time.stratum ?? NaN
  return {
    leap: time.leapIndicator ?? NaN,
    version: time.version ?? NaN,
    mode: time.mode ?? NaN,
    stratum,
    precision: precision > 127 ? precision - 256 : precision,
    rootDelayMs: sinceEra(time.rootDelay),
    rootDispersionMs: sinceEra(time.rootDispersion),
    referenceCode: stratum === 0 ? lettersOf(Number(time.referenceId)) : '',
    originMatches,
    referenceMs: timestamp(time.referenceTimestamp),
    receiveMs: timestamp(time.receiveTimestamp),
    transmitMs: timestamp(time.transmitTimestamp),
    grainMs: 1
  }
}

function lettersOf(referenceId: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Number.isFinite(referenceId) ? referenceId : 0)
  return bytes.toString('latin1')
}

async function askOurselves(address: string, question: Question, nonce: Uint8Array): Promise<Answer> {
  const { way, clock, anchor, timeoutMs } = question
  const strange: Refusal[] = []
  const outcome = await exchange<Sample | Refusal>({
    address,
    port: way.port,
    packet: requestHeader(nonce),
    clock,
    timeoutMs,
    read(datagram, stamps) {
      const reply = readReply(datagram, nonce, clock.wallMs())
      if (reply?.originMatches !== true) {
        strange.push(datagram.length < HEADER_LENGTH ? 'truncated' : 'origin-mismatch')
        return null
      }
      return checkSample(reply, { ...stamps, anchor }, plainFrom(address, way))
    }
  })
  const [reason] = strange
  if (outcome === 'timed-out' && reason !== undefined) return { kind: 'rejected', reason }
  return answerOf(outcome)
}
