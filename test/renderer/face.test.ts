/** The account page, the quick pick and the settings in a real Chromium, and the plain functions behind them. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceleratorWords, pressed } from '../../src/renderer/state/accelerator.ts'
import { pickSearch, pickSearchable } from '../../src/renderer/state/pick-search.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import { AT, stateWith, TWELVE } from './states.ts'

describe('pickSearch', () => {
  const all = pickSearchable(TWELVE)
  it.each([
    ['aw', 'a01'],
    ['ghana', 'a02'],
    ['hpu', 'a09'],
    ['楽花', 'a08']
  ])('finds by %s', (query, id) => {
    expect(pickSearch(all, query)[0]?.id).toBe(id)
  })
})

describe('pressed', () => {
  const none = { code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
  it('writes Ctrl, Alt and K as Electron does, and as people read it', () => {
    const keys = pressed({ ...none, code: 'KeyK', ctrlKey: true, altKey: true })
    expect(keys).toEqual({ kind: 'shortcut', accelerator: 'Control+Alt+K' })
    expect(acceleratorWords('Control+Alt+K')).toBe('Ctrl + Alt + K')
  })

  it('waits while only Ctrl is down, and takes no key without Ctrl, Alt or Super', () => {
    expect(pressed({ ...none, code: 'ControlLeft', ctrlKey: true }).kind).toBe('waiting')
    expect(pressed({ ...none, code: 'KeyK', shiftKey: true }).kind).toBe('bare')
  })
})

describeWith(['chromium'], 'the face', () => {
  let renderer: BuiltRenderer

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())

  const asked = (page: Page, name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )

  it('copies by Enter, the next code by Ctrl+Enter, the third row by Ctrl+3, and closes by Esc', async () => {
    const page = await renderer.open('pick', stateWith(), MID_STEP)
    await page.getByTestId('pick-row').nth(4).waitFor()
    for (const keys of ['Enter', 'Control+Enter', 'Control+3', 'Escape']) await page.keyboard.press(keys)
    await expect.poll(() => asked(page, 'pick:close')).toHaveLength(1)
    expect(await asked(page, 'pick:copy')).toEqual([
      ['a01', 'usual'],
      ['a01', 'next'],
      ['a03', 'usual']
    ])
    await page.context().close()
  })

  it('shows how long the code has that Enter would copy', async () => {
    const page = await renderer.open('pick', stateWith(), MID_STEP)
    await page.getByTestId('pick-row').nth(4).waitFor()
    await expect.poll(() => page.locator('footer').innerText()).toContain('19 s')
    await page.context().close()
  })

  it('says that the vault is locked, and offers the main window', async () => {
    const page = await renderer.open(
      'pick',
      stateWith({ vault: { kind: 'locked', ways: ['passphrase'] } }),
      MID_STEP
    )
    await page.getByTestId('pick-locked').waitFor()
    await page.keyboard.press('Enter')
    expect(await asked(page, 'pick:open-main')).toHaveLength(1)
    await page.context().close()
  })

  it('says that there is no vault yet, and offers the main window to make one', async () => {
    const page = await renderer.open(
      'pick',
      stateWith({ vault: { kind: 'missing', keychain: 'present' } }),
      MID_STEP
    )
    await expect.poll(() => page.getByTestId('pick-locked').innerText()).toContain('There is no vault yet.')
    await page.keyboard.press('Enter')
    expect(await asked(page, 'pick:open-main')).toHaveLength(1)
    await page.context().close()
  })

  it('saves names and groups, and shows two codes with the moment until which both are good', async () => {
    const page = await renderer.open('index', stateWith(), { shownNowMs: AT, timezoneId: 'UTC' })
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Alt+Enter')
    await page.getByTestId('account-edit').click()
    await page.getByTestId('edit-groups').fill('Work、 Work, 運用')
    await page.keyboard.press('Enter')
    await page.getByTestId('account-groups').waitFor()
    expect(await asked(page, 'accounts:edit')).toEqual([
      [['a01'], { issuer: 'AWS', label: 'root · 4711-0815', note: '', groups: ['Work', '運用'] }]
    ])
    await page.getByTestId('pair-show').click()
    await page.getByTestId('pair-code').nth(1).waitFor()
    expect(await page.getByTestId('pair-until').innerText()).toBe('both usable until 14:03:00')
    await page.getByTestId('pair-copy').click()
    expect(await asked(page, 'codes:copy-consecutive')).toEqual([['a01']])
    await page.context().close()
  })

  it('finds settings by the beginnings of words, and shows a report before it goes anywhere', async () => {
    const page = await renderer.open('index', stateWith({ report: 'Zeroskew 0.1.0' }), MID_STEP)
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Control+,')
    await page.getByTestId('settings-search').fill('report')
    await page.getByTestId('make-report').click()
    expect(await page.getByTestId('report').innerText()).toBe('Zeroskew 0.1.0')
    expect(await asked(page, 'desktop:copy-report')).toEqual([])
    await page.getByTestId('copy-report').click()
    expect(await asked(page, 'desktop:copy-report')).toHaveLength(1)
    await page.context().close()
  })
})
