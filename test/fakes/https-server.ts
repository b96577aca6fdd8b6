/** A web server on loopback whose clock is off, and a proxy that opens tunnels to it. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Certificate } from './certificates.ts'

export interface FakeHttpsServerOptions {
  readonly certificate: Certificate
  /** Its clock is ahead of this machine's by this, ms. */
  readonly aheadMs?: number
  /** Instead of the Date header that its clock gives; empty for none. */
  readonly date?: string
  readonly age?: string
  /** Waits before it answers, ms. */
  readonly delayMs?: number
  readonly closeAfterEach?: boolean
}

export interface FakeWebServer {
  readonly port: number
  /** Requests, or tunnels, so far. */
  readonly received: () => number
  readonly close: () => Promise<void>
}

export async function startHttpsServer(options: FakeHttpsServerOptions): Promise<FakeWebServer> {
  const { certificate, aheadMs = 0, delayMs = 0 } = options
  let received = 0
  const server = createHttpsServer(
    { cert: certificate.pem, key: readFileSync(certificate.key) },
    (_request, response) => {
      received++
      response.sendDate = false
      const date = options.date ?? new Date(Date.now() + aheadMs).toUTCString()
      if (date !== '') response.setHeader('Date', date)
      if (options.age !== undefined) response.setHeader('Age', options.age)
      if (options.closeAfterEach === true) response.setHeader('Connection', 'close')
      setTimeout(() => response.end(), delayMs)
    }
  )
  return await listening(server, () => received)
}

export interface FakeProxyOptions {
  /** Tunnels only with this user and password. */
  readonly credentials?: string
  readonly refuses?: boolean
}

export async function startProxy(options: FakeProxyOptions = {}): Promise<FakeWebServer> {
  let tunnels = 0
  const server = createHttpServer()
  server.on('connect', (request, client: Socket) => {
    const { credentials } = options
    const expected =
      credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
    if (options.refuses === true || request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    tunnels++
    const port = Number(/:(\d+)$/.exec(request.url ?? '')?.[1])
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
  })
  return await listening(server, () => tunnels)
}

async function listening(server: Server, received: () => number): Promise<FakeWebServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
