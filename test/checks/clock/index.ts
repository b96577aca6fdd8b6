/**
 * npm run check:clock: the full counts of what the clock promises, each figure with its target, and one last line.
 * Usage: [--only nts,voting,timings,blocked,jumps,idle] [--full] [--idle-seconds 60] [--check]
 */
import { parseArgs } from 'node:util'
import { Figures } from '../figures.ts'
import { checkBlocked } from './blocked.ts'
import { checkIdle } from './idle.ts'
import { checkJumps } from './jumps.ts'
import { checkNts } from './nts.ts'
import { checkTimings } from './timings.ts'
import { checkVoting } from './voting.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    'idle-seconds': { type: 'string' },
    check: { type: 'boolean', default: false }
  }
})
const idleS = Number(values['idle-seconds'] ?? (values.full ? 600 : 60))
const parts: Readonly<Record<string, (figures: Figures) => Promise<void>>> = {
  nts: checkNts,
  voting: checkVoting,
  timings: checkTimings,
  blocked: checkBlocked,
  jumps: checkJumps,
  idle: (figures) => checkIdle(figures, idleS)
}
const chosen = values.only?.split(',') ?? Object.keys(parts)
const figures = new Figures({ check: values.check })
for (const [name, part] of Object.entries(parts)) {
  if (chosen.includes(name)) await part(figures)
}
figures.end()
