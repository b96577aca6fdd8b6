/** What the reverse check says, in English. */
import type { LocatedView } from '../../views/clock.ts'
import { oneIn, standingOf } from '../range-figures.ts'
import { clock } from './clock.ts'

/** 9.0 s and 12 s: whole tenths below ten seconds, where `clock.length` gives hundredths. */
function length(ms: number): string {
  return ms < 10_000 ? `${ms % 1000 === 0 ? ms / 1000 : (ms / 1000).toFixed(1)} s` : clock.length(ms)
}

function range(one: LocatedView['ranges'][number]): string {
  const standing = standingOf(one)
  return standing.kind === 'together'
    ? `at most ${length(standing.slowMs)} slow and at most ${length(standing.fastMs)} fast`
    : `between ${length(standing.nearMs)} and ${length(standing.farMs)} ${standing.kind}`
}

export const locate = {
  /** Where this computer's clock stands to the other device's. */
  sentence({ ranges }: LocatedView): string {
    const [only] = ranges
    if (only === undefined) return 'The code fits nowhere near this computer’s time.'
    if (ranges.length === 1) return `Beside the other device, this computer’s clock is ${range(only)}.`
    return `The code fits more than once. Beside the other device, this computer’s clock is ${ranges.map(range).join(', or ')}.`
  },
  /** How sure that is. */
  chance({ ranges, falseMatchChance }: LocatedView): string {
    if (ranges.length === 0) return ''
    return `The chance that it fits by accident is less than 1 in ${oneIn(falseMatchChance).toLocaleString('en')}.`
  },
  /** What to do next. */
  advice({ ranges }: LocatedView): string {
    if (ranges.length === 0) {
      return 'Check that it is the same account, then type the code that the other device shows now.'
    }
    if (ranges.length > 1) return 'Type the next code as well: then only one of them is left.'
    return 'This compares two devices: it says nothing of which of them is right.'
  },
  askCode: 'The code that the other device shows',
  askNextCode: 'The next one, as soon as it shows it',
  /** Instead of entering it at once. */
  askAtChange: 'Type the code, wait, and press Enter at the moment when the other device changes to the next'
}
