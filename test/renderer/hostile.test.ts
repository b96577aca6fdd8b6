/** 50 hostile strings in every name that the list shows: none runs, none asks the network, and the layout holds at 320 px. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AccountView } from '../../src/shared/views/account.ts'
import { BEACON, HOSTILE, RUN } from '../hostile-names.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import { IMITATIONS } from './list-states.ts'
import { FOUND_SOME, PLAIN, stateWith } from './states.ts'

/** Tall enough for all rows. */
const HEIGHT = 3600
const PICTURES = [
  `${BEACON}.png`,
  `javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><script>parent.${RUN}</script><image href="${BEACON}"/></svg>`,
  'data:image/png;base64,!!!'
]

const ACCOUNTS: readonly AccountView[] = HOSTILE.map((text, i) => ({
  ...PLAIN,
  kind: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  id: `h${i}`,
  issuer: text,
  label: HOSTILE[(i * 7 + 3) % HOSTILE.length] ?? '',
  note: text,
  groups: i % 5 === 0 ? [text] : [],
  hasIcon: i < PICTURES.length,
  isFavourite: i % 9 === 0
}))

describeWith(['chromium'], 'hostile names', () => {
  let renderer: BuiltRenderer
  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())

  it('is a list of 50', () => {
    expect(new Set(HOSTILE).size).toBe(50)
  })

  it.each([320, 900])('run nothing, ask for nothing and stay in their rows at %d px', async (width) => {
    const { page, requests } = await open(width)
    await expect.poll(() => page.getByTestId('row').count()).toBe(50)
    await page.getByTestId('row').nth(30).hover()
    await expectHarmless(page, requests)
    expect(await misplaced(page)).toEqual([])

    await page.getByTestId('group').nth(3).click()
    await page.keyboard.press('Escape')
    await page.keyboard.type('evil')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await page.getByTestId('chosen-groups').click()
    await page.getByTestId('groups-dialog').waitFor()
    await expectHarmless(page, requests)
    await page.keyboard.press('Escape')
    await page.getByTestId('chosen-remove').click()
    await page.getByTestId('note-action').waitFor()
    await expectHarmless(page, requests)
    await page.context().close()
  })

  it('do the same as imported names', async () => {
    const { page, requests } = await open(320)
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Control+v')
    await page.getByText('__proto__').last().waitFor()
    await expectHarmless(page, requests)
    await page.context().close()
  })

  it('tell a name that imitates another apart from it, and give it no sign', async () => {
    const page = await renderer.open('index', stateWith({ accounts: IMITATIONS }), MID_STEP)
    for (const [id, isReal] of [
      ['i0', true],
      ['i1', false],
      ['i2', true],
      ['i3', false],
      ['i5', false],
      ['i6', false]
    ] as const) {
      const row = page.locator(`[data-id="${id}"]`)
      if (isReal) await row.getByTestId('sign').waitFor()
      expect([id, await row.getByTestId('suspicion').count(), await row.getByTestId('sign').count()]).toEqual(
        isReal ? [id, 0, 1] : [id, 1, 0]
      )
    }
    await page.context().close()
  })

  async function open(width: number): Promise<{ page: Page; requests: string[] }> {
    const entries = ACCOUNTS.map((account, i) => ({
      entry: i + 1,
      account,
      code: '482913',
      state: 'new' as const,
      isTrashed: false
    }))
    const state = stateWith({
      accounts: ACCOUNTS,
      icons: Object.fromEntries(PICTURES.map((picture, i) => [`h${i}`, picture])),
      found: { ...FOUND_SOME, found: entries.length, entries, failed: [] }
    })
    const page = await renderer.open('index', state, { viewport: { width, height: HEIGHT } })
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    return { page, requests }
  }
})

async function expectHarmless(page: Page, requests: readonly string[]): Promise<void> {
  expect(
    requests.filter((url) => !/^(?:https:\/\/zeroskew\.invalid\/assets\/|data:image\/)/u.test(url))
  ).toEqual([])
  const seen = await page.evaluate(() => ({
    ran: 'hostileRan' in window,
    violations: window.fake.violations,
    tooWide: document.documentElement.scrollWidth - innerWidth,
    strangers: document.querySelectorAll('main :is(iframe, object, script, form[action], base, meta, link)')
      .length
  }))
  expect(seen).toEqual({ ran: false, violations: [], tooWide: 0, strangers: 0 })
}

/** Rows that aren't 60 px high, or in which names, buttons and code overlap or leave the window. */
async function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-testid="row"]')].flatMap((row) => {
      const [names, , now] = [...row.children].map((cell) => cell.getBoundingClientRect())
      const fits =
        row.offsetHeight === 60 &&
        names !== undefined &&
        now !== undefined &&
        names.right <= now.left + 0.5 &&
        now.right <= innerWidth
      return fits ? [] : [row.dataset['id'] ?? '']
    })
  )
}
