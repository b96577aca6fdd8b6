/** A TLS connection to a web server, directly or through a proxy, and who vouches for the certificate at its end. */
import { isIP, type Socket } from 'node:net'
import { connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls'
import { noAnswerOf } from './ask.ts'
import type { Proxy } from './proxy.ts'
import type { Answer, NoAnswer, Sample } from './sample.ts'
import { serverOf, type Way } from './source.ts'
import { answerOfTlsFailure } from './tls-failure.ts'

/** What the machine decides about HTTPS; the composition root asks the system or the environment. */
export interface HttpsPorts {
  /** The proxy for a host, `null` for none. */
  readonly proxyFor: (way: Way) => Promise<Proxy | null>
  /** Trusts the certificate authorities that come with Node, the system's, and NODE_EXTRA_CA_CERTS. */
  readonly trusted: () => SecureContext
  /** Those that come with Node, PEM: an answer that another one vouches for is "checked by your organisation". */
  readonly publicAuthorities: () => readonly string[]
}

export interface HttpsConnection {
  readonly socket: TLSSocket
  readonly voucher: Sample['voucher']
}

/** Connects, or says why it couldn't. */
export async function openHttps(
  way: Way,
  timeoutMs: number,
  ports: HttpsPorts
): Promise<HttpsConnection | Answer> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const proxy = await ports.proxyFor(way)
    const tunnel = proxy === null ? null : await openTunnel(proxy, way, signal)
    if (typeof tunnel === 'string') return { kind: 'unreachable', reason: tunnel }
    const socket = await openTls(way, tunnel, ports.trusted(), signal)
    return { socket, voucher: voucherOf(socket, ports.publicAuthorities()) }
  } catch (error) {
    return signal.aborted ? { kind: 'unreachable', reason: 'timed-out' } : answerOfTlsFailure(error)
  }
}

function openTls(
  way: Way,
  tunnel: Socket | null,
  trusted: SecureContext,
  signal: AbortSignal
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: way.host,
      port: way.port,
      servername: isIP(way.host) === 0 ? way.host : '',
      ALPNProtocols: ['http/1.1'],
      secureContext: trusted,
      ...(tunnel === null ? {} : { socket: tunnel })
    })
    const abandon = (): void => void socket.destroy(new Error('expected a connection in time, got none'))
    signal.addEventListener('abort', abandon, { once: true })
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', abandon)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** Asks the proxy for a way through to the server. Only the host's name is told to it. */
async function openTunnel(proxy: Proxy, way: Way, signal: AbortSignal): Promise<Socket | NoAnswer> {
  // Few have a proxy, and a module's import of it loads Node's whole `fetch` as well.
  const { request } = await import('node:http')
  return await new Promise((resolve) => {
    const asking = request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: serverOf(way),
      headers: {
        host: serverOf(way),
        ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization })
      },
      agent: false,
      signal
    })
    asking.once('connect', (response, socket: Socket) => {
      if (response.statusCode === 200) {
        // Once TLS runs over it, TLS tells of its errors.
        socket.on('error', () => undefined)
        resolve(socket)
      } else {
        socket.destroy()
        resolve('proxy-refused')
      }
    })
    asking.once('response', (response) => {
      response.destroy()
      resolve('proxy-refused')
    })
    asking.once('error', (error) => resolve(signal.aborted ? 'timed-out' : noAnswerOf(error)))
    asking.end()
  })
}

/** Whether one of the public authorities stands anywhere in the chain that was verified. */
function voucherOf(socket: TLSSocket, publicAuthorities: readonly string[]): Sample['voucher'] {
  const known = new Set(publicAuthorities.map(derOf))
  const seen = new Set<PeerCertificate>()
  let certificate: PeerCertificate | undefined = socket.getPeerCertificate(true)
  while (certificate?.raw !== undefined && !seen.has(certificate)) {
    if (known.has(certificate.raw.toString('base64'))) return 'operator'
    seen.add(certificate)
    certificate =
      'issuerCertificate' in certificate ? (certificate.issuerCertificate as PeerCertificate) : undefined
  }
  return 'organisation'
}

/** The base64 within a PEM, without its line ends. */
function derOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '')
}
