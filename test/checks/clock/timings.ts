/** How soon there is something to see, and how soon a verdict; and that several demands cost no more than one. */
import { randomBytes } from 'node:crypto'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import type { DoneState } from '../../../src/core/clock/clock-state.ts'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import { parseServerUrl } from '../../../src/core/clock/source.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { startFakeNtpServer, type FakeNtpServer } from '../../fakes/ntp-server.ts'
import { quantile, type Figures } from '../figures.ts'
import { temporaryHome, zeroskewCheck } from './terminal.ts'

const RUNS = 20

interface Timed {
  readonly firstMs: number
  readonly verdictMs: number
  readonly state: DoneState
}

export async function checkTimings(figures: Figures): Promise<void> {
  figures.heading(`timings (${RUNS} runs each: median, most)`)
  const three = await timed(3)
  const first = three.map((run) => run.firstMs)
  const verdict = three.map((run) => run.verdictMs)
  const inStep = three.filter((run) => run.state.verdict.kind === 'in-step').length
  figures.expect(Math.max(...first) <= 1000, 'first sample shown ≤ 1 s', both(first))
  figures.expect(
    Math.max(...verdict) <= 1000 && inStep === RUNS,
    'verdict with 3 of 4 alive ≤ 1 s',
    `${both(verdict)}, in step ${inStep} of ${RUNS}`
  )
  const one = await timed(1)
  const uncertain = one.filter((run) => run.state.verdict.kind === 'uncertain').length
  figures.expect(
    Math.max(...one.map((run) => run.verdictMs)) <= 8000 && uncertain === RUNS,
    '"uncertain" with 1 of 4 alive ≤ 8 s',
    `${both(one.map((run) => run.verdictMs))}, uncertain ${uncertain} of ${RUNS}`
  )
  await checkDemands(figures)
}

async function timed(alive: number): Promise<readonly Timed[]> {
  const servers = await startFour(alive)
  const runs: Timed[] = []
  for (let run = 0; run < RUNS; run++) {
    const monitor = new ClockMonitor({
      sources: servers.map(({ url }) => parseServerUrl(url)),
      ask: { ntp: ntpWay(randomBytes) },
      clock: systemClock(() => Date.now()),
      random: () => 0,
      timing: { burst: { count: 1, gapMs: 20 } }
    })
    const beganMs = performance.now()
    let firstMs = NaN
    monitor.onChange((state) => {
      const heard = state.kind !== 'never' && state.reports.some(({ status }) => 'sample' in status)
      if (heard && Number.isNaN(firstMs)) firstMs = performance.now() - beganMs
    })
    const state = await monitor.check()
    runs.push({ firstMs, verdictMs: performance.now() - beganMs, state })
    monitor.close()
  }
  await Promise.all(servers.map((server) => server.close()))
  return runs
}

async function startFour(alive: number): Promise<readonly FakeNtpServer[]> {
  return await Promise.all(
    [0, 1, 2, 3].map((index) => startFakeNtpServer(index < alive ? {} : { answers: 0 }))
  )
}

/** One demand, and three at once, by processes that share a folder. */
async function checkDemands(figures: Figures): Promise<void> {
  const packetsOf = async (demands: number): Promise<number> => {
    const servers = await startFour(4)
    const { home, remove } = temporaryHome()
    const urls = servers.map(({ url }) => `ntp://${url}`)
    await Promise.all(Array.from({ length: demands }, () => zeroskewCheck({ servers: urls, home })))
    const packets = servers.reduce((sum, server) => sum + server.received(), 0)
    await Promise.all(servers.map((server) => server.close()))
    remove()
    return packets
  }
  const one = await packetsOf(1)
  const three = await packetsOf(3)
  figures.expect(three <= one, '3 processes at once send no more packets than one', `${three}, one: ${one}`)
}

function both(values: readonly number[]): string {
  return `${quantile(values, 0.5).toFixed(0)} ms, ${Math.max(...values).toFixed(0)} ms`
}
