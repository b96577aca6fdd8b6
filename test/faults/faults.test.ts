import { afterAll, describe, expect, it } from 'vitest'
import { KEYRING_PROGRAMS } from '../keyring.ts'
import { describeWith } from '../real-parts.ts'
import { HARNESSES } from './harnesses.ts'

/** At least 2 % of the full counts; `npm run faults` does all of it. */
const SHARE = 0.02
const NEEDED: Readonly<Partial<Record<string, readonly string[]>>> = {
  kills: ['strace'],
  'terminal-writers': [...KEYRING_PROGRAMS, 'secret-tool'],
  'terminal-jumps': ['faketime']
}

const figures: string[] = []
afterAll(() => {
  console.log(figures.join('\n'))
})

for (const { name, full, run } of HARNESSES) {
  const suite = (): void => {
    const count = Math.ceil(full * SHARE)
    it(`keeps its promises in ${count} of ${full} rounds, and every planted bug is caught`, async () => {
      const report = await run(count)
      figures.push(...report.figures.map((figure) => `${name}: ${figure}`))
      expect(report.missed).toEqual([])
    }, 180_000)
  }
  const needed = NEEDED[name]
  if (needed === undefined) {
    describe(`faults: ${name}`, suite)
  } else {
    describeWith(needed, `faults: ${name}`, suite)
  }
}
