/** The clock desk of the terminal. Loaded by `check` and `watch` only: other commands send nothing. */
import { randomBytes, randomInt } from 'node:crypto'
import { runProgram } from '../core/clock/cause/run-program.ts'
import { ClockDesk } from '../core/clock/clock-desk.ts'
import { ClockFile } from '../core/clock/clock-file.ts'
import { ClockMonitor } from '../core/clock/clock-monitor.ts'
import { ClockHistory, withEntry, type HistoryEntry } from '../core/clock/history.ts'
import { Manners } from '../core/clock/manners.ts'
import { proxyFromEnvironment } from '../core/clock/proxy.ts'
import { parseServerUrl } from '../core/clock/source.ts'
import { systemClock } from '../core/clock/system-clock.ts'
import { thresholdMs, USUAL_PERIOD } from '../core/clock/verdict.ts'
import { systemWays } from '../core/clock/ways.ts'
import { presentClock } from '../core/present-clock.ts'
import { SettingsFile } from '../core/settings.ts'
import type { ClockView } from '../shared/views.ts'
import type { Terminal } from './terminal.ts'
import type { VaultPlace } from './vault-place.ts'

export interface TerminalClock {
  readonly monitor: ClockMonitor
  readonly desk: ClockDesk
  /** Measures, and gives the verdict with the cause and the drift. */
  readonly measure: () => Promise<ClockView>
  readonly view: () => ClockView
}

/**
 * A desk that has asked nobody yet.
 * @param servers - URLs of --server, each one source; none means those of the settings.
 * @param shortestPeriod - Of the accounts at hand, seconds.
 * @throws SourceError - `bad-server`.
 */
export function clockFor(
  servers: readonly string[],
  { folders, setting }: VaultPlace,
  terminal: Terminal,
  shortestPeriod: () => number = () => USUAL_PERIOD
): TerminalClock {
  const settings = new SettingsFile(folders.settingsPath)
  const clock = systemClock(terminal.now)
  const sinceStartMs = (): number => Number(process.hrtime.bigint()) / 1e6
  const manners = new Manners({ file: new ClockFile(folders.clockStatePath, setting), clock, sinceStartMs })
  const monitor = new ClockMonitor({
    sources: servers.length === 0 ? settings.sources : servers.map(parseServerUrl),
    ask: manners.polite(
      systemWays({
        randomBytes,
        proxyFor: (way) => Promise.resolve(proxyFromEnvironment(way, terminal.env))
      })
    ),
    sharing: manners,
    // What a server named on the command line said before this command began is not what it is asked for now.
    ...(servers.length === 0 ? {} : { timing: { freshMs: performance.now() } }),
    clock,
    shortestPeriod,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    // A server named on the command line is asked for by hand.
    networkAllowed: () => servers.length > 0 || !settings.settings.neverUseNetwork
  })
  const desk = new ClockDesk({
    monitor,
    // What servers of the moment say isn't mixed with the history of those that are trusted.
    history: servers.length === 0 ? new ClockHistory(folders.clockHistoryPath, setting) : forgetfulHistory(),
    machine: { platform: process.platform, env: terminal.env, run: runProgram(terminal.env) },
    clock,
    sinceStartMs,
    thresholdMs: () => thresholdMs(shortestPeriod())
  })
  const view = (): ClockView => presentClock(desk.state, desk.knowledge)
  return {
    monitor,
    desk,
    view,
    measure: async () => {
      await monitor.check()
      await desk.settled()
      await monitor.settled()
      return view()
    }
  }
}

function forgetfulHistory(): Pick<ClockHistory, 'add' | 'read'> {
  let entries: readonly HistoryEntry[] = []
  return {
    add: (entry) => {
      entries = withEntry(entries, entry)
      return Promise.resolve(true)
    },
    read: () => Promise.resolve(entries)
  }
}
