/** `--max-skew`: whether the clock is within a limit for certain, beyond it for certain, or neither. */
import type { ClockView } from '../shared/views/clock.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'

export type Within = 'within' | 'beyond' | 'uncertain'

/** @param limitMs - The largest |offset| that is tolerated, ms. */
export function withinLimit(
  { offsetMs, boundMs }: Pick<ClockView, 'offsetMs' | 'boundMs'>,
  limitMs: number
): Within {
  if (offsetMs === undefined || boundMs === undefined) return 'uncertain'
  if (Math.abs(offsetMs) + boundMs <= limitMs) return 'within'
  return Math.abs(offsetMs) - boundMs > limitMs ? 'beyond' : 'uncertain'
}

export const WITHIN_EXIT: Readonly<Record<Within, ExitCode>> = {
  within: EXIT.done,
  beyond: EXIT.off,
  uncertain: EXIT.uncertain
}

export const VERDICT_EXIT: Readonly<Record<ClockView['verdict'], ExitCode>> = {
  'in-step': EXIT.done,
  off: EXIT.off,
  uncertain: EXIT.uncertain,
  unknown: EXIT.uncertain
}
