/** The 48-byte header of NTP, RFC 5905 §7.3: our request, and the reply as fields. */
import { eraPivotMs, unixMsOf } from './era.ts'
import type { Reply } from './sample.ts'

export const HEADER_LENGTH = 48
const TRANSMIT_AT = 40
const ORIGIN_AT = 24

/**
 * A client's request: leap 0, version 4, mode 3, all else zero but the transmit timestamp. That is random: the server
 * only has to send it back, it tells nobody what our clock shows, and nobody off the path can guess it.
 * @param nonce - 8 random bytes.
 */
export function requestHeader(nonce: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH)
  header.writeUInt8(0x23, 0)
  header.set(nonce, TRANSMIT_AT)
  return header
}

/**
 * The fields of a reply; `null` where the datagram is too short to hold them.
 * @param nonce - The transmit timestamp of our request.
 * @param localMs - The local clock, for the era of the timestamps.
 */
export function readReply(datagram: Buffer, nonce: Uint8Array, localMs: number): Reply | null {
  if (datagram.length < HEADER_LENGTH) return null
  const pivotMs = eraPivotMs(localMs)
  const first = datagram.readUInt8(0)
  const timestamp = (at: number): number | null => {
    const seconds = datagram.readUInt32BE(at)
    const fraction = datagram.readUInt32BE(at + 4)
    return seconds === 0 && fraction === 0 ? null : unixMsOf(seconds, fraction, pivotMs)
  }
  return {
    leap: first >> 6,
    version: (first >> 3) & 7,
    mode: first & 7,
    stratum: datagram.readUInt8(1),
    precision: datagram.readInt8(3),
    // 16.16 fixed point seconds.
    rootDelayMs: datagram.readUInt32BE(4) / 65.536,
    rootDispersionMs: datagram.readUInt32BE(8) / 65.536,
    referenceCode: datagram.toString('latin1', 12, 16),
    originMatches: datagram.subarray(ORIGIN_AT, ORIGIN_AT + 8).equals(nonce),
    referenceMs: timestamp(16),
    receiveMs: timestamp(32),
    transmitMs: timestamp(TRANSMIT_AT),
    grainMs: 0
  }
}
