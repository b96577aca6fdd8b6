/** The clock's verdict for scripts: `check --json` of the design. */
import type { ClockView } from '../shared/views/clock.ts'
import type { Within } from './max-skew.ts'

/**
 * What isn't known is null. `offsetMs`: add this to the local clock to get true time.
 * @param within - Outcome of --max-skew, null without it.
 */
export function clockJson(view: ClockView, within: Within | null) {
  const { verdict, reason, effect, offsetMs, boundMs, trust, refusedStrict, refusedOneStep } = view
  const { checkedAtMs, agreeing, answered, configured, sources, thresholdMs, drift, cause, otherCauses } =
    view
  return {
    verdict,
    reason,
    effect,
    offsetMs: offsetMs ?? null,
    boundMs: boundMs ?? null,
    trust,
    withinMaxSkew: within === null || within === 'uncertain' ? null : within === 'within',
    refusedStrict,
    refusedOneStep,
    checkedAtMs: checkedAtMs === undefined ? undefined : Math.round(checkedAtMs),
    agreeing,
    answered,
    configured,
    thresholdMs,
    drift,
    cause,
    otherCauses,
    sources
  }
}
