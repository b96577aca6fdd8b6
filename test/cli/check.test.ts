/** `zeroskew check` against real chronyd servers on loopback, with the client's clock shifted by libfaketime. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freeUdpPort, startChronyd, type Chronyd } from '../fakes/chronyd.ts'
import { startFakeNtpServer } from '../fakes/ntp-server.ts'
import { describeWith } from '../real-parts.ts'
import { run } from './run.ts'

interface CheckJson {
  readonly verdict: string
  readonly effect?: string
  readonly offsetMs: number | null
  readonly boundMs: number | null
  readonly trust: string
  readonly withinMaxSkew: boolean | null
  readonly sources: readonly {
    readonly server: string
    readonly kind: string
    readonly status: string
    readonly reason?: string
    readonly offsetMs?: number
  }[]
}

const SHIFTED = { FAKETIME_DONT_FAKE_MONOTONIC: '1' }

function serversOf(...servers: readonly Chronyd[]): string[] {
  return servers.flatMap(({ host, port }) => ['--server', `ntp://${host}:${port}`])
}

async function checkJson(
  args: readonly string[],
  off?: string
): Promise<{ code: number | null; json: CheckJson }> {
  const shifted = off === undefined ? {} : { through: ['faketime', '-f', off], env: SHIFTED }
  const { code, stdout } = await run(['check', '--json', ...args], shifted)
  return { code, json: JSON.parse(stdout) as CheckJson }
}

describeWith(['chronyd', 'faketime'], 'zeroskew check, real servers', () => {
  const started: Chronyd[] = []
  let truth: readonly string[] = []
  let oneLiar: readonly string[] = []
  beforeAll(async () => {
    const honest = await Promise.all([startChronyd(), startChronyd(), startChronyd()])
    const liar = await startChronyd({ off: '+47s' })
    started.push(...honest, liar)
    truth = serversOf(...honest)
    oneLiar = serversOf(...honest.slice(0, 2), liar)
  })
  afterAll(async () => {
    await Promise.all(started.map((server) => server.stop()))
  })

  it('says in step where the time is true: exit code 0', async () => {
    const { code, json } = await checkJson(truth)
    expect(code).toBe(0)
    expect(json).toMatchObject({ verdict: 'in-step', trust: 'majority', withinMaxSkew: null })
    expect(Math.abs(json.offsetMs ?? Infinity)).toBeLessThanOrEqual(json.boundMs ?? 0)
    expect(json.sources.map(({ status }) => status)).toEqual(['survivor', 'survivor', 'survivor'])
  })

  it('says so in a sentence and a table, too', async () => {
    const { code, stdout, stderr } = await run(['check', ...truth])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')[0]).toContain('Your clock is')
    for (const server of truth.filter((_, index) => index % 2 === 1)) {
      expect(stdout).toContain(server.slice('ntp://'.length))
    }
  })

  it.each([
    ['-47s', 47_000],
    ['+47s', -47_000]
  ])('sees a client at %s: off by %d ms within the bound, exit code 1', async (off, expectedMs) => {
    const { code, json } = await checkJson(truth, off)
    expect(code).toBe(1)
    expect(json).toMatchObject({ verdict: 'off', effect: 'most-sites' })
    expect(Math.abs((json.offsetMs ?? 0) - expectedMs)).toBeLessThanOrEqual(json.boundMs ?? 0)
    expect(json.boundMs).toBeLessThan(1000)
  })

  it('names the one of three that lies by 47 s a falseticker, and is right all the same', async () => {
    const { code, json } = await checkJson(oneLiar)
    expect(code).toBe(0)
    expect(json.sources.map(({ status }) => status)).toEqual(['survivor', 'survivor', 'falseticker'])
    const liarMs = json.sources[2]?.offsetMs ?? 0
    expect(Math.abs(liarMs - 47_000)).toBeLessThan(1000)
  })

  it.each([
    ['60s', 0, true],
    ['1s', 1, false]
  ])('answers --max-skew %s with exit code %d for a clock 47 s slow', async (limit, expected, within) => {
    const { code, json } = await checkJson([...truth, '--max-skew', limit], '-47s')
    expect({ code, within: json.withinMaxSkew }).toEqual({ code: expected, within })
  })

  it('believes one server alone only as such', async () => {
    const { code, json } = await checkJson(truth.slice(0, 2))
    expect({ code, trust: json.trust }).toEqual({ code: 0, trust: 'single' })
  })

  it('tells Prometheus in seconds', async () => {
    const { stdout } = await run(['check', '--openmetrics', ...truth])
    expect(stdout).toMatch(/^zeroskew_clock_offset_seconds -?[\d.e-]+$/mu)
    expect(stdout).toContain('zeroskew_clock_verdict{zeroskew_clock_verdict="in-step"} 1\n')
    expect(stdout.match(/^zeroskew_source_offset_seconds\{/gmu)).toHaveLength(3)
    expect(stdout.endsWith('# EOF\n')).toBe(true)
  })
})

describe('zeroskew check --json, the shape promised to scripts', () => {
  it('names what it refuses and why, and holds the promised fields', async () => {
    const spoils = ['kiss code DENY', 'stratum 16', 'root dispersion 3 s', undefined] as const
    const servers = await Promise.all(
      spoils.map((spoil) => startFakeNtpServer(spoil === undefined ? {} : { spoil }))
    )
    try {
      const named = servers.flatMap(({ url }) => ['--server', url])
      const { code, json } = await checkJson([...named, '--max-skew', '2s'])
      expect(code).toBe(3)
      expect(json).toMatchObject({ verdict: 'uncertain', trust: 'none', withinMaxSkew: null })
      expect(json.sources.map(({ server }) => server)).toEqual(servers.map(({ url }) => url))
      expect(json.sources.map(({ status, reason }) => [status, reason])).toEqual([
        ['rejected', 'kiss-code DENY'],
        ['rejected', 'stratum'],
        ['rejected', 'root-distance'],
        ['survivor', undefined]
      ])
      expect(json.sources[3]).toMatchObject({
        kind: 'ntp',
        offsetMs: expect.any(Number) as number,
        delayMs: expect.any(Number) as number,
        boundMs: expect.any(Number) as number
      })
    } finally {
      await Promise.all(servers.map((server) => server.close()))
    }
  })
})

describe('zeroskew check, one server given twice', () => {
  it('says uncertain where a liar and its double stand against one honest server, and names the double', async () => {
    const [liar, honest] = await Promise.all([startFakeNtpServer({ aheadMs: 47_000 }), startFakeNtpServer()])
    try {
      const servers = [liar.url, `localhost:${liar.port}`, honest.url].flatMap((url) => ['--server', url])
      const { code, json } = await checkJson(servers)
      expect(code).toBe(3)
      expect(json).toMatchObject({ verdict: 'uncertain', trust: 'none' })
      expect(json.sources.map(({ status, reason }) => [status, reason])).toEqual([
        ['falseticker', undefined],
        ['rejected', 'same-server'],
        ['falseticker', undefined]
      ])
    } finally {
      await Promise.all([liar.close(), honest.close()])
    }
  })
})

describe('zeroskew check, dead servers', () => {
  it('says unknown, and doesn’t wait for ever: exit code 3', async () => {
    const ports = await Promise.all([freeUdpPort(), freeUdpPort(), freeUdpPort()])
    const servers = ports.flatMap((port) => ['--server', `127.0.0.1:${port}`])
    const { code, stdout, tookMs } = await run(['check', '--json', ...servers])
    expect(code).toBe(3)
    // 1.5 s and the start on a machine that does nothing else: acceptance in clock-monitor.test.ts, by a clock of its own.
    expect(tookMs).toBeLessThan(20_000)
    const json = JSON.parse(stdout) as CheckJson
    expect(json).toMatchObject({
      verdict: 'unknown',
      offsetMs: null,
      boundMs: null,
      trust: 'none',
      withinMaxSkew: null
    })
    expect(json.sources.map(({ status }) => status)).toEqual(['unreachable', 'unreachable', 'unreachable'])
  })

  it('answers --max-skew with exit code 3 where nothing is known', async () => {
    const { code } = await run(['check', '--max-skew', '2s', '--server', `127.0.0.1:${await freeUdpPort()}`])
    expect(code).toBe(3)
  })

  it('names each server that did not answer', async () => {
    const port = await freeUdpPort()
    const { code, stdout } = await run(['check', '--server', `ntp://127.0.0.1:${port}`])
    expect(code).toBe(3)
    expect(stdout).toContain(`127.0.0.1:${port}`)
  })
})
