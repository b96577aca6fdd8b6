/** The clock desk of the terminal. Loaded by the commands that measure: others send nothing. */
import { randomInt } from 'node:crypto'
import { localDesk, type LocalDesk } from '../core/clock/local-desk.ts'
import { proxyFromEnvironment } from '../core/clock/proxy.ts'
import { parseServerUrl } from '../core/clock/source.ts'
import { stakesOf } from '../core/clock/verdict.ts'
import { isTimeBased, type Account } from '../core/otp/account.ts'
import { presentClock } from '../core/present-clock.ts'
import { SettingsFile } from '../core/settings.ts'
import type { ClockView } from '../shared/views/clock.ts'
import type { Terminal } from './terminal.ts'
import type { VaultPlace } from './vault-place.ts'

export interface TerminalClock extends Pick<LocalDesk, 'monitor' | 'desk'> {
  /** Measures, and gives the verdict with the cause and the drift. */
  readonly measure: () => Promise<ClockView>
  readonly view: () => ClockView
  /** Resolves once the cause is known, and everything measured is kept for later and for other processes. */
  readonly settled: () => Promise<void>
}

/**
 * A desk that has asked nobody yet.
 * @param servers - URLs of --server, each one source; none means those of the settings.
 * @param accounts - The accounts at hand, whose periods say what is at stake.
 * @param isAnew - What was measured before this command began isn't taken.
 * @throws SourceError - `bad-server`.
 */
export function clockFor(
  servers: readonly string[],
  { folders, setting }: VaultPlace,
  terminal: Terminal,
  accounts: () => readonly Account[] = () => [],
  isAnew = servers.length > 0
): TerminalClock {
  const file = new SettingsFile(folders.settingsPath)
  const isByHand = servers.length > 0
  const { monitor, desk } = localDesk({
    sources: isByHand ? servers.map(parseServerUrl) : file.sources,
    proxyFor: (way) => Promise.resolve(proxyFromEnvironment(way, terminal.env)),
    lock: setting,
    statePath: folders.clockStatePath,
    // What servers of the moment say isn't mixed with the history of those that are trusted.
    historyPath: isByHand ? null : folders.clockHistoryPath,
    wallMs: terminal.now,
    platform: process.platform,
    env: terminal.env,
    stakes: () =>
      stakesOf(
        accounts().flatMap((account) => (isTimeBased(account) ? account.period : [])),
        file.settings.warnThresholdMs
      ),
    checkEveryMinutes: () => file.settings.checkEveryMinutes,
    // A server named on the command line is asked for by hand.
    isNetworkAllowed: () => isByHand || !file.settings.neverUseNetwork,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    // What a server named on the command line said before this command began is not what it is asked for now.
    ...(isAnew ? { freshMs: performance.now() } : {})
  })
  const view = (): ClockView => presentClock(desk.state, desk.knowledge)
  const settled = async (): Promise<void> => {
    await desk.settled()
    await monitor.settled()
  }
  return {
    monitor,
    desk,
    view,
    settled,
    measure: async () => {
      await monitor.check()
      await settled()
      return view()
    }
  }
}
