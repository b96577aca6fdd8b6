/** The clock monitor of the terminal. Loaded by `check` and `watch` only: other commands send nothing. */
import { randomBytes, randomInt } from 'node:crypto'
import { ClockMonitor } from '../core/clock/clock-monitor.ts'
import { proxyFromEnvironment } from '../core/clock/proxy.ts'
import { DEFAULT_SOURCES, parseServerUrl } from '../core/clock/source.ts'
import { systemClock } from '../core/clock/system-clock.ts'
import { USUAL_PERIOD } from '../core/clock/verdict.ts'
import { systemWays } from '../core/clock/ways.ts'
import type { Terminal } from './terminal.ts'

/**
 * A monitor that has asked nobody yet.
 * @param servers - URLs of --server, each one source; none means the usual ones.
 * @param shortestPeriod - Of the accounts at hand, seconds.
 * @throws SourceError - `bad-server`.
 */
export function monitorFor(
  servers: readonly string[],
  terminal: Terminal,
  shortestPeriod: () => number = () => USUAL_PERIOD
): ClockMonitor {
  return new ClockMonitor({
    sources: servers.length === 0 ? DEFAULT_SOURCES : servers.map(parseServerUrl),
    ask: systemWays({
      randomBytes,
      proxyFor: (way) => Promise.resolve(proxyFromEnvironment(way, terminal.env))
    }),
    clock: systemClock(terminal.now),
    shortestPeriod,
    random: () => randomInt(2 ** 32) / 2 ** 32
  })
}
