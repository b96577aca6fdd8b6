/** The key establishment of Network Time Security, RFC 8915 §4: over TLS 1.3, once for many time requests. */
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { readKeyExchange, writeKeyExchange } from './nts-records.ts'
import type { Answer, Refusal } from './sample.ts'
import { answerOfTlsFailure } from './tls-failure.ts'

/** What both sides know after it. The keys are wiped by `forgetSession`. */
export interface NtsSession {
  /** Host name or address of the NTP server. */
  readonly ntpHost: string
  readonly ntpPort: number
  /** Key from client to server. */
  readonly clientKey: Buffer
  /** Key from server to client. */
  readonly serverKey: Buffer
  /** Each is used once; a reply brings new ones. */
  readonly cookies: Buffer[]
}

export interface KeyExchangeRequest {
  readonly host: string
  readonly port: number
  readonly timeoutMs: number
  /** Certificate authorities to trust, PEM; Node's own, with NODE_EXTRA_CA_CERTS, where absent. */
  readonly authorities?: readonly string[]
}

const ALPN = 'ntske/1'
const EXPORTER = 'EXPORTER-network-time-security'
/** AEAD_AES_SIV_CMAC_256 takes a key of 32 bytes (RFC 5297 §6). */
const KEY_LENGTH = 32
/** Eight cookies of any sane length fit many times over. */
const MAX_RESPONSE_LENGTH = 65_536

/** Exchanges keys, or says why it couldn't. */
export function exchangeKeys(request: KeyExchangeRequest): Promise<NtsSession | Answer> {
  const { host, port, timeoutMs, authorities } = request
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      // A server name in the hello may not be an address (RFC 6066 §3); the certificate is checked against it anyway.
      servername: isIP(host) === 0 ? host : '',
      ALPNProtocols: [ALPN],
      minVersion: 'TLSv1.3',
      ...(authorities === undefined ? {} : { ca: [...authorities] })
    })
    const end = (outcome: NtsSession | Answer): void => {
      clearTimeout(timer)
      socket.removeAllListeners('data')
      // What fails after the end has nobody left to tell.
      socket.on('error', () => undefined)
      socket.destroy()
      resolve(outcome)
    }
    const refuse = (reason: Refusal): void => end({ kind: 'rejected', reason })
    const timer = setTimeout(() => end({ kind: 'unreachable', reason: 'timed-out' }), timeoutMs)
    socket.once('error', (error: Error) => end(noAlpn(error) ? reject('no-nts') : answerOfTlsFailure(error)))
    socket.once('end', () => refuse('malformed-key-exchange'))
    socket.once('secureConnect', () => {
      if (socket.alpnProtocol === ALPN) socket.write(writeKeyExchange())
      else refuse('no-nts')
    })
    let received = Buffer.alloc(0)
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part])
      const response = readKeyExchange(received)
      if (response.kind === 'refused') refuse(response.reason)
      else if (response.kind === 'complete') end(sessionOf(socket, response))
      else if (received.length > MAX_RESPONSE_LENGTH) refuse('malformed-key-exchange')
    })
  })
}

/** Wipes the keys of a session that is no longer used. */
export function forgetSession(session: NtsSession): void {
  session.clientKey.fill(0)
  session.serverKey.fill(0)
  session.cookies.length = 0
}

function reject(reason: Refusal): Answer {
  return { kind: 'rejected', reason }
}

/** TLS alert 120: the server speaks TLS, but not the key exchange (RFC 7301 §3.2). */
function noAlpn(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'
}

function sessionOf(
  socket: TLSSocket,
  response: {
    readonly host: string | null
    readonly port: number | null
    readonly cookies: readonly Buffer[]
  }
): NtsSession | Answer {
  // RFC 8915 §5.1: protocol id 0 (NTPv4), AEAD id 15, and which way the key is for.
  const key = (direction: 0 | 1): Buffer =>
    socket.exportKeyingMaterial(KEY_LENGTH, EXPORTER, Buffer.from([0, 0, 0, 15, direction]))
  // Unless it names another, the time server is at the very address that we talk to (§4.1.7).
  const ntpHost = response.host ?? socket.remoteAddress
  if (ntpHost === undefined) return { kind: 'unreachable', reason: 'connection-refused' }
  return {
    ntpHost,
    ntpPort: response.port ?? 123,
    clientKey: key(0),
    serverKey: key(1),
    cookies: [...response.cookies]
  }
}
