/** The settings in a real Chromium, with a fake main process behind them. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { SETTINGS, stateWith } from './states.ts'

describeWith(['chromium'], 'the settings', () => {
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
    await page.getByTestId('more').click()
    await page.getByTestId('open-settings').click()
    await page.getByTestId('settings').waitFor()
  }

  const changes = (): Promise<unknown[]> =>
    page.evaluate(() =>
      window.fake.asked.filter(({ name }) => name === 'settings:change').map(({ args }) => args[0])
    )
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)
  const names = (): Promise<string[]> => page.locator('[data-testid="source-setting"] .name').allInnerTexts()

  it('changes each at once: network, interval, threshold and language', async () => {
    await open()
    await page.getByTestId('never-network').check()
    await page.getByTestId('check-interval').selectOption('360')
    await page.getByTestId('warn-threshold').fill('２,5')
    await page.getByTestId('warn-threshold').press('Enter')
    await page.getByTestId('setting-language').selectOption('ja')
    await page.getByText('時刻サーバー', { exact: true }).waitFor()
    expect(await changes()).toEqual([
      { neverUseNetwork: true },
      { checkEveryMinutes: 360 },
      { warnThresholdMs: 2500 },
      { language: 'ja' }
    ])
    expect(await page.getByTestId('warn-threshold').inputValue()).toBe('2.5')
  })

  it('says at the field what main refuses, and asks main nothing for what is no number', async () => {
    await open({
      failures: {
        'settings:change': {
          code: 'bad-setting',
          field: 'warnThresholdMs',
          expected: '500–5000',
          got: '9000'
        }
      }
    })
    const field = page.getByTestId('warn-threshold')
    await field.fill('soon')
    await field.press('Enter')
    await page.getByText('Type a number of seconds').waitFor()
    expect(await changes()).toEqual([])
    await field.fill('9')
    await field.press('Enter')
    await page.getByText('expected 500–5000').waitFor()
    expect(await field.inputValue()).toBe('9')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
  })

  it('moves a server by button and by Alt and arrow, and the focus goes along', async () => {
    await open()
    await page.getByTestId('source-down').first().press('Enter')
    await expect.poll(names).toEqual(['Netnod', 'Cloudflare', 'PTB', 'TimeNL'])
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(names).toEqual(['Netnod', 'PTB', 'Cloudflare', 'TimeNL'])
    expect(await page.locator('li:has(:focus) .name').innerText()).toBe('Cloudflare')
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(names).toEqual(['Cloudflare', 'Netnod', 'PTB', 'TimeNL'])
    await expect.poll(() => page.getByTestId('note').innerText()).toBe('Cloudflare is now 1 of 4')
  })

  it('removes a server and brings it back, keeps the last one, and goes back to the default list', async () => {
    const [first] = SETTINGS.sources
    if (first === undefined) throw new Error('expected a source')
    await open()
    await page.getByTestId('source-remove').nth(1).click()
    await expect.poll(names).toEqual(['Cloudflare', 'PTB', 'TimeNL'])
    expect(await focused()).toBe('source-remove')
    await page.getByTestId('note-action').click()
    await expect.poll(names).toHaveLength(4)
    for (const left of [3, 2, 1]) {
      await page.getByTestId('source-remove').last().click()
      await expect.poll(names).toHaveLength(left)
    }
    await page.getByTestId('source-remove').click()
    await expect.poll(() => page.getByTestId('note').innerText()).toContain('The last one stays')
    expect(await names()).toEqual(['Cloudflare'])
    await page.getByTestId('source-defaults').click()
    await expect.poll(names).toHaveLength(4)
    await expect.poll(focused).toBe('source-add')
  })

  it('adds a server under its host’s name, by addresses in the order typed', async () => {
    await open()
    await page.getByTestId('source-add').click()
    expect(await focused()).toBe('source-addresses')
    await page.getByTestId('source-add-submit').click()
    await page.getByText('Type at least one address').waitFor()
    await page.getByTestId('source-addresses').fill('nts://time.example.com, ntp.example.com')
    await page.keyboard.press('Enter')
    await expect.poll(names).toContain('time.example.com')
    expect(await changes()).toEqual([
      {
        sources: [
          ...SETTINGS.sources,
          { name: 'time.example.com', ways: ['nts://time.example.com', 'ntp.example.com'] }
        ]
      }
    ])
    await expect.poll(focused).toBe('source-add')
  })

  it('says at the addresses what is wrong with them, and Esc gives the adding up without leaving the settings', async () => {
    await open({
      failures: {
        'settings:change': { code: 'bad-server', expected: 'nts://, ntp:// or https://', got: 'ftp://' }
      }
    })
    await page.getByTestId('source-add').click()
    await page.getByTestId('source-addresses').fill('ftp://time.example.com')
    await page.keyboard.press('Enter')
    await page.getByText('got ftp://').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('source-form').count()).toBe(0)
    await expect.poll(focused).toBe('source-add')
    await page.getByTestId('settings').waitFor()
  })

  it('tests every address of a server and says how each answers', async () => {
    await open({
      tested: {
        nts: { status: 'heard', offsetMs: 41, boundMs: 12 },
        ntp: { status: 'unreachable', reason: 'timed-out' },
        https: { status: 'rejected', reason: 'no-date' }
      }
    })
    await page.getByTestId('source-test').first().click()
    await expect
      .poll(async () => (await page.getByTestId('source-tested').first().innerText()).split(/\n+/u))
      .toEqual([
        'NTS: answers; your clock is 0.04 s slow (±0.02 s)',
        'NTP: no answer (timed out)',
        'HTTPS: refused (no date in the answer)'
      ])
  })

  it('is closed by Esc, and the focus goes back to the menu’s button', async () => {
    await open()
    await page.keyboard.press('Escape')
    await page.getByTestId('row').first().waitFor()
    await expect.poll(focused).toBe('more')
    await page.keyboard.press('Control+,')
    await page.getByTestId('settings-back').click()
    await expect.poll(focused).toBe('more')
  })

  it('goes back to the clock page where it was opened from there', async () => {
    page = await renderer.open('index', stateWith(), MID_STEP)
    await page.getByTestId('clock-toggle').click()
    await page.getByTestId('time-servers').click()
    await page.getByTestId('settings').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('clock-details').waitFor()
    await expect.poll(focused).toBe('time-servers')
  })

  it('refuses a paste into a field with a word, and adds no account by it', async () => {
    await open()
    await page.getByTestId('warn-threshold').focus()
    await page.keyboard.press('Control+v')
    await expect.poll(() => page.getByTestId('note').innerText()).toContain('never reads the clipboard')
    const added = await page.evaluate(() =>
      window.fake.asked.filter(({ name }) => name.startsWith('import:from'))
    )
    expect(added).toEqual([])
  })
})
