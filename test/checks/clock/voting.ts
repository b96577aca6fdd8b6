/** A thousand random votes of each kind, and how often two selectors that are wrong on purpose are caught. */
import { seeded } from '../../seeded.ts'
import type { Figures } from '../figures.ts'
import { deepestOverlap, KINDS, majorityOfHeard, tally } from './votes.ts'

const RUNS = 1000

export function checkVoting(figures: Figures): Promise<void> {
  figures.heading(`voting: ${RUNS} random votes of each kind`)
  for (const [name, shape] of Object.entries(KINDS)) {
    const { verdicts, wrong, withheld } = tally(shape, RUNS, seeded(2026))
    figures.expect(
      wrong === 0 && withheld === 0,
      name,
      `${verdicts} verdicts, ${wrong} wrong, ${withheld} withheld from an honest majority`
    )
  }
  for (const [name, selector] of [
    ['deepest overlap', deepestOverlap],
    ['majority of those heard', majorityOfHeard]
  ] as const) {
    const caught = Object.entries(KINDS).map(
      ([kind, shape]) => [kind, tally(shape, RUNS, seeded(2026), selector).wrong] as const
    )
    const total = caught.reduce((sum, [, wrong]) => sum + wrong, 0)
    figures.expect(total > 0, `planted bug "${name}" is caught`, `${total} of ${RUNS * caught.length} votes`)
    for (const [kind, wrong] of caught) if (wrong > 0) figures.say(`       ${wrong} of ${RUNS}: ${kind}`)
  }
  return Promise.resolve()
}
