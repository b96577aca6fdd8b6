/** The clock page, correction, the reverse check and a site's clock in a real Chromium, with a fake main process behind them. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { ClockView } from '../../src/shared/views/clock.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, type OpenOptions } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { AT, DRIFTING, history, OFF, stateWith, UNCERTAIN } from './states.ts'

const WARNS: ClockView = { ...OFF, correction: { kind: 'available', warns: true } }

describeWith(['chromium'], 'the clock page', () => {
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

  async function open(changes: Partial<FakeState> = {}, options: OpenOptions = {}): Promise<void> {
    page = await renderer.open('index', stateWith(changes), { shownNowMs: AT + 12_000, ...options })
    await page.getByTestId('clock').waitFor()
  }

  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )
  const text = (testid: string): Promise<string> => page.getByTestId(testid).innerText()
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)

  it('shows five servers as a picture, the outvoted one by a word as well, and the same figures as a table', async () => {
    await open({ clock: DRIFTING, history: history(9, 3.1) })
    await page.getByTestId('clock-toggle').press('Enter')
    const plot = page.getByTestId('interval-plot')
    expect(await plot.locator('circle').count()).toBe(4)
    expect(await plot.locator('.cross').count()).toBe(1)
    expect(await plot.locator('text', { hasText: 'outvoted' }).count()).toBe(1)
    expect(await plot.innerText()).toContain('dotted: logarithmic')
    expect(await page.getByTestId('source-row').allInnerTexts()).toHaveLength(5)
    expect(await page.getByTestId('source-row').last().innerText()).toContain('4.63 s slow')
    const drawn = page.getByTestId('history-plot').locator('svg')
    expect(await drawn.getAttribute('aria-label')).toContain('It loses 0.27 s a day')
    expect(await text('history-plot')).toContain('29 Nov')
  })

  it.each(['light', 'dark'] as const)(
    'draws the pictures in the system’s forced colours, where the look that was chosen is %s',
    async (look) => {
      const preferences = { ...stateWith().preferences, look } as const
      await open({ clock: DRIFTING, history: history(9, 3.1), preferences })
      // The other way round: dark where the look is light.
      const colorScheme = look === 'light' ? 'dark' : 'light'
      await page.emulateMedia({ forcedColors: 'active', colorScheme })
      await page.getByTestId('clock-toggle').click()
      await page.getByTestId('history-plot').locator('svg').waitFor()
      const seen = await page.evaluate(() => {
        const system = document.body.appendChild(document.createElement('span'))
        system.style.color = 'CanvasText'
        const text = getComputedStyle(system).color
        const texts = [...document.querySelectorAll('figure svg text')].map((it) => getComputedStyle(it).fill)
        const strokes = [...document.querySelectorAll('.bound, .cross, .threshold, .earliest')].map(
          (it) => getComputedStyle(it).stroke
        )
        return { text, texts, strokes }
      })
      expect(seen.texts.length).toBeGreaterThan(8)
      expect(seen.strokes.length).toBeGreaterThan(6)
      expect(new Set([...seen.texts, ...seen.strokes])).toEqual(new Set([seen.text]))
    }
  )

  it('says drift, forecast, downgrade and age in figures', async () => {
    await open({ clock: DRIFTING })
    await page.getByTestId('clock-toggle').click()
    expect(await text('figure-drift')).toContain('+3.1 ppm · 0.27 s a day, ± 0.4 ppm')
    expect(await text('figure-fails')).toContain('in about 7 days')
    expect(await text('figure-trust')).toContain('PTB by NTP, not NTS')
    expect(await text('figure-checked')).toContain(', 12 s ago')
    expect(await text('figure-drifted-since')).toContain('± 0.02 s')
  })

  it.each([320, 380, 900])('needs no scrolling sideways at %d px', async (width) => {
    await open({ clock: OFF }, { viewport: { width, height: 640 } })
    if (width < 760) await page.getByTestId('clock-toggle').click()
    const over = await page.getByTestId('clock-details').evaluate((details) => {
      const scroll = details.querySelector('.scroll')
      return [
        document.documentElement.scrollWidth - innerWidth,
        (scroll?.scrollWidth ?? 0) - (scroll?.clientWidth ?? 0)
      ]
    })
    expect(over).toEqual([0, 0])
  })

  it('asks for the history again after a new check', async () => {
    await open()
    await page.getByTestId('clock-toggle').click()
    await expect.poll(() => asked('clock:history')).toHaveLength(1)
    await page.evaluate((clock) => window.fake.push('clock:changed', clock), { ...OFF, checkedAtMs: AT + 1 })
    await expect.poll(() => asked('clock:history')).toHaveLength(2)
  })

  it('says the cause of a wrong clock, opens the time settings and copies the command', async () => {
    await open({
      clock: {
        ...OFF,
        otherCauses: [{ kind: 'service-stopped', service: 'systemd-timesyncd', hasSettings: true }]
      }
    })
    await page.getByText('Automatic time is off.').first().waitFor()
    await page.getByTestId('open-time-settings').click()
    expect(await asked('clock:open-settings')).toHaveLength(1)
    await page.getByTestId('clock-toggle').click()
    expect(await text('cure-command')).toBe('timedatectl set-ntp true')
    expect(await text('other-cause')).toContain('timesyncd')
    await page.getByTestId('copy-cure').click()
    expect(await asked('clock:copy-cure')).toHaveLength(1)
    await expect.poll(() => text('note')).toBe('Command copied')
  })

  it('says months off and opens the time settings also where no server could be asked', async () => {
    await open({
      clock: {
        ...UNCERTAIN,
        verdict: 'unknown',
        reason: 'certificates-not-yet-valid',
        cause: { kind: 'months-off', hasSettings: true }
      }
    })
    await page.getByText('has lost the date').first().waitFor()
    await page.getByTestId('open-time-settings').click()
    expect(await asked('clock:open-settings')).toHaveLength(1)
  })

  it('corrects codes at a press, labels each, and gives the code by this clock on the selected row only', async () => {
    await open({ clock: OFF })
    await page.getByTestId('row').first().waitFor()
    const row = page.locator('[data-id="a01"]')
    const before = await row.getByTestId('code').textContent()
    await page.getByTestId('correct-on').press('Enter')
    await row.getByTestId('corrected').waitFor()
    expect(await row.getByTestId('uncorrected').textContent()).toBe(before)
    expect(await row.getByTestId('code').textContent()).not.toBe(before)
    expect(await page.getByTestId('by-this-clock').count()).toBe(1)
    const labelled = await page.getByTestId('corrected').count()
    expect(labelled).toBe(
      (await page.getByTestId('code').count()) - (await page.getByText(/^counter/u).count()) + 1
    )
    expect(await focused()).toBe('correct-off')
    await row.click()
    await expect.poll(() => text('note')).toBe('Corrected code of AWS copied')
    await page.getByTestId('correct-off').click()
    await expect.poll(() => page.getByTestId('corrected').count()).toBe(0)
    expect(await asked('clock:correct')).toEqual([[true], [false]])
  })

  it('cuts no name of the selected row for the code by this clock', async () => {
    await open({ clock: { ...OFF, correction: { kind: 'on', offsetMs: -47_012 } } })
    const label = page.locator('[data-id="a01"] .label')
    await page.getByTestId('by-this-clock').waitFor()
    expect(await label.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0)
  })

  it('counts down by true time: 47.012 s fast at 14:00:50 is 27.012 s before the end of a step', async () => {
    page = await renderer.open(
      'index',
      stateWith({ clock: { ...OFF, correction: { kind: 'on', offsetMs: -47_012 } } }),
      { fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 50) }
    )
    await page.getByTestId('corrected').first().waitFor()
    expect(await text('countdown')).toContain('28 s')
    await page.clock.runFor(1500)
    await expect.poll(() => text('countdown')).toContain('27 s')
  })

  it('asks first where the servers prove nothing, and does nothing when that is declined', async () => {
    await open({ clock: WARNS })
    await page.getByTestId('correct-on').click()
    await page.getByTestId('correct-warning').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('correct-warning').count()).toBe(0)
    expect(await asked('clock:correct')).toEqual([])
    await expect.poll(focused).toBe('correct-on')
    await page.getByTestId('correct-on').click()
    await page.getByTestId('correct-warning-confirm').click()
    await expect.poll(() => asked('clock:correct')).toEqual([[true]])
    await expect.poll(focused).toBe('correct-off')
  })

  it('shows no code by time while a fresh measurement is awaited, even if main still sends one', async () => {
    await open({ clock: { ...OFF, correction: { kind: 'on', offsetMs: -47_012 } } })
    await page.getByTestId('corrected').first().waitFor()
    await page.evaluate((clock) => window.fake.push('clock:changed', clock), {
      ...UNCERTAIN,
      correction: { kind: 'waiting' }
    })
    await expect.poll(() => page.getByTestId('code').count()).toBe(0)
    expect(await page.getByTestId('measuring').first().innerText()).toBe('measuring')
    expect(await text('correction')).toContain('hidden until the clock has been measured anew')
    await page.getByTestId('correct-off').click()
    expect(await asked('clock:correct')).toEqual([[false]])
  })

  it.each([
    ['not-authenticated', 'more than 2 minutes'],
    ['too-far', 'more than a day']
  ] as const)('says why nothing is corrected: %s', async (reason, words) => {
    await open({ clock: { ...OFF, correction: { kind: 'refused', reason } } })
    expect(await text('correction')).toContain(words)
    expect(await page.getByTestId('correct-on').count()).toBe(0)
  })

  it('compares with another device: one code, then the next one, and says the range', async () => {
    await open({
      located: { ranges: [{ lowMs: 40_200, highMs: 90_400 }], falseMatchChance: 0.000_08 }
    })
    await page.getByTestId('more').click()
    await page.getByTestId('open-locate').click()
    await expect.poll(focused).toBe('locate-code')
    await page.keyboard.press('Enter')
    expect(await text('locate-dialog')).toContain('Type the code first.')
    await page.keyboard.type('482913')
    await page.keyboard.press('Enter')
    await expect.poll(() => text('locate-result')).toContain('between 40 s and 91 s slow')
    expect(await text('locate-result')).toContain('1 in 12,000')
    await page.getByTestId('locate-next').fill('118240')
    expect(await text('locate-result')).toBe('')
    await page.getByTestId('locate-at-change').check()
    await page.getByTestId('locate-submit').click()
    expect(await asked('clock:locate')).toEqual([
      [{ id: 'a01', code: '482913', before: null, atChange: false }],
      [{ id: 'a01', code: '118240', before: '482913', atChange: true }]
    ])
    expect(await page.getByTestId('search').inputValue()).toBe('')
    expect(await page.getByTestId('locate-account').locator('option').count()).toBe(11)
  })

  it('says at the field which of the two codes can’t be one, and Esc leaves the clock page open', async () => {
    await open({ failures: { 'clock:locate': { code: 'bad-code', field: 'before', expected: '6' } } })
    await page.getByTestId('clock-toggle').click()
    await page.getByTestId('locate-open').click()
    await page.getByTestId('locate-code').fill('48291')
    await page.getByTestId('locate-next').fill('118240')
    await page.getByTestId('locate-submit').click()
    await expect.poll(() => page.getByTestId('locate-code').getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('locate-dialog').count()).toBe(0)
    await page.getByTestId('clock-details').waitFor()
    await expect.poll(focused).toBe('locate-open')
  })

  it('asks a site for its clock only when told to, and keeps what is typed there from the list beside it', async () => {
    await open({ site: { host: '', offsetMs: 812, boundMs: 500 } }, { viewport: { width: 900, height: 640 } })
    await page.getByTestId('row').first().waitFor()
    await page.getByTestId('site-host').focus()
    await page.keyboard.type('git/hub.comx')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Delete')
    expect(await page.getByTestId('site-host').inputValue()).toBe('git/hub.com')
    expect(await asked('accounts:remove')).toEqual([])
    await page.getByTestId('site-host').fill('github.com')
    expect(await asked('clock:site')).toEqual([])
    await page.keyboard.press('Enter')
    await expect
      .poll(() => text('site-result'))
      .toBe('github.com’s clock: 0.81 s ahead of this one (±0.50 s).')
    expect(await asked('codes:copy')).toEqual([])
  })

  it('says at the field why a site gave no time', async () => {
    await open({ failures: { 'clock:site': { code: 'network-off' } } })
    await page.getByTestId('clock-toggle').click()
    await page.getByTestId('site-ask').click()
    expect(await asked('clock:site')).toEqual([])
    await page.getByTestId('site-host').fill('github.com')
    await page.getByTestId('site-ask').click()
    await expect.poll(() => page.getByTestId('site-host').getAttribute('aria-invalid')).toBe('true')
    await page.getByText('never to use the network').waitFor()
  })
})
