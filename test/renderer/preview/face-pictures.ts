/** Pictures of the account page, the quick pick, the first run and the settings. */
import type { Page } from 'playwright-core'
import type { AccountView } from '../../../src/shared/views/account.ts'
import type { Language } from '../../../src/shared/views/app.ts'
import { IN_STEP, OFF, stateWith, telling, TWELVE } from '../states.ts'
import type { Picture } from './picture.ts'

const ja = { app: { language: 'ja' as Language, demo: false, version: '0.1.0' } }
const [AWS, ...others] = TWELVE
const KEPT: readonly AccountView[] = AWS
  ? [
      {
        ...AWS,
        groups: ['Work', '運用チーム'],
        note: 'Break-glass account.\nThe second device lies in the safe of the Kyoto office.',
        isFavourite: true,
        useCount: 128
      },
      ...others.map((account, i) => ({ ...account, useCount: i % 5, isFavourite: i === 5 }))
    ]
  : []

/** Opens the page of an account by its row, as the list does. */
async function openAccount(page: Page, id = 'a01'): Promise<void> {
  await page.locator(`[data-id="${id}"]`).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Alt+Enter')
  await page.getByTestId('account-page').waitFor()
}

async function withPair(page: Page): Promise<void> {
  await openAccount(page)
  await page.getByTestId('pair-show').click()
  await page.getByTestId('pair-code').first().waitFor()
}

async function editing(page: Page): Promise<void> {
  await openAccount(page)
  await page.getByTestId('account-edit').click()
}

async function settings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings').waitFor()
}

const searched = (query: string) => async (page: Page) => {
  await settings(page)
  await page.getByTestId('settings-search').fill(query)
}

const typed = (query: string) => async (page: Page) => {
  await page.getByTestId('pick-search').fill(query)
}

const TALL = 1180
const missing = { kind: 'missing', keychain: 'present' } as const
const state = stateWith({ accounts: KEPT })
const stateJa = stateWith({ accounts: KEPT, ...ja })

/** One picture in light and English, and the same in dark and Japanese. */
function both(name: string, picture: Picture, jaState = picture.state): Readonly<Record<string, Picture>> {
  const japanese = { ...jaState, app: ja.app }
  return { [name]: picture, [`${name}-ja-dark`]: { ...picture, state: japanese, dark: true } }
}

export const FACE_PICTURES: Readonly<Record<string, Picture>> = {
  ...both('account', { state, height: TALL, act: withPair }),
  ...both('account-320', { state, width: 320, height: TALL, act: openAccount }),
  ...both('account-wide', { state, width: 900, act: openAccount }),
  ...both('account-edit', { state, height: 900, act: editing }),
  'account-forced': { state, height: TALL, forced: true, act: withPair },
  ...both('pick', { page: 'pick', state }),
  ...both('pick-typed', { page: 'pick', state, act: typed('o') }),
  'pick-off': { page: 'pick', state: stateWith({ accounts: KEPT, clock: OFF }) },
  'pick-none': { page: 'pick', state, act: typed('zzzz') },
  ...both('pick-locked', {
    page: 'pick',
    state: stateWith({ vault: { kind: 'locked', ways: ['passphrase'] }, clock: IN_STEP })
  }),
  'pick-waiting': {
    page: 'pick',
    state: { ...state, hanging: ['pick:copy'] },
    act: async (page) => {
      await page.getByTestId('pick-row').first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Waiting').waitFor()
    }
  },
  'pick-forced': { page: 'pick', state, forced: true },
  ...both('first-run', { state: stateWith({ vault: missing }) }),
  'first-run-320': { state: stateWith({ vault: missing, ...ja }), width: 320 },
  ...both('settings-look', { state, height: 2600, act: settings }),
  ...both('settings-320', { state: stateJa, width: 320, height: 2800, act: settings }),
  ...both('settings-found', { state, act: searched('lock') }),
  'settings-none': { state, act: searched('zzzz') },
  'settings-wayland': {
    state: stateWith({
      desktop: {
        ...state.desktop,
        shortcut: 'by-system',
        desktop: 'kde',
        hasTray: false,
        canStartAtLogin: false,
        update: { kind: 'available', version: '0.2.0', notes: 'Quick pick.\nFaster list.', canFetch: false }
      }
    }),
    height: 2700,
    act: settings
  },
  ...both('settings-about', {
    state: stateWith({
      report:
        'Zeroskew 0.1.0\nElectron 45.4.1\nLinux 6.12 x64, GNOME on Wayland\nvault: open, 12 accounts\nclock: in-step',
      licences: 'bits-ui 2.21.0 (MIT)\nCopyright (c) Hunter Johnston\n'
    }),
    act: async (page) => {
      await settings(page)
      await page.getByTestId('make-report').click()
      await page.getByTestId('report').scrollIntoViewIfNeeded()
    }
  }),
  ...both('empty-first', { state: stateWith({ accounts: [], vault: telling() }) }),
  'key-help': {
    state,
    height: 760,
    act: async (page) => {
      await page.getByTestId('row').first().waitFor()
      await page.keyboard.press('?')
    }
  }
}
