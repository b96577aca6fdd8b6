/** What is known of the clock besides the verdict, in lines: the cause with its cure, the drift and when codes begin to fail. */
import type { CauseView, ClockView } from '../shared/views/clock.ts'
import type { Terminal } from './terminal.ts'

/** What to do: about each cause where any is known, the likeliest first; else in general. */
export function adviceLines(view: ClockView, terminal: Terminal): readonly string[] {
  const { cause, otherCauses = [] } = view
  if (cause === undefined) return [terminal.wording.clock.advice(view)]
  return [cause, ...otherCauses].flatMap((each) => causeLines(each, terminal))
}

function causeLines(cause: CauseView, { wording }: Terminal): readonly string[] {
  const { cause: words } = wording
  const lines = [words.sentence(cause), words.cure(cause)]
  if (cause.command === undefined) return lines
  const heading = process.platform === 'win32' ? words.adminCommand : words.command
  return [...lines, heading, `  ${cause.command}`]
}

/** How fast the clock runs away, as far as its past checks tell. */
export function driftLines({ drift }: ClockView, { wording }: Terminal): readonly string[] {
  return drift === undefined ? [] : [wording.drift.rate(drift), wording.drift.forecast(drift)]
}
