/** How fast the clock runs away and what that comes to, in English. */
import type { DriftView } from '../../views/clock.ts'
import { dayOf } from '../days.ts'

/** 1 ppm in seconds a day. */
const SECONDS_A_DAY = 0.0864

/** Below this nobody loses a code in a year, s a day. */
const NOTHING = 0.01

/** Rounded up, so that it never promises too much. */
function up(seconds: number): string {
  return (Math.ceil(seconds * 100) / 100).toFixed(2)
}

export const drift = {
  /** The rate, with a direction where there is one: "It loses 1.73 s a day (±0.02 s)." */
  rate({ driftPpm, boundPpm }: DriftView): string {
    const seconds = Math.abs(driftPpm) * SECONDS_A_DAY
    const boundS = boundPpm * SECONDS_A_DAY
    if (seconds < NOTHING || seconds <= boundS) return `It keeps its rate to ${up(seconds + boundS)} s a day.`
    return `It ${driftPpm > 0 ? 'loses' : 'gains'} ${seconds.toFixed(2)} s a day (±${up(boundS)} s).`
  },
  /** When codes begin to fail if it goes on like this; empty where nobody can say. */
  forecast({ earliestMs, latestMs }: DriftView): string {
    if (earliestMs === undefined) return ''
    const earliest = dayOf(earliestMs, 'en')
    if (latestMs === undefined) return `If it goes on like this, codes begin to fail after ${earliest}.`
    const latest = dayOf(latestMs, 'en')
    return earliest === latest
      ? `If it goes on like this, codes begin to fail on ${earliest}.`
      : `If it goes on like this, codes begin to fail between ${earliest} and ${latest}.`
  }
}
