/**
 * npm run fuzz: what comes in from outside, in full: `npm run fuzz -- [NAME]... [--count N] [--check]`. Each harness prints
 * its figures; the last line says met, or what was missed; with --check a miss is exit code 1.
 */
import { parseArgs } from 'node:util'
import { HARNESSES } from './harnesses.ts'

const { values, positionals } = parseArgs({
  options: { count: { type: 'string' }, check: { type: 'boolean' } },
  allowPositionals: true
})
const chosen = HARNESSES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (chosen.length === 0) {
  console.error(`expected one of ${HARNESSES.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
const missed: string[] = []
for (const { name, full, run } of chosen) {
  const count = values.count === undefined ? full : Number(values.count)
  const beganMs = performance.now()
  console.log(`${name} (${count}):`)
  const report = await run(count)
  for (const figure of report.figures) console.log(`  ${figure}`)
  console.log(`  took ${((performance.now() - beganMs) / 1000).toFixed(1)} s`)
  missed.push(...report.missed.map((promise) => `${name}: ${promise}`))
}
console.log(missed.length === 0 ? 'met' : `missed: ${missed.join('; ')}`)
process.exit(missed.length > 0 && values.check === true ? 1 : 0)
