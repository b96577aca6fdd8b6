/**
 * What the last check that is kept in the clock file (clock-file.ts) says now, without asking anybody: for a program
 * that lives for a moment only, and must know whether the clock may be believed.
 */
import type { ClockFileContent } from './clock-file.ts'
import type { Moment } from './moment.ts'
import { lastOutcome } from './shared-check.ts'
import type { Source } from './source.ts'
import { judge, type Stakes, type Verdict } from './verdict.ts'

/**
 * Judges the last check of these sources, its bound widened by its age.
 * @param freshMs - An older one says nothing, ms.
 * @returns `null` where there is none, or where the machine was started, slept or had its clock set since
 */
export function storedVerdict(
  { checks }: ClockFileContent,
  sources: readonly Source[],
  now: Moment,
  freshMs: number,
  stakes: Stakes
): Verdict | null {
  // When its samples were taken says nothing about the verdict.
  const known = now.bootId === '' ? null : lastOutcome(checks, sources, now, freshMs, 0)
  return known === null ? null : judge(known.selection, stakes)
}
