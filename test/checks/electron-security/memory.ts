/**
 * npm run check:memory: no secret in the main window's process after long use with 1,000 accounts, in any form; the one
 * that is planted is found. Usage: [--minutes N] [--check]
 */
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../e2e/app-under-test.ts'
import { Figures } from '../figures.ts'
import { MemoryScene } from './memory-scene.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, check: { type: 'boolean', default: false } }
})
const minutes = Number(values.minutes)
const figures = new Figures({ check: values.check })
ensureBuilt()
const scene = new MemoryScene()
try {
  await scene.begin()
  await scene.useFor(minutes * 60_000)
  figures.heading(`The main window's memory after ${minutes} minutes of use`)
  figures.say(`${scene.rounds} rounds with ${scene.accounts} accounts that came by file, paste and link`)
  const { found, bytes } = await scene.scan()
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB`
  figures.expect(bytes > 2 ** 24, 'memory looked at', size)
  figures.expect(found.length === 0, 'secrets found', found.join(', ') || '0')
  const planted = (await scene.scanPlanted()).filter((name) => name.startsWith('planted'))
  figures.expect(planted.length > 0, 'the planted one is found', planted.join(', '))
} finally {
  await scene.household.end()
}
figures.end()
