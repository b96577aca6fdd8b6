/** Takes pictures of every screen with a fake main process, to be looked at: `node test/renderer/preview/pictures.ts FOLDER [NAME…]`. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BuiltRenderer } from '../built-renderer.ts'
import { AT } from '../states.ts'
import { PICTURES } from './every-picture.ts'
import { sizeOf } from './picture.ts'

const [folder, ...names] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected a folder for the pictures')
await mkdir(folder, { recursive: true })
const renderer = await BuiltRenderer.start()
for (const [name, picture] of Object.entries(PICTURES)) {
  if (names.length > 0 && !names.some((wanted) => name.startsWith(wanted))) continue
  const { page, state, dark, forced, act } = picture
  const opened = await renderer.open(page ?? 'index', state, {
    viewport: sizeOf(picture),
    colorScheme: dark === true ? 'dark' : 'light',
    forcedColors: forced === true ? 'active' : 'none',
    deviceScaleFactor: 2,
    shownNowMs: AT + 12_000
  })
  await opened.evaluate(() => document.fonts.ready)
  await act?.(opened)
  // What stands beside the list is loaded after the first paint.
  const beside = opened.locator('aside')
  if ((await beside.count()) > 0) await beside.locator('> *').first().waitFor()
  await opened.screenshot({ path: join(folder, `${name}.png`) })
  const violations = await opened.evaluate(() => window.fake.violations)
  if (violations.length > 0) console.log(name, violations)
  await opened.context().close()
}
await renderer.stop()
console.log(`pictures in ${folder}`)
