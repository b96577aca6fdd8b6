import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ntsWay } from '../../../src/core/clock/nts.ts'
import type { Answer, Sample } from '../../../src/core/clock/sample.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { anchorAt } from '../../../src/core/clock/wall-clock.ts'
import { makeCertificate, type Certificate } from '../../fakes/certificates.ts'
import { freeTcpPort, startChronyd, type Chronyd } from '../../fakes/chronyd.ts'
import { startUdpProxy, type Tamper, type UdpProxy } from '../../fakes/udp-proxy.ts'
import { describeWith } from '../../real-parts.ts'

const clock = systemClock(() => Date.now())

async function ask(way: Ask, port: number, host = '127.0.0.1', timeoutMs = 5000): Promise<Answer> {
  const question = { way: { kind: 'nts', host, port }, clock, anchor: anchorAt(clock), timeoutMs } as const
  return await way(question)
}

function sampleOf(answer: Answer): Sample {
  if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
  return answer.sample
}

describeWith(['chronyd', 'openssl', 'faketime'], 'NTS against real chronyd', () => {
  let trusted: Certificate
  let server: Chronyd
  let way: Ask

  beforeAll(async () => {
    trusted = makeCertificate()
    server = await startChronyd({ nts: trusted })
    way = ntsWay({ randomBytes, authorities: [trusted.pem] })
  })
  afterAll(async () => {
    await server.stop()
    trusted.remove()
  })

  it('gives an authenticated offset within its bound, 100 of 100, the bound mostly near half the delay', async () => {
    let near = 0
    for (let run = 0; run < 100; run++) {
      const sample = sampleOf(await ask(way, server.ntsPort))
      expect(sample.voucher).toBe('operator')
      expect(Math.abs(sample.offsetMs)).toBeLessThanOrEqual(sample.boundMs)
      const rootDistanceMs = sample.rootDelayMs / 2 + sample.rootDispersionMs
      if (sample.boundMs <= sample.delayMs / 2 + rootDistanceMs + 2) near++
    }
    // 95 and more where the machine is busy with nothing else: it has to catch its own clock's tick (wall-clock.ts).
    expect(near).toBeGreaterThanOrEqual(50)
  })

  it('works by name and over IPv6', async () => {
    for (const host of ['localhost', '::1']) {
      expect(sampleOf(await ask(way, server.ntsPort, host)).voucher).toBe('operator')
    }
  })

  it('finds a server that is 47 s ahead', async () => {
    const ahead = await startChronyd({ nts: trusted, off: '+47s' })
    const { offsetMs, boundMs } = sampleOf(await ask(way, ahead.ntsPort))
    expect(Math.abs(offsetMs - 47_000)).toBeLessThanOrEqual(boundMs)
    await ahead.stop()
  })

  it('exchanges keys once more when the server has forgotten its cookies, and gets its answer', async () => {
    const first = await startChronyd({ nts: trusted })
    expect((await ask(way, first.ntsPort)).kind).toBe('sample')
    await first.stop()
    const second = await startChronyd({ nts: trusted, ports: first })
    expect((await ask(way, second.ntsPort)).kind).toBe('sample')
    await second.stop()
  })

  it('refuses a certificate that nobody vouches for, for another name, not yet valid, or expired', async () => {
    const cases = [
      [{}, 'untrusted-certificate', false],
      [{ names: 'DNS:elsewhere.example' }, 'untrusted-certificate', true],
      [{ madeAt: '+400d' }, 'certificate-not-yet-valid', true],
      [{ madeAt: '-400d' }, 'certificate-expired', true]
    ] as const
    for (const [options, reason, trust] of cases) {
      const other = makeCertificate(options)
      const refused = await startChronyd({ nts: other })
      const asking = ntsWay({ randomBytes, authorities: [trust ? other.pem : trusted.pem] })
      expect(await ask(asking, refused.ntsPort)).toEqual({ kind: 'rejected', reason })
      await refused.stop()
      other.remove()
    }
  })

  it('says that nobody listens', async () => {
    const port = await freeTcpPort()
    expect(await ask(way, port)).toEqual({ kind: 'unreachable', reason: 'connection-refused' })
  })

  it('asks the server that was negotiated over IPv6 where the network has no IPv4', async () => {
    const named = await startChronyd({ nts: trusted, lines: ['ntsntpserver time.test'] })
    try {
      const asked: string[] = []
      const lookUp = (host: string): Promise<readonly string[]> => {
        asked.push(host)
        // Nothing may be sent to the first without being asked for: like a network that isn't there.
        return Promise.resolve(['255.255.255.255', '::1'])
      }
      const sample = sampleOf(
        await ask(ntsWay({ randomBytes, authorities: [trusted.pem], lookUp }), named.ntsPort)
      )
      expect([asked, sample.server]).toEqual([['time.test'], `[::1]:${named.port}`])
    } finally {
      await named.stop()
    }
  })

  describe('with somebody on the path', () => {
    let proxied: Chronyd
    let proxy: UdpProxy | null = null

    beforeAll(async () => {
      // The server tells its clients to ask at another address of loopback, where the proxy listens.
      proxied = await startChronyd({ nts: trusted, lines: ['ntsntpserver 127.0.0.2'] })
    })
    afterAll(() => proxied.stop())
    afterEach(() => proxy?.close())

    async function through(tampering: { toServer?: Tamper; toClient?: Tamper }): Promise<UdpProxy> {
      proxy = await startUdpProxy({
        listenHost: '127.0.0.2',
        listenPort: proxied.port,
        target: proxied,
        ...tampering
      })
      return proxy
    }
    const fresh = (): Ask => ntsWay({ randomBytes, authorities: [trusted.pem] })
    const flipped = (datagram: Buffer, at: number): readonly Buffer[] => {
      const forged = Buffer.from(datagram)
      forged.writeUInt8(forged.readUInt8(at) ^ 1, at)
      return [forged]
    }
    const withoutAuthenticator: Tamper = (datagram) => {
      let at = 48
      while (at + 4 <= datagram.length && datagram.readUInt16BE(at) !== 0x0404)
        at += datagram.readUInt16BE(at + 2)
      return [datagram.subarray(0, at)]
    }

    it('follows the server and port that were negotiated', async () => {
      const { requests } = await through({})
      expect((await ask(fresh(), proxied.ntsPort)).kind).toBe('sample')
      expect(requests).toHaveLength(1)
    })

    it.each<[string, { toServer?: Tamper; toClient?: Tamper }, string]>([
      ['a reply whose time was changed', { toClient: (reply) => flipped(reply, 43) }, 'not-authentic'],
      [
        'a reply whose last byte was changed',
        { toClient: (reply) => flipped(reply, reply.length - 1) },
        'not-authentic'
      ],
      [
        'a reply with another unique identifier',
        { toClient: (reply) => flipped(reply, 60) },
        'unique-identifier-mismatch'
      ],
      ['a reply without its authenticator', { toClient: withoutAuthenticator }, 'no-authenticator'],
      [
        'a reply without any extension',
        { toClient: (reply) => [reply.subarray(0, 48)] },
        'unique-identifier-mismatch'
      ],
      ['a reply that is cut', { toClient: (reply) => [reply.subarray(0, reply.length - 2)] }, 'malformed'],
      ['a reply of 40 bytes', { toClient: (reply) => [reply.subarray(0, 40)] }, 'truncated'],
      [
        'a request that was changed on its way',
        { toServer: (request) => flipped(request, request.length - 1) },
        'nts-nak'
      ],
      ['its own time stamped onto a reply', { toClient: (reply) => flipped(reply, 30) }, 'origin-mismatch']
    ])('refuses %s', async (_, tampering, reason) => {
      await through(tampering)
      expect(await ask(fresh(), proxied.ntsPort, '127.0.0.1', 1500)).toEqual({ kind: 'rejected', reason })
    })

    it('refuses a reply that is replayed', async () => {
      const seen: Buffer[] = []
      await through({
        toClient(reply) {
          seen.push(reply)
          return seen.slice(0, 1)
        }
      })
      const asking = fresh()
      expect((await ask(asking, proxied.ntsPort)).kind).toBe('sample')
      expect(await ask(asking, proxied.ntsPort, '127.0.0.1', 1500)).toEqual({
        kind: 'rejected',
        reason: 'origin-mismatch'
      })
    })

    it('takes the genuine reply after forged ones', async () => {
      await through({
        toClient: (reply) => [
          ...flipped(reply, 43),
          ...withoutAuthenticator(reply),
          ...flipped(reply, 30),
          reply
        ]
      })
      expect((await ask(fresh(), proxied.ntsPort)).kind).toBe('sample')
    })

    it('asks for the cookies of lost replies, and sends no more than it gets', async () => {
      let lose = 0
      const lengths: number[] = []
      const { requests } = await through({
        toClient(reply) {
          lengths.push(reply.length)
          return lose-- > 0 ? [] : [reply]
        }
      })
      const asking = fresh()
      await ask(asking, proxied.ntsPort)
      lose = 2
      for (let lost = 0; lost < 2; lost++) await ask(asking, proxied.ntsPort, '127.0.0.1', 60)
      await ask(asking, proxied.ntsPort)
      await ask(asking, proxied.ntsPort)
      const cookie = 104
      const [usual = 0] = requests
      expect(requests).toEqual([usual, usual, usual + cookie, usual + 2 * cookie, usual])
      expect(lengths).toEqual(requests)
    })
  })
})

describe('NTS', () => {
  it('gives up in time where the other side never speaks', async () => {
    const { createServer } = await import('node:net')
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await ask(ntsWay({ randomBytes }), port, '127.0.0.1', 200)).toEqual({
      kind: 'unreachable',
      reason: 'timed-out'
    })
    silent.close()
  })
})
