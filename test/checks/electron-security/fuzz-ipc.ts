/**
 * npm run fuzz:ipc: every request of the built app, asked by strangers and fuzzed by its own window, in the app's own main
 * process under the stand-in. Usage: [--count N] [--seed N] [--check]
 */
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../e2e/app-under-test.ts'
import { Figures } from '../figures.ts'
import { makeScene } from './ipc/scene.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    check: { type: 'boolean', default: false }
  }
})
const count = Number(values.count)
const figures = new Figures({ check: values.check })
ensureBuilt()
const scene = await makeScene(Number(values.seed))
try {
  const unnoticed = await scene.runPlanted()
  figures.heading(`Requests of the windows, seed ${values.seed}`)
  figures.expect(
    unnoticed.length === 0,
    'handlers that do what none may are noticed',
    unnoticed.join(', ') || '9 of 9'
  )
  const beganMs = performance.now()
  const report = await scene.run(count, 4000)
  const { requests, strangers, foreign, whileLocked } = report
  figures.expect(
    report.unlisted.length === 0,
    'no request beside the contract',
    report.unlisted.join(', ') || `${requests}`
  )
  figures.expect(strangers >= 7, 'strangers', `${strangers} for each of ${requests} requests`)
  figures.expect(
    foreign.answered.length === 0,
    'refused to strangers',
    foreign.answered.join(', ') || `${foreign.asked} of ${foreign.asked}`
  )
  figures.expect(
    whileLocked.answered.length === 0,
    'refused while locked',
    [...new Set(whileLocked.answered)].join(', ') || `${whileLocked.asked} of ${whileLocked.asked}`
  )
  figures.expect(
    report.fuzzed >= requests * count,
    'payloads',
    `${report.fuzzed}, ${report.reached} of them past the checks`
  )
  const faults = Map.groupBy(report.faults, ({ request, fault }) => `${request}: ${fault}`)
  for (const [name, all] of faults) figures.say(`${all.length} × ${name}`)
  figures.expect(
    report.faults.length === 0,
    'crashes, secrets and answers that are none',
    `${report.faults.length}`
  )
  figures.say(
    `${report.pushes} pushes looked at; slowest answer ${report.slowestMs} ms; ${((performance.now() - beganMs) / 1000).toFixed(0)} s`
  )
} catch (error) {
  figures.expect(
    false,
    'the app lives on',
    error instanceof Error ? error.message.slice(0, 2000) : 'it threw'
  )
} finally {
  await scene.household.end()
}
figures.end()
