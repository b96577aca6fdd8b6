/** Pictures of the account list: narrowed, searched, hidden, chosen, moved, in every language and width. */
import type { Page } from 'playwright-core'
import type { Language } from '../../../src/shared/views/app.ts'
import { GROUPED, IMITATIONS, KINDS } from '../list-states.ts'
import { OFF, PREFERENCES, stateWith } from '../states.ts'
import type { Picture } from './picture.ts'

const ja = { app: { language: 'ja' as Language, demo: false, version: '0.1.0' } }
const grouped = { accounts: GROUPED }
const hidden = { ...grouped, preferences: { ...PREFERENCES, hidesCodes: true } }

const type = (text: string) => (page: Page) => page.keyboard.type(text, { delay: 20 })

async function choose(page: Page): Promise<void> {
  await page.getByTestId('row').first().waitFor()
  for (const key of ['Space', 'Shift+ArrowDown', 'ArrowDown', 'ArrowDown', 'Space'])
    await page.keyboard.press(key)
}

async function groups(page: Page): Promise<void> {
  await choose(page)
  await page.getByTestId('chosen-groups').click()
}

async function drag(page: Page): Promise<void> {
  const box = await page.locator('[data-id="a03"]').boundingBox()
  if (box === null) return
  await page.mouse.move(box.x + 120, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 170, { steps: 4 })
}

export const LIST_PICTURES: Readonly<Record<string, Picture>> = {
  'list-groups': { state: stateWith(grouped) },
  'list-groups-dark': { state: stateWith(grouped), dark: true },
  'list-groups-ja-320': { state: stateWith({ ...grouped, ...ja }), width: 320 },
  'list-groups-wide': { state: stateWith(grouped), width: 900 },
  'list-groups-off-ja-dark-wide': {
    state: stateWith({ ...grouped, ...ja, clock: OFF }),
    width: 900,
    dark: true
  },
  'list-groups-forced': { state: stateWith(grouped), forced: true },
  'list-narrowed': {
    state: stateWith(grouped),
    act: (page) => page.getByTestId('group').filter({ hasText: 'Work' }).click()
  },
  'list-kinds': { state: stateWith({ accounts: KINDS }) },
  'list-kinds-dark': { state: stateWith({ accounts: KINDS }), dark: true },
  'list-imitations': { state: stateWith({ accounts: IMITATIONS }) },
  'list-imitations-dark-320': { state: stateWith({ accounts: IMITATIONS, ...ja }), dark: true, width: 320 },
  'list-search': { state: stateWith(grouped), act: type('oo') },
  'list-search-ja-dark': { state: stateWith({ ...grouped, ...ja }), dark: true, act: type('ハナ') },
  'list-no-match': {
    state: stateWith(grouped),
    act: async (page) => {
      await page.getByTestId('group').filter({ hasText: 'Home' }).click()
      await type('aws')(page)
    }
  },
  'list-hidden': { state: stateWith(hidden), act: (page) => page.locator('[data-id="a02"]').click() },
  'list-hidden-dark-ja': { state: stateWith({ ...hidden, ...ja }), dark: true },
  'list-chosen': { state: stateWith(grouped), act: choose },
  'list-chosen-dark-320-ja': { state: stateWith({ ...grouped, ...ja }), dark: true, width: 320, act: choose },
  'list-bulk-groups': { state: stateWith(grouped), act: groups },
  'list-bulk-groups-ja-dark': { state: stateWith({ ...grouped, ...ja }), dark: true, act: groups },
  'list-dragged': { state: stateWith(grouped), act: drag },
  'list-waiting': {
    state: stateWith({ ...grouped, hanging: ['codes:copy'] }),
    act: async (page) => {
      await page.keyboard.press('Enter')
      await page.getByTestId('waiting').waitFor()
    }
  },
  'list-hover': { state: stateWith(grouped), act: (page) => page.locator('[data-id="a03"]').hover() }
}
