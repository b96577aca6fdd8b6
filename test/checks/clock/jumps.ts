/** The local clock is set by ± 3 s at a random moment of a check, and between two: no verdict mixes times. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import type { DoneState } from '../../../src/core/clock/clock-state.ts'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import { parseServerUrl } from '../../../src/core/clock/source.ts'
import { startFakeNtpServer } from '../../fakes/ntp-server.ts'
import { seeded } from '../../seeded.ts'
import type { Figures } from '../figures.ts'

const RUNS = 200
const JUMP_MS = 3000

export async function checkJumps(figures: Figures): Promise<void> {
  figures.heading(`jumps of ±3 s, ${RUNS} runs each`)
  // By IPv6, which is our own exchange: the library behind IPv4 reads the machine's clock, not the port.
  const servers = await Promise.all([10, 20, 30].map((delayMs) => startFakeNtpServer({ delayMs, family: 6 })))
  const random = seeded(7)
  let aheadMs = 0
  const makeMonitor = (): ClockMonitor =>
    new ClockMonitor({
      sources: servers.map(({ url }) => parseServerUrl(url)),
      ask: { ntp: ntpWay(randomBytes) },
      clock: { wallMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() },
      random: () => 0,
      timing: { burst: { count: 4, gapMs: 10 } }
    })
  let [mixed, right, none] = [0, 0, 0]
  const judge = ({ verdict }: DoneState): void => {
    if (!('measured' in verdict)) none++
    else if (Math.abs(verdict.measured.offsetMs + aheadMs) <= verdict.measured.boundMs) right++
    else mixed++
  }
  for (let run = 0; run < RUNS; run++) {
    const monitor = makeMonitor()
    const check = monitor.check()
    await wait(random() * 40)
    aheadMs += random() < 0.5 ? JUMP_MS : -JUMP_MS
    monitor.noticeJump()
    await check
    await settled(monitor)
    if (monitor.state.kind === 'done') judge(monitor.state)
    monitor.close()
  }
  figures.expect(
    mixed === 0,
    'in the middle of a check: verdicts of mixed times',
    `${mixed} (${right} right, ${none} none)`
  )
  ;[mixed, right, none] = [0, 0, 0]
  const monitor = makeMonitor()
  for (let run = 0; run < RUNS; run++) {
    await monitor.check()
    aheadMs += random() < 0.5 ? JUMP_MS : -JUMP_MS
    // A demand within 15 s would get the last verdict, were it not for the jump.
    judge(await monitor.check())
  }
  monitor.close()
  figures.expect(
    mixed === 0,
    'between two checks: verdicts of mixed times',
    `${mixed} (${right} right, ${none} none)`
  )
  await Promise.all(servers.map((server) => server.close()))
}

/** The check that a jump began is over. */
async function settled(monitor: ClockMonitor): Promise<void> {
  while (monitor.state.kind !== 'done') await wait(5)
}
