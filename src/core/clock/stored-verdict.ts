/**
 * What the last check that is kept in the clock file (clock-file.ts) says now, without asking anybody: for a program
 * that lives for a moment only, and must know whether the clock may be believed.
 */
import type { ClockFileContent } from './clock-file.ts'
import { ageMs, type Moment } from './kiss-memory.ts'
import { nameOfSources, parseOutcome } from './shared-check.ts'
import type { Source } from './source.ts'
import { judge, type Stakes, type Verdict } from './verdict.ts'
import { JUMP_MS } from './wall-clock.ts'

/** How fast a clock that nobody touches may run away, as in check-run.ts. */
const WANDER = 100e-6

/**
 * Judges the last check of these sources, its bound widened by its age.
 * @param freshMs - An older one says nothing, ms.
 * @returns `null` where there is none, or where the machine started, slept or had its clock set since.
 */
export function storedVerdict(
  { checks }: ClockFileContent,
  sources: readonly Source[],
  now: Moment,
  freshMs: number,
  stakes: Stakes
): Verdict | null {
  const name = nameOfSources(sources)
  const check = checks.find((each) => each.sources === name)
  if (check === undefined || check.at.bootId === '' || check.at.bootId !== now.bootId) return null
  const age = ageMs(check.at, now)
  const movedMs = now.wallMs - now.sinceStartMs - (check.at.wallMs - check.at.sinceStartMs)
  if (age > freshMs || Math.abs(movedMs) > JUMP_MS) return null
  const outcome = parseOutcome(check.outcome, sources, 0)
  if (outcome === null) return null
  const { selection } = outcome
  if (selection.kind === 'none') return judge(selection, stakes)
  const { agreement } = selection
  const boundMs = agreement.boundMs + WANDER * age
  return judge({ ...selection, agreement: { ...agreement, boundMs } }, stakes)
}
