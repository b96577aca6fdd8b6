/**
 * The day that a save may count as a day of use: only while the clock is known to be in step, from the last check that
 * app or terminal made. Nothing is sent for it.
 */
import type { DataFolder } from '../core/data-folder.ts'
import { ClockFile } from '../core/clock/clock-file.ts'
import { momentNow } from '../core/clock/moment.ts'
import { checkEveryMs } from '../core/clock/schedule.ts'
import { storedVerdict } from '../core/clock/stored-verdict.ts'
import { stakesOf } from '../core/clock/verdict.ts'
import { SettingsFile } from '../core/settings.ts'
import type { LockSetting } from '../core/vault/vault-lock.ts'

/** A check by itself may come somewhat later than its interval; beyond twice of it there is none. */
const FRESH_INTERVALS = 2

/**
 * Today's date (ISO 8601, UTC), or `null` while the clock isn't known to be in step.
 * @param nowMs - Unix ms by the local clock.
 */
export async function knownDay(
  folders: DataFolder,
  lock: LockSetting,
  nowMs: () => number
): Promise<string | null> {
  const { checks, kisses } = await new ClockFile(folders.clockStatePath, lock).read()
  if (checks.length === 0) return null
  const { sources, settings } = new SettingsFile(folders.settingsPath)
  const sinceStartMs = (): number => Number(process.hrtime.bigint()) / 1e6
  const now = momentNow({ wallMs: nowMs, sinceStartMs }, lock.process.bootId)
  const freshMs = FRESH_INTERVALS * checkEveryMs(settings.checkEveryMinutes)
  const stakes = stakesOf([], settings.warnThresholdMs)
  const verdict = storedVerdict({ checks, kisses }, sources, now, freshMs, stakes)
  return verdict?.kind === 'in-step' ? new Date(now.wallMs).toISOString().slice(0, 10) : null
}
