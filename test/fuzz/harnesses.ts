/** The harnesses of what comes in from outside. */
import type { Harness } from '../faults/report.ts'
import { bombs } from './bombs.ts'
import { mutants } from './mutants.ts'
import { receipts } from './receipts.ts'

export const HARNESSES: readonly Harness[] = [bombs, receipts, mutants]
