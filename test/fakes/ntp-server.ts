/** A scripted NTP server on loopback that misbehaves in one named way: what the guard and the vote are tested against. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'

const NTP_TO_UNIX_S = 2_208_988_800
const ORIGIN_AT = 24
const RECEIVE_AT = 32
const TRANSMIT_AT = 40

/** Writes an NTP timestamp of whatever era the moment lies in. */
export function writeTimestamp(packet: Buffer, at: number, unixMs: number): void {
  const seconds = Math.floor(unixMs / 1000)
  packet.writeUInt32BE((((seconds + NTP_TO_UNIX_S) % 2 ** 32) + 2 ** 32) % 2 ** 32, at)
  packet.writeUInt32BE(Math.floor(((unixMs - seconds * 1000) / 1000) * 2 ** 32), at + 4)
}

type Spoil = (reply: Buffer, nowMs: number) => Buffer

const bytes =
  (...changes: readonly (readonly [at: number, value: number])[]): Spoil =>
  (reply) => {
    for (const [at, value] of changes) reply.writeUInt8(value, at)
    return reply
  }
const kiss =
  (code: string, first: number): Spoil =>
  (reply) => {
    reply.writeUInt8(first, 0)
    reply.writeUInt8(0, 1)
    reply.write(code, 12, 'latin1')
    return reply
  }
const zero =
  (at: number): Spoil =>
  (reply) =>
    reply.fill(0, at, at + 8)
const stamp =
  (at: number, plusMs: number): Spoil =>
  (reply, nowMs) => {
    writeTimestamp(reply, at, nowMs + plusMs)
    return reply
  }
const fixed16 =
  (at: number, seconds: number): Spoil =>
  (reply) => {
    reply.writeUInt32BE(Math.round(seconds * 65_536), at)
    return reply
  }
const cut =
  (length: number): Spoil =>
  (reply) =>
    reply.subarray(0, length)
const all =
  (...spoils: readonly Spoil[]): Spoil =>
  (reply, nowMs) =>
    spoils.reduce((spoilt, spoil) => spoil(spoilt, nowMs), reply)

/** What can be wrong with a reply, by name. */
export const SPOILS = {
  'kiss code RATE': kiss('RATE', 0xe4),
  'kiss code DENY': kiss('DENY', 0xe4),
  'kiss code RSTR': kiss('RSTR', 0xe4),
  'kiss code RATE, leap 0 and shifted by 47 s': all(
    kiss('RATE', 0x24),
    stamp(RECEIVE_AT, 47_000),
    stamp(TRANSMIT_AT, 47_000)
  ),
  'kiss code with zero timestamps': all(kiss('RATE', 0xe4), zero(16), zero(RECEIVE_AT), zero(TRANSMIT_AT)),
  'stratum 0 without a code': bytes([1, 0], [12, 0], [13, 0], [14, 0], [15, 0]),
  'stratum 16': bytes([1, 16]),
  'leap 3': bytes([0, 0xe4]),
  'mode 3': bytes([0, 0x23]),
  'mode 5': bytes([0, 0x25]),
  'version 1': bytes([0, 0x0c]),
  'version 5': bytes([0, 0x2c]),
  'root dispersion 3 s': fixed16(8, 3),
  'root delay 4 s': fixed16(4, 4),
  'origin zero': zero(ORIGIN_AT),
  'origin an hour old': stamp(ORIGIN_AT, -3_600_000),
  'receive zero': zero(RECEIVE_AT),
  'transmit zero': zero(TRANSMIT_AT),
  'transmit 20 s before receive': stamp(TRANSMIT_AT, -20_000),
  'transmit 20 s after receive': stamp(TRANSMIT_AT, 20_000),
  'reference an hour after transmit': stamp(16, 3_600_000),
  'reference 30 days old': stamp(16, -30 * 86_400_000),
  '0 bytes': cut(0),
  '20 bytes': cut(20),
  '47 bytes': cut(47),
  'all ones': (reply) => reply.fill(0xff)
} as const satisfies Record<string, Spoil>

export type SpoilName = keyof typeof SPOILS

export interface FakeNtpServerOptions {
  readonly spoil?: SpoilName
  /** The server's clock is ahead of this machine's by this, ms. */
  readonly aheadMs?: number
  /** Waits before it answers, ms. */
  readonly delayMs?: number
  /** Answers only so many requests; 0 = none. */
  readonly answers?: number
  readonly twice?: boolean
  /** Root dispersion in its replies, s: widens the interval. */
  readonly rootDispersionS?: number
  /** Sends a forged reply, 47 s ahead, before its own: from another address, or from its own with a wrong origin. */
  readonly forgery?: 'other-address' | 'wrong-origin'
  readonly family?: 4 | 6
}

export interface FakeNtpServer {
  /** The loopback address and port, as a server URL without its scheme. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** Requests so far. */
  readonly received: () => number
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of loopback. */
export async function startFakeNtpServer(options: FakeNtpServerOptions = {}): Promise<FakeNtpServer> {
  const {
    spoil,
    aheadMs = 0,
    delayMs = 0,
    answers = Infinity,
    family = 4,
    rootDispersionS = 0.0078
  } = options
  const socket = createSocket(family === 4 ? 'udp4' : 'udp6')
  let received = 0
  let open = true
  socket.on('message', (request, from) => {
    received++
    if (received > answers) return
    const nowMs = Date.now() + aheadMs
    const honest = replyTo(request, nowMs, rootDispersionS)
    const reply = spoil === undefined ? honest : SPOILS[spoil](honest, nowMs)
    const send = (): void => {
      if (!open) return
      socket.send(reply, from.port, from.address)
      if (options.twice === true) socket.send(reply, from.port, from.address)
    }
    if (options.forgery !== undefined) {
      forge(options.forgery, request, nowMs, socket, from)
      setTimeout(send, 50)
    } else if (delayMs > 0) setTimeout(send, delayMs)
    else send()
  })
  const host = family === 4 ? '127.0.0.1' : '::1'
  socket.bind(0, host)
  await once(socket, 'listening')
  const { port } = socket.address()
  return {
    url: family === 4 ? `${host}:${port}` : `[${host}]:${port}`,
    host,
    port,
    received: () => received,
    close: () => {
      open = false
      return new Promise((resolve) => socket.close(() => resolve()))
    }
  }
}

function replyTo(request: Buffer, nowMs: number, rootDispersionS: number): Buffer {
  const reply = Buffer.alloc(48)
  reply.set([0x24, 2, 6, 0xe8])
  fixed16(4, 0.0039)(reply, nowMs)
  fixed16(8, rootDispersionS)(reply, nowMs)
  reply.set([127, 127, 1, 0], 12)
  writeTimestamp(reply, 16, nowMs - 5000)
  request.copy(reply, ORIGIN_AT, TRANSMIT_AT, TRANSMIT_AT + 8)
  writeTimestamp(reply, RECEIVE_AT, nowMs)
  writeTimestamp(reply, TRANSMIT_AT, nowMs)
  return reply
}

function forge(
  kind: 'other-address' | 'wrong-origin',
  request: Buffer,
  nowMs: number,
  socket: Socket,
  from: RemoteInfo
): void {
  const forged = replyTo(request, nowMs + 47_000, 0.0078)
  writeTimestamp(forged, ORIGIN_AT, nowMs - 1000)
  if (kind === 'wrong-origin') {
    socket.send(forged, from.port, from.address)
    return
  }
  const other = createSocket('udp4')
  other.bind(0, '127.0.0.2', () => {
    other.send(forged, from.port, from.address, () => other.close())
  })
}
