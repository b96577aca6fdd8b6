/** What the processes that share a data folder tell one another of their checks, as a port; manners.ts is behind it. */
import type { SourceReport } from './check-run.ts'
import type { Selection } from './select.ts'
import type { Source } from './source.ts'

/** What a check came to, before anybody judged it by their own accounts. */
export interface CheckOutcome {
  readonly selection: Selection
  /** In the order of the sources. */
  readonly reports: readonly SourceReport[]
}

/** Another process asked, and its answer holds here too. */
export interface KnownCheck extends CheckOutcome {
  readonly kind: 'known'
  /** How long ago it was reached, ms. */
  readonly ageMs: number
}

/** It is ours to ask; others who want the same wait until the first outcome. */
export interface CheckTurn {
  readonly kind: 'turn'
  /** Tells what was found, the first time and whenever it was narrowed; `null` where it was given up. */
  readonly end: (outcome: CheckOutcome | null) => void
}

export interface CheckSharing {
  /**
   * Waits while another process asks the same sources.
   * @param freshMs - An outcome no older than this will do, ms; so will one that was waited for.
   */
  claim(sources: readonly Source[], freshMs: number): Promise<KnownCheck | CheckTurn>
  /** Resolves once everything told is written, or couldn't be. */
  settled(): Promise<void>
}
