/** The clock desk of this machine, put together once for app and terminal: its clocks, its ways of asking, its files. */
import type { LockSetting } from '../vault/vault-lock.ts'
import { runProgram } from './cause/run-program.ts'
import { ClockDesk } from './clock-desk.ts'
import { ClockFile } from './clock-file.ts'
import { ClockMonitor } from './clock-monitor.ts'
import { ClockHistory, withEntry, type HistoryEntry } from './history.ts'
import { httpsWay } from './https-date.ts'
import type { HttpsPorts } from './https-connection.ts'
import { Manners } from './manners.ts'
import { siteAsker, type SiteAsker } from './site-clock.ts'
import type { AskPorts } from './source-poll.ts'
import type { Source } from './source.ts'
import { systemClock } from './system-clock.ts'
import { systemTrust } from './system-trust.ts'
import type { Stakes } from './verdict.ts'
import type { WallClock } from './wall-clock.ts'
import { systemWays } from './ways.ts'

export interface LocalDeskSetting {
  readonly sources: readonly Source[]
  /** The proxy for an HTTPS server: the environment's in the terminal, the system's in the app. */
  readonly proxyFor: HttpsPorts['proxyFor']
  readonly lock: LockSetting
  /** What app and terminal tell one another (clock-file.ts). */
  readonly statePath: string
  /** Past checks; null: they aren't kept. */
  readonly historyPath: string | null
  /** Unix ms by the local clock: `() => Date.now()`. */
  readonly wallMs: () => number
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stakes: () => Stakes
  /** Minutes between two checks by itself. */
  readonly checkEveryMinutes: () => number
  readonly isNetworkAllowed: () => boolean
  /** From 0 up to 1. */
  readonly random: () => number
  /** A demand within this long of the last check gets that one, ms; 15 s where absent. */
  readonly freshMs?: number
}

export interface LocalDesk {
  readonly monitor: ClockMonitor
  readonly desk: ClockDesk
  readonly ask: AskPorts
  readonly askSite: SiteAsker
  readonly clock: WallClock
}

/** Several requests narrow a site's answer from half a second to some hundredths. */
const SITE_REQUESTS = { requests: 4, enoughMs: 60 }

/** A desk that has asked nobody yet. */
export function localDesk(setting: LocalDeskSetting): LocalDesk {
  const { sources, proxyFor, lock, stakes, platform, env, freshMs } = setting
  const clock = systemClock(setting.wallMs)
  const sinceStartMs = (): number => Number(process.hrtime.bigint()) / 1e6
  const manners = new Manners({ file: new ClockFile(setting.statePath, lock), clock, sinceStartMs })
  const ask = manners.polite(systemWays({ randomBytes: lock.randomBytes, proxyFor }))
  const monitor = new ClockMonitor({
    sources,
    ask,
    sharing: manners,
    clock,
    stakes,
    checkEveryMinutes: setting.checkEveryMinutes,
    networkAllowed: setting.isNetworkAllowed,
    random: setting.random,
    ...(freshMs === undefined ? {} : { timing: { freshMs } })
  })
  const desk = new ClockDesk({
    monitor,
    history: setting.historyPath === null ? forgetfulHistory() : new ClockHistory(setting.historyPath, lock),
    machine: { platform, env, run: runProgram(env) },
    clock,
    sinceStartMs
  })
  const askSite = siteAsker(httpsWay({ proxyFor, ...systemTrust() }, SITE_REQUESTS), clock)
  return { monitor, desk, ask, askSite, clock }
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
