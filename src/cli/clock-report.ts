/** What is known of the clock besides the verdict, in lines: the cause with its cure, the drift and when codes begin to fail. */
import type { ClockView } from '../shared/views.ts'
import type { Terminal } from './terminal.ts'

/** What to do: about the cause where one is known, else in general. */
export function adviceLines(view: ClockView, { wording }: Terminal): readonly string[] {
  const { cause: words, clock } = wording
  const { cause } = view
  if (cause === undefined) return [clock.advice(view)]
  const lines = [words.sentence(cause), words.cure(cause)]
  if (cause.command === undefined) return lines
  const heading = process.platform === 'win32' ? words.adminCommand : words.command
  return [...lines, heading, `  ${cause.command}`]
}

/** How fast the clock runs away, as far as its past checks tell. */
export function driftLines({ drift }: ClockView, { wording }: Terminal): readonly string[] {
  return drift === undefined ? [] : [wording.drift.rate(drift), wording.drift.forecast(drift)]
}
