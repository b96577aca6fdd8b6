/** What the main window loads after its first paint: it comes by itself, may be asked for before, and its absence is told. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer } from './built-renderer.ts'
import { stateWith } from './states.ts'

const PARTS = /later-parts-.*\.js$/u

describeWith(['chromium'], 'the parts of the main window that are loaded after its first paint', () => {
  let renderer: BuiltRenderer
  let page: Page
  let isAllowed: boolean
  let come: () => void

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())
  afterEach(async () => {
    expect(await page.evaluate(() => window.fake.violations)).toEqual([])
    await page.context().close()
  })

  /** The parts are on their way until `come` is called. */
  async function open(): Promise<void> {
    isAllowed = true
    const coming = new Promise<void>((resolve) => (come = resolve))
    const isThere = async (path: string): Promise<boolean> => {
      if (PARTS.test(path)) await coming
      return isAllowed || !PARTS.test(path)
    }
    page = await renderer.open('index', stateWith(), { isThere })
    await page.getByTestId('row').first().waitFor()
  }

  /** How often something on the page was moved without being asked (Layout Instability); a code is as wide as its letters. */
  const shifts = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const isCode = ({ node }: { node: Node | null }): boolean =>
            node instanceof Element && node.matches('[role="gridcell"]')
          new PerformanceObserver((list) => {
            const moved = list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[]
            resolve(moved.filter(({ sources }) => !sources.every(isCode)).length)
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(0), 500)
        })
    )
  const focusedId = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)

  it('come by themselves, and move nothing', async () => {
    await open()
    const box = await page.getByTestId('more').boundingBox()
    const before = await shifts()
    come()
    await page.locator('#more[data-dropdown-menu-trigger]').waitFor()
    expect(await page.getByTestId('more').boundingBox()).toEqual(box)
    expect(await shifts()).toBe(before)
  })

  it('open what was asked for before they came', async () => {
    await open()
    await page.getByTestId('more').click()
    expect(await page.getByTestId('more').getAttribute('aria-expanded')).toBe('true')
    come()
    await page.getByTestId('open-settings').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(focusedId).toBe('more')
  })

  it('leave the focus on the button of the menu', async () => {
    await open()
    await page.getByTestId('more').focus()
    come()
    await page.locator('#more[data-dropdown-menu-trigger]').waitFor()
    await expect.poll(focusedId).toBe('more')
  })

  it('are told to be missing where they can’t be loaded, with a way on, and the list works without them', async () => {
    await open()
    isAllowed = false
    come()
    await page.getByTestId('parts-missing').waitFor()
    expect(await page.getByTestId('parts-missing').innerText()).toContain('quit Zeroskew and start it again')
    await page.keyboard.press('Control+N')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.evaluate(() => window.fake.asked.filter(({ name }) => name === 'codes:copy').length))
      .toBe(1)
    isAllowed = true
    await page.getByTestId('load-again').click()
    await page.locator('#more[data-dropdown-menu-trigger]').waitFor()
    expect(await page.getByTestId('parts-missing').count()).toBe(0)
  })
})
