/** All fault harnesses, in the order in which they are run. */
import { breakers } from './breakers.ts'
import { crashStates } from './crash-states.ts'
import { errors } from './errors.ts'
import { hotpKills } from './hotp-kills.ts'
import { kills } from './kills.ts'
import { mutants } from './mutants.ts'
import type { Harness } from './report.ts'
import { terminalCodes } from './terminal-codes.ts'
import { terminalJumps } from './terminal-jumps.ts'
import { terminalWriters } from './terminal-writers.ts'
import { writers } from './writers.ts'

export const HARNESSES: readonly Harness[] = [
  crashStates,
  kills,
  errors,
  mutants,
  writers,
  terminalWriters,
  terminalCodes,
  terminalJumps,
  breakers,
  hotpKills
]
