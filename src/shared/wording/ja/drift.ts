/** How fast the clock runs away and what that comes to, in Japanese. */
import type { DriftView } from '../../views/clock.ts'
import { dayOf } from '../days.ts'
import type { drift as english } from '../en/drift.ts'

const SECONDS_A_DAY = 0.0864
const NOTHING = 0.01

/** Rounded up, so that it never promises too much. */
function up(seconds: number): string {
  return (Math.ceil(seconds * 100) / 100).toFixed(2)
}

export const drift: typeof english = {
  rate({ driftPpm, boundPpm }: DriftView): string {
    const seconds = Math.abs(driftPpm) * SECONDS_A_DAY
    const boundS = boundPpm * SECONDS_A_DAY
    if (seconds < NOTHING || seconds <= boundS)
      return `時計の進み方の狂いは1日あたり${up(seconds + boundS)}秒以内です。`
    return `1日に${seconds.toFixed(2)}秒${driftPpm > 0 ? '遅れます' : '進みます'}(±${up(boundS)}秒)。`
  },
  forecast({ earliestMs, latestMs }: DriftView): string {
    if (earliestMs === undefined) return ''
    const earliest = dayOf(earliestMs, 'ja')
    if (latestMs === undefined) return `このままでは、${earliest}以降にコードが拒否され始めます。`
    const latest = dayOf(latestMs, 'ja')
    return earliest === latest
      ? `このままでは、${earliest}にコードが拒否され始めます。`
      : `このままでは、${earliest}から${latest}の間にコードが拒否され始めます。`
  }
}
