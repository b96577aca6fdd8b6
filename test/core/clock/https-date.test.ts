import { createSecureContext } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readHttpDate } from '../../../src/core/clock/http-date.ts'
import type { HttpsPorts } from '../../../src/core/clock/https-connection.ts'
import { httpsWay, type HttpsDateOptions } from '../../../src/core/clock/https-date.ts'
import type { Proxy } from '../../../src/core/clock/proxy.ts'
import type { Answer, Sample } from '../../../src/core/clock/sample.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { anchorAt } from '../../../src/core/clock/wall-clock.ts'
import { makeCertificate, type Certificate } from '../../fakes/certificates.ts'
import {
  startHttpsServer,
  startProxy,
  type FakeHttpsServerOptions,
  type FakeWebServer
} from '../../fakes/https-server.ts'
import { describeWith } from '../../real-parts.ts'

const clock = systemClock(() => Date.now())

describeWith(['openssl', 'faketime'], 'the Date header of HTTPS', () => {
  let certificate: Certificate
  let servers: FakeWebServer[] = []

  beforeAll(() => {
    certificate = makeCertificate()
  })
  afterAll(() => certificate.remove())
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()))
    servers = []
  })

  const portsOf = (more: Partial<HttpsPorts> = {}, trust = certificate): HttpsPorts => ({
    proxyFor: () => Promise.resolve(null),
    trusted: () => createSecureContext({ ca: trust.pem }),
    publicAuthorities: () => [trust.pem],
    ...more
  })

  async function start(options: Partial<FakeHttpsServerOptions> = {}): Promise<FakeWebServer> {
    const server = await startHttpsServer({ certificate, ...options })
    servers.push(server)
    return server
  }

  async function ask(
    port: number,
    ports = portsOf(),
    options?: HttpsDateOptions,
    timeoutMs = 20_000
  ): Promise<Answer> {
    const way = { kind: 'https', host: '127.0.0.1', port } as const
    return await httpsWay(ports, options)({ way, clock, anchor: anchorAt(clock), timeoutMs })
  }

  function sampleOf(answer: Answer): Sample {
    if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
    return answer.sample
  }

  it.each([0, 47_300, -47_300, 400 * 86_400_000])(
    'gives a clock that is ahead by %d ms to ± 0.5 s and half the round trip, with one request',
    async (aheadMs) => {
      const server = await start({ aheadMs })
      const sample = sampleOf(await ask(server.port))
      expect(Math.abs(sample.offsetMs - aheadMs)).toBeLessThanOrEqual(sample.boundMs)
      expect(sample.boundMs).toBeGreaterThan(500)
      // Some ms come from a machine too busy to catch its own clock's tick (wall-clock.ts).
      expect(sample.boundMs).toBeLessThan(500 + sample.delayMs + 100)
      expect(sample.voucher).toBe('operator')
      expect(server.received()).toBe(1)
    }
  )

  it('gives it to ± 150 ms and the round trip with four requests', async () => {
    const server = await start({ aheadMs: 47_300 })
    const sample = sampleOf(await ask(server.port, portsOf(), { requests: 4, enoughMs: 20 }))
    expect(Math.abs(sample.offsetMs - 47_300)).toBeLessThanOrEqual(sample.boundMs)
    // Each of the four may come late by what the machine is busy with.
    expect(sample.boundMs).toBeLessThan(150 + sample.delayMs + 100)
    expect(server.received()).toBe(4)
  })

  it('stays with the first answer where the server closes after each', async () => {
    const server = await start({ closeAfterEach: true })
    const sample = sampleOf(await ask(server.port, portsOf(), { requests: 4, enoughMs: 20 }))
    expect(sample.boundMs).toBeGreaterThan(500)
    expect(server.received()).toBe(1)
  })

  it('takes an Age of 0 and refuses a cache’s copy, no date, and another form of it', async () => {
    expect((await ask((await start({ age: '0' })).port)).kind).toBe('sample')
    for (const [options, reason] of [
      [{ age: '30' }, 'cached-answer'],
      [{ age: 'x' }, 'cached-answer'],
      [{ date: '' }, 'no-date'],
      [{ date: 'Sunday, 06-Nov-94 08:49:37 GMT' }, 'no-date']
    ] as const) {
      expect(await ask((await start(options)).port)).toEqual({ kind: 'rejected', reason })
    }
  })

  it('gives up in time', async () => {
    const server = await start({ delayMs: 2000 })
    expect(await ask(server.port, portsOf(), undefined, 200)).toEqual({
      kind: 'unreachable',
      reason: 'timed-out'
    })
  })

  it('says that nobody listens, or that the other side does not speak TLS', async () => {
    const server = await startHttpsServer({ certificate })
    await server.close()
    expect(await ask(server.port)).toEqual({ kind: 'unreachable', reason: 'connection-refused' })
    const plain = await startProxy()
    servers.push(plain)
    expect(await ask(plain.port)).toEqual({ kind: 'rejected', reason: 'malformed' })
  })

  it('tells an untrusted certificate from one whose dates do not fit our clock', async () => {
    for (const [madeAt, reason] of [
      [undefined, 'untrusted-certificate'],
      ['+400d', 'certificate-not-yet-valid'],
      ['-400d', 'certificate-expired']
    ] as const) {
      const other = makeCertificate(madeAt === undefined ? {} : { madeAt })
      const server = await start({ certificate: other })
      const trust = madeAt === undefined ? certificate : other
      expect(await ask(server.port, portsOf({}, trust))).toEqual({ kind: 'rejected', reason })
      other.remove()
    }
  })

  it('knows an answer that only an added certificate authority vouches for', async () => {
    const server = await start()
    const ports = portsOf({ publicAuthorities: () => [] })
    expect(sampleOf(await ask(server.port, ports)).voucher).toBe('organisation')
  })

  it('goes through a proxy, with a password where it wants one, and says when that refuses', async () => {
    const server = await start()
    const through = (port: number, authorization?: string): HttpsPorts => {
      const proxy: Proxy = {
        host: '127.0.0.1',
        port,
        ...(authorization === undefined ? {} : { authorization })
      }
      return portsOf({ proxyFor: () => Promise.resolve(proxy) })
    }
    const open = await startProxy()
    const guarded = await startProxy({ credentials: 'ann:pass' })
    const closed = await startProxy({ refuses: true })
    servers.push(open, guarded, closed)
    const credentials = `Basic ${Buffer.from('ann:pass').toString('base64')}`
    expect((await ask(server.port, through(open.port))).kind).toBe('sample')
    expect(open.received()).toBe(1)
    expect((await ask(server.port, through(guarded.port, credentials))).kind).toBe('sample')
    const refused = { kind: 'unreachable', reason: 'proxy-refused' }
    expect(await ask(server.port, through(guarded.port))).toEqual(refused)
    expect(await ask(server.port, through(closed.port))).toEqual(refused)
  })
})

describe('readHttpDate', () => {
  it('reads the form that servers send (RFC 9110 §5.6.7)', () => {
    expect(readHttpDate('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(784_111_777_000)
  })

  it.each([
    '',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    'Mon, 06 Nov 1994 08:49:37 GMT',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:60 GMT',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT'
  ])('refuses %j', (text) => {
    expect(readHttpDate(text)).toBeNull()
  })
})
