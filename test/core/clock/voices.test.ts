import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import type { DoneState } from '../../../src/core/clock/clock-state.ts'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import { ntsWay } from '../../../src/core/clock/nts.ts'
import type { Sample } from '../../../src/core/clock/sample.ts'
import { parseServerUrl } from '../../../src/core/clock/source.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { echoesIn, serverAt, type Speaker } from '../../../src/core/clock/voices.ts'
import { SettingsFile } from '../../../src/core/settings.ts'
import { makeCertificate } from '../../fakes/certificates.ts'
import { startChronyd } from '../../fakes/chronyd.ts'
import { startFakeNtpServer, type FakeNtpServer, type FakeNtpServerOptions } from '../../fakes/ntp-server.ts'
import { describeWith } from '../../real-parts.ts'

/** The n-th source, asked at the URL and answered by the server. */
function speaker(source: number, url: string, server: string): Speaker {
  const [way] = parseServerUrl(url).ways
  const sample: Sample = {
    kind: way.kind,
    voucher: way.kind === 'ntp' ? 'nobody' : 'operator',
    server,
    offsetMs: 0,
    delayMs: 1,
    boundMs: 1,
    rootDelayMs: 0,
    rootDispersionMs: 0,
    stratum: 1,
    leap: 0,
    takenAtMs: 0
  }
  return { source, way, sample }
}

describe('echoes', () => {
  const A = '192.0.2.1:123'
  const B = '192.0.2.2:123'
  it.each<[string, readonly (readonly [string, string])[], readonly number[]]>([
    [
      'the same way twice',
      [
        ['a.example', A],
        ['a.example', A]
      ],
      [1]
    ],
    [
      'the same way twice, of a name with several addresses',
      [
        ['a.example', A],
        ['a.example', B]
      ],
      [1]
    ],
    [
      'two names of one address',
      [
        ['a.example', A],
        ['b.example', A]
      ],
      [1]
    ],
    [
      'three names of one address, and one of another',
      [
        ['a.example', A],
        ['b.example', A],
        ['c.example', B],
        ['d.example', A]
      ],
      [1, 3]
    ],
    [
      'a name with and without its last dot',
      [
        ['https://a.example', 'a.example:443'],
        ['https://a.example.', 'a.example:443']
      ],
      [1]
    ],
    [
      'another port of one address',
      [
        ['a.example', A],
        ['a.example:124', '192.0.2.1:124']
      ],
      []
    ],
    [
      'another address',
      [
        ['a.example', A],
        ['b.example', B]
      ],
      []
    ],
    [
      'two web servers, whatever their addresses',
      [
        ['https://a.example', 'a.example:443'],
        ['https://b.example', 'b.example:443']
      ],
      []
    ],
    [
      'a web server at the number of an NTP port',
      [
        ['a.example', A],
        ['https://192.0.2.1:123', A]
      ],
      []
    ],
    [
      'plain NTP before the NTS of the same server, which is believed',
      [
        ['a.example', A],
        ['nts://a.example', A]
      ],
      [0]
    ],
    [
      'two key exchanges that lead to one NTP server',
      [
        ['nts://a.example', A],
        ['nts://b.example', A]
      ],
      [1]
    ],
    [
      'one that is an echo of the first by its name, one that has the echo’s address',
      [
        ['a.example', A],
        ['a.example', B],
        ['b.example', B]
      ],
      [1]
    ]
  ])('%s', (_name, speakers, expected) => {
    const numbered = speakers.map(([url, server], source) => speaker(source, url, server))
    expect([...echoesIn(numbered)]).toEqual(expected)
  })

  it('compares addresses, however they are written', () => {
    expect(serverAt('2001:DB8:0:0:0:0:0:1', 123)).toBe('[2001:db8::1]:123')
    expect(serverAt('::ffff:192.0.2.255', 123)).toBe('192.0.2.255:123')
    expect(serverAt('fe80::0:1%eth0', 123)).toBe('[fe80::1%eth0]:123')
    expect(serverAt('::1', 123)).not.toBe(serverAt('127.0.0.1', 123))
  })
})

const LIAR = { aheadMs: 47_000 }
let servers: FakeNtpServer[] = []
let monitor: ClockMonitor | null = null

afterEach(async () => {
  monitor?.close()
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

async function start(options: FakeNtpServerOptions = {}): Promise<FakeNtpServer> {
  const server = await startFakeNtpServer(options)
  servers.push(server)
  return server
}

async function check(
  sources: ConstructorParameters<typeof ClockMonitor>[0]['sources'],
  authorities: readonly string[] = []
): Promise<DoneState> {
  monitor = new ClockMonitor({
    sources,
    ask: { ntp: ntpWay(randomBytes), nts: ntsWay({ randomBytes, authorities }) },
    clock: systemClock(() => Date.now()),
    random: () => 0,
    timing: { burst: { count: 4, gapMs: 20 } }
  })
  return await monitor.check()
}
const byUrls = (...urls: readonly string[]): Promise<DoneState> => check(urls.map(parseServerUrl))
const statuses = (state: DoneState): readonly string[] =>
  state.reports.map(({ status }) => ('reason' in status ? status.reason : status.kind))

describe('one machine makes no majority', () => {
  it('not where a liar is given twice beside one honest server', async () => {
    const [liar, honest] = [await start(LIAR), await start()]
    const state = await byUrls(liar.url, liar.url, honest.url)
    expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'no-majority' })
    expect(statuses(state)).toEqual(['falseticker', 'same-server', 'falseticker'])
  })

  it.each([
    ['localhost', ['localhost', '127.0.0.1']],
    ['an IPv4 address within IPv6', ['127.0.0.1', '[::ffff:127.0.0.1]']]
  ])('not by a second name: %s', async (_name, hosts) => {
    const [liar, honest] = [await start(LIAR), await start()]
    const state = await byUrls(...hosts.map((host) => `${host}:${liar.port}`), honest.url)
    expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'no-majority' })
    expect(statuses(state)).toEqual(['falseticker', 'same-server', 'falseticker'])
  })

  it('not alone either: two of two that are one are too few', async () => {
    const only = await start()
    const state = await byUrls(only.url, only.url)
    expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'too-few-answers' })
    expect(statuses(state)).toEqual(['survivor', 'same-server'])
  })

  it('not among the sources of the settings', async () => {
    const [liar, honest] = [await start(LIAR), await start()]
    const file = new SettingsFile(null)
    file.change({
      sources: [
        { name: 'One', ways: [liar.url] },
        { name: 'Other', ways: [`localhost:${liar.port}`] },
        { name: 'Third', ways: [honest.url] }
      ]
    })
    const state = await check(file.sources)
    expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'no-majority' })
    expect(statuses(state)).toEqual(['falseticker', 'same-server', 'falseticker'])
  })

  it('but the honest two of three do, though one of them stands there twice', async () => {
    const [one, other] = [await start(), await start()]
    const state = await byUrls(one.url, other.url, one.url)
    expect(state.verdict.kind).toBe('in-step')
    expect(statuses(state)).toEqual(['survivor', 'survivor', 'same-server'])
  })

  it('and two addresses of this machine, 127.0.0.1 and ::1, are two', async () => {
    const [four, six] = [await start(), await start({ family: 6 })]
    const state = await byUrls(four.url, six.url)
    expect(state.verdict.kind).toBe('in-step')
    expect(statuses(state)).toEqual(['survivor', 'survivor'])
  })
})

describeWith(['chronyd', 'openssl', 'faketime'], 'one NTS server makes no majority', () => {
  it('not by two names, nor by plain NTP before it: its proven answer is the one that counts', async () => {
    const certificate = makeCertificate()
    const server = await startChronyd({ nts: certificate })
    try {
      const urls = [
        `ntp://127.0.0.1:${server.port}`,
        `nts://127.0.0.1:${server.ntsPort}`,
        `nts://localhost:${server.ntsPort}`
      ]
      const state = await check(urls.map(parseServerUrl), [certificate.pem])
      expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'too-few-answers' })
      expect(statuses(state)).toEqual(['same-server', 'survivor', 'same-server'])
    } finally {
      await server.stop()
      certificate.remove()
    }
  })
})
