/** `npm run check:axe [-- --check] [NAME…]`: axe-core over every screen and state of the renderer, and over a planted fault. */
import { BuiltRenderer } from '../built-renderer.ts'
import { PICTURES } from '../preview/every-picture.ts'
import { sizeOf } from '../preview/picture.ts'
import { AT, stateWith } from '../states.ts'
import { Figures } from '../../checks/figures.ts'
import { MODES, plant, violationsOn, type Mode } from './look.ts'

/** Pages looked at side by side. */
const AT_ONCE = 2
const modes = Object.keys(MODES) as Mode[]
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const figures = new Figures({ check: process.argv.includes('--check') })
// Each page is looked at in all colours: what differs from another one by its colours alone needn't be.
// What goes to paper is no page for a screen reader.
const wanted = Object.entries(PICTURES)
  .filter(([name]) => !name.includes('-printed'))
  .filter(([name]) =>
    names.length === 0
      ? !/-(?:dark|forced)\b/u.test(name) || !(name.replaceAll(/-(?:dark|forced)\b/gu, '') in PICTURES)
      : names.some((it) => name.startsWith(it))
  )

const renderer = await BuiltRenderer.start()
let violations = 0
let looked = 0

async function lookAt(name: string): Promise<void> {
  const picture = PICTURES[name]
  if (picture === undefined) return
  const page = await renderer.open(picture.page ?? 'index', picture.state, {
    viewport: sizeOf(picture),
    shownNowMs: AT + 12_000
  })
  try {
    await picture.act?.(page)
    const found = await violationsOn(page, modes)
    violations += found.length
    looked++
    for (const { mode, rule, where } of found)
      figures.say(`${name}, ${mode}: ${rule}\n    ${where.join('\n    ')}`)
  } finally {
    await page.context().close()
  }
}

figures.heading(`axe-core over ${wanted.length} screens and states in ${modes.join(', ')}`)
const queue = wanted.map(([name]) => name)
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      await lookAt(name).catch((error: unknown) => {
        figures.say(
          `${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`
        )
      })
    }
  })
)
figures.expect(looked === wanted.length, 'looked at', `${looked} of ${wanted.length}`)
figures.expect(violations === 0, 'violations', String(violations))

const page = await renderer.open('index', stateWith())
await page.getByTestId('row').first().waitFor()
await plant(page)
const rules = (await violationsOn(page, ['light'])).map(({ rule }) => rule)
figures.expect(
  rules.includes('label') && rules.includes('color-contrast'),
  'a label taken off and a pale text are found',
  rules.join(', ')
)
await renderer.stop()
figures.end()
