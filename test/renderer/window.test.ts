/** The main window in a real Chromium, built as it ships, with a fake main process behind it. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import {
  DESKTOP,
  FOUND_ONE,
  imported,
  many,
  NEVER,
  OFF,
  PLAIN,
  stateWith,
  UNCERTAIN,
  UNKNOWN
} from './states.ts'

const MARKUP = '<img src=x onerror=document.title="run">'
const BASE = { ...PLAIN, kind: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } as const
const KEY_URI = 'otpauth://totp/Planted:me?secret=GEZDGNBVGY3TQOJQ&issuer=Planted'

describeWith(['chromium'], 'the main window', () => {
  let renderer: BuiltRenderer
  let page: Page

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())
  afterEach(async () => {
    // Every state that was shown kept to the Content-Security-Policy.
    expect(await page.evaluate(() => window.fake.violations)).toEqual([])
    await page.context().close()
  })

  async function open(changes: Partial<FakeState> = {}): Promise<void> {
    page = await renderer.open('index', stateWith(changes), MID_STEP)
    await page.getByTestId('clock').waitFor()
  }

  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )
  const rows = (): Promise<number> => page.getByTestId('row').count()

  it('renders fewer than 40 rows of 10,000, at the top and after End', async () => {
    await open({ accounts: many(10_000) })
    await expect.poll(rows).toBeGreaterThan(5)
    expect(await rows()).toBeLessThan(40)
    await page.keyboard.press('End')
    await page.getByText('Service 9999', { exact: true }).waitFor()
    expect(await rows()).toBeLessThan(40)
    expect(await page.getByTestId('list').getAttribute('aria-rowcount')).toBe('10000')
    expect(await page.locator('[aria-selected="true"]').getAttribute('aria-rowindex')).toBe('10000')
  })

  it('tells of a new version in a quiet bar, which leads to what changed in it', async () => {
    await open({
      desktop: {
        ...DESKTOP,
        update: { kind: 'available', version: '1.3.0', notes: 'Faster.', canFetch: false }
      }
    })
    await expect.poll(() => page.getByTestId('update-notice').innerText()).toContain('Zeroskew 1.3.0 is out.')
    await page.getByTestId('update-look').click()
    await expect.poll(() => page.getByTestId('update-available').innerText()).toContain('Faster.')
    expect(await page.getByTestId('update-notice').count()).toBe(0)
  })

  it('copies by two letters and Enter, and says so to screen readers', async () => {
    await open()
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.type('ro')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('oo')
    await page.keyboard.press('Enter')
    expect(await asked('codes:copy')).toEqual([['a01', 'usual']])
    const note = page.getByTestId('note')
    await expect.poll(() => note.innerText()).toBe('Code of AWS copied')
    expect(await note.getAttribute('aria-live')).toBe('polite')
  })

  it('moves the selection by arrow keys, also from the search, and clears it by Esc', async () => {
    await open()
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('/')
    await page.keyboard.type('example')
    await page.keyboard.press('ArrowDown')
    const current = await page.locator('[aria-selected="true"]').getAttribute('data-id')
    await page.keyboard.press('Enter')
    expect(await asked('codes:copy')).toEqual([[current, 'usual']])
    await page.keyboard.press('Escape')
    expect(await page.getByTestId('search').inputValue()).toBe('')
  })

  it('gives a code digit by digit to screen readers, and whole to the eye', async () => {
    await open()
    const code = await page.getByTestId('code').first().textContent()
    expect(code).toMatch(/^\d{6}$/u)
    await page.getByText(`code ${Array.from(code ?? '').join(' ')}`, { exact: true }).waitFor()
  })

  it('sends a paste to main wherever the hand is, and never lets its text into the page', async () => {
    await open({ found: FOUND_ONE, imported: imported([], { alreadyThere: 1 }) })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((text) => navigator.clipboard.writeText(text), KEY_URI)

    // The planted fault: a field outside the app's guard does take the same paste.
    const control = await page.context().newPage()
    await control.goto('data:text/html,<input autofocus>')
    await control.bringToFront()
    await control.locator('input').focus()
    await control.keyboard.press('Control+v')
    await expect.poll(() => control.locator('input').inputValue()).toBe(KEY_URI)
    await control.close()

    await page.bringToFront()
    await page.getByTestId('search').focus()
    await page.keyboard.press('Control+v')
    await expect.poll(() => page.getByTestId('note').innerText()).toContain('is there already')
    await page.keyboard.press('Shift+Insert')
    await expect.poll(() => asked('import:from-clipboard')).toHaveLength(2)
    expect(await page.getByTestId('search').inputValue()).toBe('')
    expect(await page.content()).not.toContain('GEZDGNBVGY3TQOJQ')
  })

  it.each([
    ['a paste event of a menu', 'paste'],
    ['a paste by an input method', 'insertFromPaste'],
    ['a drop into the search', 'insertFromDrop'],
    ['the middle button', 'middle']
  ])('refuses %s', async (_, kind) => {
    await open()
    const refused = await page.getByTestId('search').evaluate((input, how) => {
      const common = { bubbles: true, cancelable: true }
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...common, clipboardData: new DataTransfer() })
          : how === 'middle'
            ? new MouseEvent('mouseup', { ...common, button: 1 })
            : new InputEvent('beforeinput', { ...common, inputType: how, data: 'x' })
      input.dispatchEvent(event)
      return event.defaultPrevented
    }, kind)
    expect(refused).toBe(true)
  })

  it('refuses dropped text with a sentence and takes a dropped file by its path', async () => {
    await open({
      found: { kind: 'failed', source: { kind: 'file', name: 'qr.png' }, failure: { code: 'no-qr-code' } }
    })
    const drop = (what: 'text' | 'file'): Promise<boolean> =>
      page.evaluate(
        ([kind, text]) => {
          const dataTransfer = new DataTransfer()
          if (kind === 'text') dataTransfer.items.add(text, 'text/plain')
          else dataTransfer.items.add(new File(['x'], 'qr.png', { type: 'image/png' }))
          const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })
          document.body.dispatchEvent(over)
          document.body.dispatchEvent(
            new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
          )
          return over.defaultPrevented
        },
        [what, KEY_URI] as const
      )
    expect(await drop('text')).toBe(true)
    await expect.poll(() => page.getByTestId('note').innerText()).toContain('Text can’t be dropped here')
    expect(await page.content()).not.toContain('GEZDGNBVGY3TQOJQ')
    expect(await asked('import:from-files')).toEqual([])
    await drop('file')
    await page.getByTestId('import-failure').waitFor()
    expect(await asked('import:from-files')).toEqual([[['/dropped/qr.png']]])
  })

  it('switches to Japanese and back without a reload', async () => {
    await open()
    await page.evaluate(() => (document.title = 'not reloaded'))
    await page.getByTestId('more').click()
    await page.getByTestId('language-ja').click()
    await expect.poll(() => page.getByTestId('clock-title').innerText()).toBe('合っています')
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    expect(await page.getByTestId('count').innerText()).toBe('12件')
    await page.getByTestId('more').click()
    await page.getByTestId('language-en').click()
    await expect.poll(() => page.getByTestId('clock-title').innerText()).toBe('In step')
    expect(await page.title()).toBe('not reloaded')
  })

  it('shows no code of a counter account before it is asked for, and hides it after a minute', async () => {
    page = await renderer.open('index', stateWith(), { fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 7) })
    const row = page.locator('[data-id="a05"]')
    await row.getByText('counter 7').waitFor()
    expect(await row.getByTestId('code').count()).toBe(0)
    await row.getByTestId('next-code').click()
    await row.getByTestId('code').waitFor()
    await row.getByTestId('next-code').click()
    await row.getByText('counter 8').waitFor()
    await page.clock.runFor(61_000)
    await expect.poll(() => row.getByTestId('code').count()).toBe(0)
  })

  it('marks the row that a code was copied from for 1.6 s', async () => {
    page = await renderer.open('index', stateWith(), { fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 7) })
    const copied = page.getByTestId('row').filter({ has: page.getByTestId('copied') })
    await page.locator('[data-id="a03"]').click()
    await copied.waitFor()
    expect(await copied.getAttribute('data-id')).toBe('a03')
    await page.locator('[data-id="a02"]').click()
    await expect.poll(() => copied.getAttribute('data-id')).toBe('a02')
    await page.clock.runFor(1600)
    await expect.poll(() => copied.count()).toBe(0)
  })

  it('removes with Delete and brings back by undo', async () => {
    await open()
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Delete')
    await expect.poll(() => page.getByTestId('count').innerText()).toBe('11 accounts')
    await page.getByTestId('note-action').click()
    await expect.poll(() => page.getByTestId('count').innerText()).toBe('12 accounts')
    expect(await asked('accounts:remove')).toEqual([[['a01']]])
    expect(await asked('accounts:restore')).toEqual([[['a01']]])
  })

  it('takes the next code over on the second should main be late, and never shows one that is out of date', async () => {
    page = await renderer.open('index', stateWith(), { fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 24) })
    const code = page.locator('[data-id="a01"]').getByTestId('code')
    const next = await page.locator('[data-id="a01"]').getByTestId('next').textContent()
    expect(await page.getByTestId('countdown').innerText()).toContain('6 s')
    expect(await page.locator('[data-id="a02"]').getByTestId('next').count()).toBe(0)
    await page.clock.runFor(2000)
    await expect.poll(() => page.locator('[data-id="a02"]').getByTestId('next').count()).toBe(1)
    await page.clock.runFor(5000)
    await expect.poll(() => code.textContent()).toBe(next)
    await page.clock.runFor(30_000)
    await expect.poll(() => code.count()).toBe(0)
  })

  it.each([
    ['ticks once a second while the list is visible', 'unlocked', 10],
    ['has no timer while the vault is locked', 'locked', 0]
  ] as const)('%s', async (_, kind, ticks) => {
    const vault =
      kind === 'locked' ? ({ kind, ways: ['passphrase', 'recovery'] } as const) : stateWith().vault
    page = await renderer.open('index', stateWith({ vault }), {
      fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 0)
    })
    await page.getByTestId(kind === 'locked' ? 'screen-locked' : 'countdown').waitFor()
    await page.evaluate(() => {
      const set = window.setTimeout.bind(window)
      let count = 0
      Object.assign(window, {
        setTimeout: (run: () => void, ms?: number) => {
          count++
          return set(run, ms)
        },
        timersSet: () => count
      })
    })
    await page.clock.runFor(10_000)
    const count = await page.evaluate(() => (window as unknown as { timersSet: () => number }).timersSet())
    // The first tick comes a hair after a whole second, so one may fall outside.
    expect(Math.abs(count - ticks)).toBeLessThanOrEqual(ticks === 0 ? 0 : 1)
  })

  it('shows hostile names as text and runs none of them', async () => {
    const hostile = [MARKUP, '{@html x}', '\u202Egro.live', 'x'.repeat(1024)]
    await open({
      accounts: hostile.map((text, i) => ({ ...BASE, id: `h${i}`, issuer: text, label: text }))
    })
    await page.getByText(MARKUP).first().waitFor()
    expect(await page.title()).not.toBe('run')
    expect(await page.locator('main img').count()).toBe(0)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
  })

  it.each([
    ['off', OFF, 'Your clock is 47 s fast'],
    ['uncertain', UNCERTAIN, 'Not certain'],
    ['unknown', UNKNOWN, 'Not known'],
    ['pending', NEVER, 'Checking the clock']
  ])('says the verdict %s in words, opens its sources and checks again', async (mood, clock, title) => {
    await open({ clock })
    await expect.poll(() => page.getByTestId('clock').getAttribute('data-verdict')).toBe(mood)
    expect(await page.getByTestId('clock-title').innerText()).toBe(title)
    await page.getByTestId('clock-toggle').press('Enter')
    expect(await page.getByTestId('source-row').count()).toBe(4)
    if (mood !== 'pending') await page.getByTestId('clock-check').click()
    if (mood !== 'pending') expect(await asked('clock:check')).toHaveLength(1)
    await page.keyboard.press('Escape')
    await page.getByTestId('row').first().waitFor()
  })

  it.each([
    ['missing', { kind: 'missing', keychain: 'present' }, 'create-vault', 'create'],
    ['locked', { kind: 'locked', ways: ['passphrase', 'recovery'] }, 'unlock', 'unlock'],
    [
      'unconfirmed',
      { kind: 'unlocked', ways: ['keychain', 'recovery'], recoveryConfirmed: false, notices: [] },
      'confirm-recovery',
      'confirm-recovery'
    ]
  ] as const)('%s: opens the small window for it', async (_, vault, button, task) => {
    await open({ vault })
    await page.getByTestId(button).click()
    expect(await asked('secret-window:open')).toEqual([[task]])
  })

  it.each([
    ['the keychain', ['keychain', 'passphrase', 'recovery'], 'try-keychain'],
    ['the passphrase', ['passphrase', 'recovery'], 'unlock']
  ] as const)('gives the hand to unlocking by %s at once', async (_, ways, button) => {
    await open({ vault: { kind: 'locked', ways } })
    await page.getByTestId('screen-locked').waitFor()
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)
    await expect.poll(focused).toBe(button)
  })

  it('opens dialog and menu within the policy, by keyboard alone', async () => {
    await open()
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Control+n')
    await page.getByTestId('add-dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('add-dialog').count()).toBe(0)
    await page.getByTestId('more').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('lock').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+l')
    await page.getByTestId('screen-locked').waitFor()
    expect(await page.getByTestId('code').count()).toBe(0)
  })
})
