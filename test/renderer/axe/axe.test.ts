/** A share of `npm run check:axe`: the screens that are looked at most, in all colours, and the planted fault. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../real-parts.ts'
import { BuiltRenderer } from '../built-renderer.ts'
import { PICTURES } from '../preview/every-picture.ts'
import { sizeOf } from '../preview/picture.ts'
import { AT, stateWith } from '../states.ts'
import { MODES, plant, violationsOn, type Mode } from './look.ts'

describeWith(['chromium'], 'axe-core', () => {
  let renderer: BuiltRenderer

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())

  it.each(['list', 'account', 'pick', 'settings-wayland', 'off'])(
    'finds nothing on %s in light, dark and forced colours, and with more contrast',
    async (name) => {
      const picture = PICTURES[name]
      if (picture === undefined) throw new Error(`expected a picture ${name}`)
      const page = await renderer.open(picture.page ?? 'index', picture.state, {
        viewport: sizeOf(picture),
        shownNowMs: AT + 12_000
      })
      await picture.act?.(page)
      expect(await violationsOn(page, Object.keys(MODES) as Mode[])).toEqual([])
      await page.context().close()
    }
  )

  it('finds a label taken off and a pale text', async () => {
    const page = await renderer.open('index', stateWith())
    await page.getByTestId('row').first().waitFor()
    await plant(page)
    const rules = (await violationsOn(page, ['light'])).map(({ rule }) => rule)
    expect(rules).toEqual(expect.arrayContaining(['label', 'color-contrast']))
    await page.context().close()
  })
})
