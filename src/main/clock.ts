/** The clock monitor, made for the app: its clocks, its sources, and the ways it can ask them. */
import { randomBytes, randomInt } from 'node:crypto'
import { ClockMonitor } from '../core/clock/clock-monitor.ts'
import { proxyFromEnvironment } from '../core/clock/proxy.ts'
import type { Source } from '../core/clock/source.ts'
import { systemClock } from '../core/clock/system-clock.ts'
import { USUAL_PERIOD } from '../core/clock/verdict.ts'
import { systemWays } from '../core/clock/ways.ts'
import { isTimeBased, type Account } from '../core/otp/account.ts'

/**
 * @param sources - Whom to ask.
 * @param accounts - The accounts of the open vault, whose shortest period sets the threshold; none while it is shut.
 */
export function makeClockMonitor(
  sources: readonly Source[],
  accounts: () => readonly Account[]
): ClockMonitor {
  return new ClockMonitor({
    sources,
    ask: systemWays({
      randomBytes,
      proxyFor: (way) => Promise.resolve(proxyFromEnvironment(way, process.env))
    }),
    clock: systemClock(() => Date.now()),
    shortestPeriod: () => shortestPeriod(accounts()),
    random: () => randomInt(2 ** 32) / 2 ** 32
  })
}

function shortestPeriod(accounts: readonly Account[]): number {
  return Math.min(
    ...accounts.flatMap((account) => (isTimeBased(account) ? account.period : [])),
    USUAL_PERIOD
  )
}
