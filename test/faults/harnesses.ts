/** All fault harnesses, in the order in which they are run. */
import { crashStates } from './crash-states.ts'
import type { Harness } from './report.ts'

export const HARNESSES: readonly Harness[] = [crashStates]
