/** The clock desk, made for the app: the settings' sources, the system's proxy, the open vault's periods. */
import { randomInt } from 'node:crypto'
import type { Session } from 'electron'
import { localDesk, type LocalDesk } from '../core/clock/local-desk.ts'
import { proxyFromPac } from '../core/clock/proxy.ts'
import { serverUrlOf } from '../core/clock/source.ts'
import { stakesOf } from '../core/clock/verdict.ts'
import type { DataFolder } from '../core/data-folder.ts'
import { isTimeBased, type Account } from '../core/otp/account.ts'
import type { SettingsFile } from '../core/settings.ts'
import type { VaultSetting } from '../core/vault/vault-setting.ts'

export interface AppClockPorts {
  readonly settings: SettingsFile
  readonly folders: DataFolder
  readonly setting: VaultSetting
  /** The session whose proxy rules are the system's. */
  readonly session: Pick<Session, 'resolveProxy'>
  /** The accounts of the open vault, whose periods say what is at stake; none while it is shut. */
  readonly accounts: () => readonly Account[]
}

export function makeAppClock({ settings, folders, setting, session, accounts }: AppClockPorts): LocalDesk {
  return localDesk({
    sources: settings.sources,
    proxyFor: async (way) => proxyFromPac(await session.resolveProxy(serverUrlOf(way))),
    lock: setting,
    statePath: folders.clockStatePath,
    historyPath: folders.clockHistoryPath,
    wallMs: () => Date.now(),
    platform: process.platform,
    env: process.env,
    stakes: () =>
      stakesOf(
        accounts().flatMap((account) => (isTimeBased(account) ? account.period : [])),
        settings.settings.warnThresholdMs
      ),
    checkEveryMinutes: () => settings.settings.checkEveryMinutes,
    isNetworkAllowed: () => !settings.settings.neverUseNetwork,
    random: () => randomInt(2 ** 32) / 2 ** 32
  })
}
