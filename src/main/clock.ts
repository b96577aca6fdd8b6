/** The clock desk, made for the app: its clocks, its sources, the ways it can ask them, and where it keeps its checks. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Session } from 'electron'
import { runProgram } from '../core/clock/cause/run-program.ts'
import { ClockDesk } from '../core/clock/clock-desk.ts'
import { ClockMonitor } from '../core/clock/clock-monitor.ts'
import { ClockHistory } from '../core/clock/history.ts'
import { httpsWay } from '../core/clock/https-date.ts'
import { proxyFromPac } from '../core/clock/proxy.ts'
import { siteAsker, type SiteAsker } from '../core/clock/site-clock.ts'
import type { AskPorts } from '../core/clock/source-poll.ts'
import { serverUrlOf, type Way } from '../core/clock/source.ts'
import { systemClock } from '../core/clock/system-clock.ts'
import { systemTrust } from '../core/clock/system-trust.ts'
import { stakesOf, type Stakes } from '../core/clock/verdict.ts'
import type { WallClock } from '../core/clock/wall-clock.ts'
import { systemWays } from '../core/clock/ways.ts'
import { isTimeBased, type Account } from '../core/otp/account.ts'
import type { SettingsFile } from '../core/settings.ts'
import type { VaultSetting } from '../core/vault/vault-setting.ts'

export interface AppClock {
  readonly monitor: ClockMonitor
  readonly desk: ClockDesk
  readonly ask: AskPorts
  readonly askSite: SiteAsker
  readonly clock: WallClock
}

export interface AppClockPorts {
  readonly settings: SettingsFile
  /** Where past checks are kept; shared with the terminal. */
  readonly historyPath: string
  readonly setting: VaultSetting
  /** The session whose proxy rules are the system's. */
  readonly session: Pick<Session, 'resolveProxy'>
  /** The accounts of the open vault, whose shortest period sets the threshold; none while it is shut. */
  readonly accounts: () => readonly Account[]
}

/** Several requests narrow a site's answer from half a second to some hundredths. */
const SITE_REQUESTS = { requests: 4, enoughMs: 60 }

export function makeAppClock({ settings, historyPath, setting, session, accounts }: AppClockPorts): AppClock {
  const clock = systemClock(() => Date.now())
  const proxyFor = async (way: Way): Promise<ReturnType<typeof proxyFromPac>> =>
    proxyFromPac(await session.resolveProxy(serverUrlOf(way)))
  const ask = systemWays({ randomBytes, proxyFor })
  const stakes = (): Stakes =>
    stakesOf(
      accounts().flatMap((account) => (isTimeBased(account) ? account.period : [])),
      settings.settings.warnThresholdMs
    )
  const monitor = new ClockMonitor({
    sources: settings.sources,
    ask,
    clock,
    shortestPeriod: () => stakes().shortestPeriod,
    commonestPeriod: () => stakes().commonestPeriod,
    warnThresholdMs: () => settings.settings.warnThresholdMs,
    checkEveryMinutes: () => settings.settings.checkEveryMinutes,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    networkAllowed: () => !settings.settings.neverUseNetwork
  })
  const desk = new ClockDesk({
    monitor,
    history: new ClockHistory(historyPath, setting),
    machine: { platform: process.platform, env: process.env, run: runProgram(process.env) },
    clock,
    sinceStartMs: () => Number(process.hrtime.bigint()) / 1e6,
    thresholdMs: () => monitor.thresholdMs
  })
  const askSite = siteAsker(httpsWay({ proxyFor, ...systemTrust() }, SITE_REQUESTS), clock)
  return { monitor, desk, ask, askSite, clock }
}
