/** The account list by hand and by keyboard, in a real Chromium, built as it ships, with a fake main process behind it. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { GROUPED, KINDS } from './list-states.ts'
import { PREFERENCES, stateWith } from './states.ts'

const hidden = { preferences: { ...PREFERENCES, hidesCodes: true } }

describeWith(['chromium'], 'the account list', () => {
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
    page = await renderer.open('index', stateWith({ accounts: GROUPED, ...changes }), MID_STEP)
    await page.getByTestId('row').first().waitFor()
  }
  const row = (id: string) => page.locator(`[data-id="${id}"]`)
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
  const shown = () =>
    page.getByTestId('row').evaluateAll((rows) => rows.map((it) => it.getAttribute('data-id') ?? ''))
  const current = () => page.locator('#accounts').getAttribute('aria-activedescendant')
  const focus = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.tagName
    )
  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )

  it('narrows to a group, to favourites, and back by Esc', async () => {
    await open()
    await page.getByTestId('group').filter({ hasText: 'Home' }).click()
    await expect.poll(shown).toEqual(['a03', 'a08'])
    expect(await page.getByTestId('count').innerText()).toBe('2 of 12 accounts')
    await page.getByTestId('group').filter({ hasText: 'Favourites' }).click()
    await expect.poll(shown).toEqual(['a01', 'a02'])
    await press('Escape')
    await expect.poll(() => page.getByTestId('count').innerText()).toBe('12 accounts')
  })

  it('searches within a group and offers all where nothing fits', async () => {
    await open()
    await page.getByTestId('group').filter({ hasText: 'Home' }).click()
    await page.keyboard.type('aws')
    await page.getByTestId('search-all').click()
    await expect.poll(shown).toContain('a01')
    expect(await page.locator('mark').first().innerText()).toBe('AWS')
  })

  it('sorts by name from the menu, favourites first all the same', async () => {
    await open()
    await page.getByTestId('more').click()
    await page.getByTestId('sort-name').click()
    await expect.poll(async () => (await shown()).slice(0, 4)).toEqual(['a01', 'a02', 'a10', 'a05'])
    expect(await asked('preferences:change')).toEqual([[{ sortBy: 'name' }]])
  })

  it('copies by number keys 1–9, also by Ctrl from the search, and the next code by Ctrl+Enter', async () => {
    await open()
    await press('3', '/', 'Control+2', 'Control+Enter')
    await expect
      .poll(() => asked('codes:copy'))
      .toEqual([
        ['a03', 'usual'],
        ['a02', 'usual'],
        ['a02', 'next']
      ])
  })

  it('counts the number keys from the first row in view', async () => {
    await open()
    await press('End')
    await expect.poll(current).toBe('account-a12')
    const first = await page.evaluate(() => {
      const list = document.getElementById('accounts')?.getBoundingClientRect()
      const rows = [...document.querySelectorAll('[data-testid="row"]')]
      return rows
        .find((it) => it.getBoundingClientRect().top >= (list?.top ?? 0) - 1)
        ?.getAttribute('data-id')
    })
    await press('1')
    await expect.poll(() => asked('codes:copy')).toEqual([[first, 'usual']])
  })

  it('shows a hidden code at a press, copies at the next, and hides it after 20 s', async () => {
    page = await renderer.open('index', stateWith({ accounts: GROUPED, ...hidden }), {
      fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 1)
    })
    await row('a02').getByTestId('dots').waitFor()
    expect(await page.getByTestId('code').count()).toBe(0)
    expect(await page.getByTestId('next').count()).toBe(0)
    await row('a02').click()
    await row('a02').getByTestId('code').waitFor()
    expect(await asked('codes:copy')).toEqual([])
    await row('a02').click()
    await expect.poll(() => asked('codes:copy')).toEqual([['a02', 'usual']])
    await row('a03').click()
    await expect.poll(() => page.getByTestId('code').count()).toBe(1)
    await page.clock.runFor(21_000)
    await expect.poll(() => page.getByTestId('code').count()).toBe(0)
  })

  it('hides all codes while another window has the focus, where that is set', async () => {
    await open({ preferences: { ...PREFERENCES, hidesOnBlur: true } })
    await page.getByTestId('code').first().waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true })
      window.dispatchEvent(new FocusEvent('blur'))
    })
    await expect.poll(() => page.getByTestId('code').count()).toBe(0)
  })

  it('copies a hidden code by Enter without showing it', async () => {
    await open(hidden)
    await press('Enter')
    await expect.poll(() => asked('codes:copy')).toEqual([['a01', 'usual']])
    expect(await page.getByTestId('code').count()).toBe(0)
  })

  it('shows the next code by → for as long as it is wanted', async () => {
    page = await renderer.open('index', stateWith({ accounts: GROUPED }), {
      fixedNowMs: Date.UTC(2026, 10, 22, 14, 0, 7)
    })
    await page.getByTestId('row').first().waitFor()
    await press('ArrowRight', 'ArrowDown')
    await expect.poll(() => page.getByTestId('next').count()).toBe(2)
    await press('ArrowUp', 'ArrowRight', 'ArrowDown')
    await expect.poll(() => page.getByTestId('next').count()).toBe(1)
  })

  it('says on the row that main waits for the next code', async () => {
    await open({ hanging: ['codes:copy'] })
    await press('Enter')
    await row('a01').getByTestId('waiting').waitFor()
  })

  it('keeps codes with letters in one piece, and asks for a counter in doubt', async () => {
    await open({ accounts: [...KINDS, ...GROUPED.filter(({ id }) => id === 'a05')] })
    const pieces = (id: string) => row(id).getByTestId('code').locator('span').count()
    expect([await pieces('k1'), await pieces('k3'), await pieces('k4'), await pieces('k5')]).toEqual([
      2, 1, 1, 1
    ])
    await row('k8').getByTestId('picture').waitFor()
    await press('End')
    await row('a05').getByTestId('in-doubt').waitFor()
    await row('a05').getByTestId('confirm-counter').click()
    await page.getByRole('dialog').waitFor()
  })

  it('chooses by Space and Shift, and makes them favourites by one request', async () => {
    await open()
    await press('ArrowDown', 'ArrowDown', 'Space', 'Shift+ArrowDown')
    expect(await page.getByTestId('chosen-count').innerText()).toBe('2 selected')
    await page.getByTestId('chosen-favour').click()
    await expect.poll(() => asked('accounts:edit')).toEqual([[['a03', 'a04'], { isFavourite: true }]])
    await press('Escape')
    await expect.poll(() => page.getByTestId('chosen-bar').count()).toBe(0)
  })

  it('puts chosen accounts into a new group and out of another, those that become alike together', async () => {
    await open()
    for (const id of ['a01', 'a02', 'a04']) await row(id).click({ modifiers: ['Control'] })
    await page.getByTestId('chosen-groups').click()
    const work = page.getByRole('dialog').getByLabel('Work')
    await expect.poll(() => work.isChecked()).toBe(true)
    await work.uncheck()
    await page.getByTestId('new-group').fill('Office')
    await page.getByTestId('groups-save').click()
    await expect
      .poll(() => asked('accounts:edit'))
      .toEqual([
        [['a01', 'a04'], { groups: ['Office'] }],
        [['a02'], { groups: ['Open source', 'Office'] }]
      ])
  })

  it('deletes all that are chosen, brings them back by undo, and keeps the focus in the list', async () => {
    await open()
    await press('Control+a', 'Delete')
    await expect.poll(() => page.getByTestId('row').count()).toBe(0)
    await page.getByTestId('note-action').click()
    await expect.poll(() => page.getByTestId('count').innerText()).toBe('12 accounts')
    expect(await asked('accounts:remove')).toHaveLength(1)
    await expect.poll(focus).toBe('list')
  })

  it('goes on at the neighbour after a deletion, and never loses the focus', async () => {
    await open()
    await expect.poll(focus).toBe('list')
    await press('ArrowDown', 'ArrowDown', 'Delete')
    await expect.poll(current).toBe('account-a04')
    expect(await focus()).toBe('list')
    await page.keyboard.type('aws')
    expect(await focus()).toBe('search')
    await press('Escape')
    await expect.poll(focus).toBe('list')
  })

  it('moves in the own order by Alt and arrows, and says where it is now', async () => {
    await open()
    await press('End', 'Alt+ArrowUp')
    await expect.poll(() => asked('accounts:move')).toEqual([[['a12'], 'a11']])
    await expect.poll(() => page.getByTestId('note').innerText()).toBe('Proton is now 11 of 12')
    await press('Home', 'Alt+ArrowUp')
    expect(await asked('accounts:move')).toHaveLength(1)
  })

  it('moves by the mouse, without the press counting as a click', async () => {
    await open()
    const from = await row('a03').boundingBox()
    const to = await row('a06').boundingBox()
    if (from === null || to === null) throw new Error('expected both rows in view')
    await page.mouse.move(from.x + 150, from.y + 30)
    await page.mouse.down()
    await page.mouse.move(from.x + 150, to.y - 4, { steps: 5 })
    await page.getByTestId('gap').waitFor()
    await page.mouse.up()
    await expect.poll(() => asked('accounts:move')).toEqual([[['a03'], 'a06']])
    expect(await asked('codes:copy')).toEqual([])
  })

  it('moves by single presses on the account’s page, where dragging isn’t possible', async () => {
    await open()
    await press('End', 'Alt+Enter')
    await page.getByTestId('account-up').click()
    await expect.poll(() => asked('accounts:move')).toEqual([[['a12'], 'a11']])
    await expect.poll(() => page.getByTestId('note').innerText()).toBe('Proton is now 11 of 12')
    await page.getByTestId('account-down').click()
    await expect.poll(() => asked('accounts:move')).toHaveLength(2)
  })

  it('deletes by Backspace on a Mac, which has no other key for it, and not in the search nor elsewhere', async () => {
    await open()
    await press('Backspace')
    expect(await asked('accounts:remove')).toEqual([])
    await page.context().close()
    const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36'
    page = await renderer.open('index', stateWith({ accounts: GROUPED }), { ...MID_STEP, userAgent })
    await page.getByTestId('row').first().waitFor()
    await press('a', 'Backspace', 'Backspace')
    expect(await asked('accounts:remove')).toEqual([])
    await page.getByTestId('list').focus()
    await press('Backspace')
    await expect.poll(() => asked('accounts:remove')).toHaveLength(1)
  })

  it('doesn’t move what is sorted by name, and says why', async () => {
    await open({ preferences: { ...PREFERENCES, sortBy: 'name' } })
    await press('Alt+ArrowDown')
    await expect.poll(() => page.getByTestId('note').innerText()).toContain('Own order')
    expect(await asked('accounts:move')).toEqual([])
  })

  it('opens the account’s page, the quick pick and the list of keys', async () => {
    await open()
    await press('Control+k')
    await expect.poll(() => asked('pick:open')).toEqual([[]])
    await press('?')
    await page.getByTestId('key-help').waitFor()
    await press('Escape')
    await expect.poll(() => page.getByTestId('key-help').count()).toBe(0)
    await press('Alt+Enter')
    await page.getByTestId('account-page').waitFor()
    await press('Escape')
    await expect.poll(focus).toBe('list')
  })
})
