/** Programs that measure an offset, each by its own means: ours by NTS and by plain NTP, and those that it is compared with. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { NtpTimeSync } from 'ntp-time-sync'
import type { Ask } from '../../src/core/clock/ask.ts'
import { ClockMonitor } from '../../src/core/clock/clock-monitor.ts'
import type { DoneState } from '../../src/core/clock/clock-state.ts'
import { ntpWay } from '../../src/core/clock/ntp.ts'
import { ntsWay } from '../../src/core/clock/nts.ts'
import type { Way } from '../../src/core/clock/source.ts'
import { systemClock } from '../../src/core/clock/system-clock.ts'
import { findProgram } from '../real-parts.ts'

const run = promisify(execFile)
const BURST = { count: 4, gapMs: 20 } as const

export interface Measurement {
  /** Add this to the local clock to get the server's, ms. */
  readonly offsetMs: number
  /** `Infinity` where the program promises nothing. */
  readonly boundMs: number
}

/** Measures once; throws where nothing came of it. */
export type TimeClient = () => Promise<Measurement>

/** Ours, with the whole burst, 20 ms apart. */
export function zeroskew(way: Way, authorities: readonly string[]): TimeClient {
  const clock = systemClock(() => Date.now())
  const asks = { nts: ntsWay({ randomBytes, authorities }), ntp: ntpWay(randomBytes) }
  return async () => {
    let answers = 0
    const counted =
      (ask: Ask): Ask =>
      async (question) => {
        const answer = await ask(question)
        answers++
        return answer
      }
    const monitor = new ClockMonitor({
      sources: [{ name: 'bench', ways: [way] }],
      ask: { nts: counted(asks.nts), ntp: counted(asks.ntp) },
      clock,
      random: () => 0,
      timing: { burst: BURST }
    })
    try {
      await monitor.check()
      while (answers < BURST.count) await wait(5)
      // The answer has been counted; the vote on it is a turn of the loop away.
      await wait(0)
      return measuredIn(monitor.state as DoneState)
    } finally {
      monitor.close()
    }
  }
}

function measuredIn({ verdict }: DoneState): Measurement {
  if (!('measured' in verdict)) throw new Error(`expected a measurement, got ${verdict.reason}`)
  return verdict.measured
}

/** The library that plain NTP goes through, as it is meant to be used. */
export function ntpTimeSync(host: string, port: number): TimeClient {
  const library = new NtpTimeSync({ servers: [`${host}:${port}`], replyTimeout: 3000 })
  return async () => ({ offsetMs: (await library.getTime(true)).offset, boundMs: Infinity })
}

/** NTPsec's client, which asks port 123 alone. */
export function ntpdig(host: string): TimeClient {
  return async () => {
    const { stdout } = await run('ntpdig', ['-4', '-j', '-p', `${BURST.count}`, '-g', `${BURST.gapMs}`, host])
    const { offset } = JSON.parse(stdout) as { readonly offset: number }
    return { offsetMs: offset * 1000, boundMs: Infinity }
  }
}

/** chronyd, asked once: four packets, 2 s apart. */
export function chronydOnce(host: string, port: number): TimeClient {
  const directives = [`server ${host} port ${port} iburst`, 'cmdport 0', 'bindcmdaddress /']
  return async () => {
    const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : ['-U']
    const { stdout, stderr } = await run(
      findProgram('chronyd') ?? 'chronyd',
      ['-Q', '-t', '20', ...asRoot, ...directives],
      { timeout: 30_000 }
    )
    const wrong = /System clock wrong by (-?[\d.]+) seconds/.exec(stdout + stderr)?.[1]
    if (wrong === undefined) throw new Error(`expected an offset, got ${stderr.trim().slice(0, 200)}`)
    return { offsetMs: Number(wrong) * 1000, boundMs: Infinity }
  }
}
