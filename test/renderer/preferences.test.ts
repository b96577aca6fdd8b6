/** The settings about locking, copying and keeping, in a real Chromium. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { DESKTOP, stateWith } from './states.ts'

describeWith(['chromium'], 'the settings of locking, copying and keeping', () => {
  let renderer: BuiltRenderer
  let page: Page

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())
  afterEach(async () => {
    expect(await page.evaluate(() => window.fake.violations)).toEqual([])
    await page.context().close()
  })

  async function open(changes: Partial<FakeState> = {}): Promise<void> {
    page = await renderer.open('index', stateWith(changes), MID_STEP)
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Control+,')
    await page.getByTestId('locking').waitFor()
  }

  const asked = (name: string): Promise<unknown[]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args[0]),
      name
    )

  it('changes each at once', async () => {
    await open()
    await page.getByTestId('lock-after').selectOption('never')
    await page.getByTestId('lock-on-screen-lock').uncheck()
    await page.getByTestId('lock-on-suspend').uncheck()
    await page.getByTestId('clear-clipboard').selectOption('30')
    await page.getByTestId('near-end').selectOption('next')
    await page.getByTestId('hides-codes').check()
    await page.getByTestId('hides-on-blur').check()
    await page.getByTestId('protects-content').check()
    expect(await asked('preferences:change')).toEqual([
      { lockAfterMinutes: null },
      { locksOnScreenLock: false },
      { locksOnSuspend: false },
      { clearsClipboardAfter: 30 },
      { nearEnd: 'next' },
      { hidesCodes: true },
      { hidesOnBlur: true },
      { protectsContent: true }
    ])
  })

  it('has the text size, in percent', async () => {
    await open()
    const field = page.getByTestId('setting-text-size')
    expect(await field.locator('option').allInnerTexts()).toEqual(
      [80, 90, 100, 110, 125, 150, 175, 200].map((size) => `${size}%`)
    )
    await field.selectOption('125')
    expect(await asked('preferences:change')).toEqual([{ textSize: 125 }])
  })

  it('lets a shortcut be changed and taken away where the desktop decides about it, and shows the command as well', async () => {
    await open({
      desktop: { ...DESKTOP, shortcut: 'by-system' },
      preferences: { ...stateWith().preferences, pickShortcut: 'Control+Alt+Space' }
    })
    await page.getByTestId('pick-shortcut').press('Control+Alt+P')
    await page.getByTestId('pick-shortcut').press('Backspace')
    expect(await asked('preferences:change')).toEqual([
      { pickShortcut: 'Control+Alt+P' },
      { pickShortcut: null }
    ])
    expect(await page.getByTestId('shortcut-state').innerText()).toContain('doesn’t tell')
    expect(await page.getByTestId('pick-command').inputValue()).toBe('zeroskew pick')
  })

  it('offers a value that somebody set elsewhere, and says at the field what main refuses', async () => {
    await open({
      preferences: { ...stateWith().preferences, lockAfterMinutes: 7 },
      failures: {
        'preferences:change': { code: 'bad-setting', field: 'lockAfterMinutes', expected: '1–1440', got: '5' }
      }
    })
    expect(await page.getByTestId('lock-after').inputValue()).toBe('7')
    await page.getByTestId('lock-after').selectOption('5')
    await expect.poll(() => page.getByTestId('failure').innerText()).toContain('expected 1–1440')
  })

  it('says what locking is worth without a passphrase, and opens the window that sets one', async () => {
    await open()
    expect(await page.getByTestId('locking-honest').innerText()).toContain(
      'anyone at this session can unlock'
    )
    await page.getByTestId('locking-passphrase').click()
    expect(await asked('secret-window:open')).toEqual(['set-passphrase'])
    await page.context().close()
    await open({
      vault: { kind: 'unlocked', ways: ['passphrase', 'recovery'], recoveryConfirmed: true, notices: [] }
    })
    expect(await page.getByTestId('locking-honest').count()).toBe(0)
  })

  it.each([
    ['ways', 'ways-in'],
    ['backups', 'backups'],
    ['trash', 'trash']
  ])('leads to %s, and back to its line by Esc', async (page_, testid) => {
    await open()
    await page.getByTestId(`setting-${page_}`).click()
    await page.getByTestId(testid).waitFor()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe(`setting-${page_}`)
  })
})
