import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import type { DoneState } from '../../../src/core/clock/clock-state.ts'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import { parseServerUrl, type Source } from '../../../src/core/clock/source.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { startChronyd, type Chronyd } from '../../fakes/chronyd.ts'
import { startFakeNtpServer } from '../../fakes/ntp-server.ts'
import { describeWith } from '../../real-parts.ts'

let monitor: ClockMonitor | null = null

afterEach(() => monitor?.close())

/** Checks with the packets 20 ms apart instead of 2 s. */
async function check(sources: readonly Source[], aheadMs = 0): Promise<DoneState> {
  monitor = new ClockMonitor({
    sources,
    ask: { ntp: ntpWay(randomBytes) },
    clock: systemClock(() => Date.now() + aheadMs),
    random: () => 0,
    timing: { burst: { count: 4, gapMs: 20 } }
  })
  return await monitor.check()
}

const sourceOf = (server: Chronyd, host = '127.0.0.1'): Source =>
  parseServerUrl(`ntp://${host}:${server.port}`)
const statuses = (state: DoneState): readonly string[] => state.reports.map((report) => report.status.kind)

describeWith(['chronyd', 'faketime'], 'against real chronyd servers', () => {
  let honest: Chronyd[]
  let ahead: Chronyd

  beforeAll(async () => {
    ;[ahead, ...honest] = await Promise.all([startChronyd({ off: '+47s' }), startChronyd(), startChronyd()])
  })
  afterAll(async () => {
    await Promise.all([ahead, ...honest].map((server) => server.stop()))
  })

  it('says in step, within a few ms, by a majority of two', async () => {
    const state = await check(honest.map((server) => sourceOf(server)))
    if (state.verdict.kind !== 'in-step') throw new Error(`expected in step, got ${state.verdict.kind}`)
    const { offsetMs, boundMs, trust } = state.verdict.measured
    expect(Math.abs(offsetMs)).toBeLessThanOrEqual(boundMs)
    expect(boundMs).toBeLessThan(1000)
    expect(trust).toBe('majority')
    expect(statuses(state)).toEqual(['survivor', 'survivor'])
  })

  it('names the one of three that lies by 47 s', async () => {
    const state = await check([...honest.map((server) => sourceOf(server)), sourceOf(ahead)])
    expect(state.verdict.kind).toBe('in-step')
    expect(statuses(state)).toEqual(['survivor', 'survivor', 'falseticker'])
  })

  it('says off by +47 s where the server alone is asked, by one server only, over IPv4 and IPv6', async () => {
    for (const host of ['127.0.0.1', '[::1]']) {
      const { verdict } = await check([sourceOf(ahead, host)])
      if (verdict.kind !== 'off') throw new Error(`expected off, got ${verdict.kind}`)
      expect(verdict.effect).toBe('most-sites')
      expect(verdict.measured.trust).toBe('single')
      expect(Math.abs(verdict.measured.offsetMs - 47_000)).toBeLessThanOrEqual(verdict.measured.boundMs)
    }
  })

  it('finds an offset of 3 s over IPv6, where the local clock is a port', async () => {
    const { verdict } = await check(
      honest.map((server) => sourceOf(server, '[::1]')),
      -3000
    )
    if (verdict.kind !== 'in-step') throw new Error(`expected in step, got ${verdict.kind}`)
    expect(Math.abs(verdict.measured.offsetMs - 3000)).toBeLessThanOrEqual(verdict.measured.boundMs)
  })

  it('says unknown, and doesn’t wait for ever, when all servers are stopped', async () => {
    const stopped = await Promise.all([startChronyd(), startChronyd()])
    await Promise.all(stopped.map((server) => server.stop()))
    const began = performance.now()
    const state = await check(stopped.map((server) => sourceOf(server)))
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(state.verdict).toEqual({ kind: 'unknown', reason: 'nobody-answered' })
  })

  it('has the verdict within a second while one of three is dead', async () => {
    const dead = await startFakeNtpServer({ answers: 0 })
    const began = performance.now()
    const state = await check([...honest.map((server) => sourceOf(server)), parseServerUrl(dead.url)])
    expect(performance.now() - began).toBeLessThan(1000)
    expect(state.verdict.kind).toBe('in-step')
    expect(statuses(state)).toEqual(['survivor', 'survivor', 'unreachable'])
    await dead.close()
  })
})
