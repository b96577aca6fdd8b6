/** Every screen and state of the renderer: to be looked at (`pictures.ts`) and to be checked for accessibility (`npm run check:axe`). */
import type { Page } from 'playwright-core'
import type { Language } from '../../../src/shared/views/app.ts'
import {
  DRIFTING,
  FOUND_ONE,
  history,
  imported,
  many,
  NEVER,
  OFF,
  stateWith,
  STRADDLES,
  TWELVE,
  UNCERTAIN,
  UNKNOWN
} from '../states.ts'
import { FACE_PICTURES } from './face-pictures.ts'
import { LIST_PICTURES } from './list-pictures.ts'
import type { Picture } from './picture.ts'
import { TRANSFER_PICTURES } from './transfer-pictures.ts'
import { VAULT_PICTURES } from './vault-pictures.ts'

const tested = {
  nts: { status: 'heard', offsetMs: 41, boundMs: 12, delayMs: 9 },
  ntp: { status: 'unreachable', reason: 'timed-out' },
  https: { status: 'heard', offsetMs: 0, boundMs: 510, delayMs: 60 }
} as const

async function openSettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,')
  await page.getByTestId('settings').waitFor()
}

async function settingsTested(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByTestId('source-test').first().click()
}

async function locateTyped(page: Page): Promise<void> {
  await page.getByTestId('more').click()
  await page.getByTestId('open-locate').click()
  await page.getByTestId('locate-code').fill('482 913')
  await page.getByTestId('locate-submit').click()
}

/** A camera that sees a letter on a table. */
async function scanning(page: Page): Promise<void> {
  await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const draw = (): void => {
      const to = canvas.getContext('2d')
      if (to === null) return
      to.fillStyle = '#7d7468'
      to.fillRect(0, 0, 640, 480)
      to.fillStyle = '#efece4'
      to.fillRect(170, 60, 300, 420)
      to.fillStyle = '#8d8a84'
      for (let y = 100; y < 460; y += 26) to.fillRect(200, y, y % 4 === 0 ? 240 : 180, 8)
    }
    draw()
    setInterval(draw, 100)
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream())
  })
  await click('add')(page)
  await click('add-camera')(page)
  await page.getByTestId('scan-video').waitFor()
  // Not by waitForFunction, which evaluates a text: the page's Content-Security-Policy forbids that.
  await page.getByTestId('scan-video').evaluate(
    (video: HTMLVideoElement) =>
      new Promise<void>((resolve) => {
        if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) resolve()
        else video.addEventListener('loadeddata', () => resolve(), { once: true })
      })
  )
}

const click = (testid: string) => (page: Page) => page.getByTestId(testid).first().click()
const ja = { app: { language: 'ja' as Language, demo: false, version: '0.1.0' } }
const locked = {
  kind: 'locked',
  ways: ['keychain', 'passphrase', 'recovery'],
  keychain: { code: 'keychain-locked' }
} as const
const receipt = imported(TWELVE.slice(0, 2), {
  alreadyThere: 1,
  failed: [{ entry: 4, name: 'Contoso', code: 'bad-field', field: 'digits', expected: '5–10', got: '99' }]
})
const missing = { kind: 'missing', keychain: 'present' } as const
const unconfirmed = {
  kind: 'unlocked',
  ways: ['keychain', 'recovery'],
  recoveryConfirmed: false,
  notices: []
} as const

const drifting = { clock: DRIFTING, history: history(9, 3.1) }
const offSince = { clock: OFF, history: history(12, 0.4, { endMs: -47_012, jumpAfter: 30 }) }
const warned = { ...offSince, clock: { ...OFF, correction: { kind: 'available', warns: true } as const } }
const corrected = { ...offSince, clock: { ...OFF, correction: { kind: 'on', offsetMs: -47_012 } as const } }
const TALL = 1560

/** The clock page in every verdict, light and dark, in both languages and at three widths, whole. */
function clockPages(): Readonly<Record<string, Picture>> {
  const verdicts = {
    'in-step': {},
    drifting,
    off: offSince,
    uncertain: { clock: UNCERTAIN },
    unknown: { clock: UNKNOWN, history: [] },
    never: { clock: NEVER, history: [] }
  }
  const pages: Record<string, Picture> = {}
  for (const [name, changes] of Object.entries(verdicts)) {
    for (const [suffix, language] of Object.entries({ '': {}, '-ja': ja })) {
      for (const dark of [false, true]) {
        const width = dark === (suffix === '') ? 320 : 380
        pages[`clock-${name}${suffix}${dark ? '-dark' : ''}`] = {
          state: stateWith({ ...changes, ...language }),
          width,
          height: TALL,
          dark,
          act: click('clock-toggle')
        }
      }
    }
    pages[`clock-${name}-wide`] = { state: stateWith(changes), width: 900 }
  }
  return pages
}

export const PICTURES: Readonly<Record<string, Picture>> = {
  list: { state: stateWith() },
  'list-dark': { state: stateWith(), dark: true },
  'list-ja': { state: stateWith(ja) },
  'list-320': { state: stateWith({ vault: unconfirmed }), width: 320 },
  'list-wide': { state: stateWith(), width: 900 },
  'list-wide-off-dark': { state: stateWith({ clock: OFF, ...ja }), width: 900, dark: true },
  'list-forced': { state: stateWith(), forced: true },
  many: { state: stateWith({ accounts: many(10_000) }) },
  hotp: { state: stateWith(), act: click('next-code') },
  off: { state: stateWith({ clock: OFF }) },
  'off-dark': { state: stateWith({ clock: OFF }), dark: true },
  'off-ja-320': { state: stateWith({ clock: OFF, ...ja }), width: 320 },
  uncertain: { state: stateWith({ clock: UNCERTAIN }) },
  'uncertain-dark': { state: stateWith({ clock: STRADDLES }), dark: true },
  unknown: { state: stateWith({ clock: UNKNOWN }) },
  never: { state: stateWith({ clock: NEVER, vault: { kind: 'opening' } }) },
  clock: { state: stateWith(), act: click('clock-toggle') },
  ...clockPages(),
  'clock-forced': { state: stateWith(drifting), forced: true, height: TALL, act: click('clock-toggle') },
  'correct-warning': { state: stateWith(warned), act: click('correct-on') },
  'correct-warning-ja-320-dark': {
    state: stateWith({ ...warned, ...ja }),
    width: 320,
    dark: true,
    act: click('correct-on')
  },
  corrected: { state: stateWith(corrected) },
  'corrected-dark': { state: stateWith(corrected), dark: true },
  'corrected-ja-320': { state: stateWith({ ...corrected, ...ja }), width: 320 },
  'corrected-waiting': {
    state: stateWith({ clock: { ...OFF, correction: { kind: 'waiting' } } })
  },
  'corrected-refused': {
    state: stateWith({ clock: { ...OFF, correction: { kind: 'refused', reason: 'not-authenticated' } } })
  },
  settings: { state: stateWith({ tested }), height: 900, act: settingsTested },
  'settings-dark-320': {
    state: stateWith({ tested }),
    dark: true,
    width: 320,
    height: 1100,
    act: settingsTested
  },
  'settings-ja': { state: stateWith({ tested, ...ja }), height: 1000, act: settingsTested },
  'settings-wide': { state: stateWith(), width: 900, act: openSettings },
  'settings-add': {
    state: stateWith({
      failures: {
        'settings:change': { code: 'bad-server', expected: 'nts://, ntp:// or https://', got: 'ftp://' }
      }
    }),
    height: 1000,
    act: async (page) => {
      await openSettings(page)
      await page.getByTestId('source-add').click()
      await page.getByTestId('source-addresses').fill('ftp://time.example.com')
      await page.getByTestId('source-add-submit').click()
    }
  },
  locate: {
    state: stateWith({
      located: { ranges: [{ lowMs: 40_200, highMs: 90_400 }], falseMatchChance: 0.000_08 }
    }),
    act: locateTyped
  },
  'locate-several-ja-dark-320': {
    state: stateWith({
      ...ja,
      located: {
        ranges: [
          { lowMs: -20_000, highMs: 30_000 },
          { lowMs: 310_000, highMs: 360_000 }
        ],
        falseMatchChance: 0.000_08
      }
    }),
    width: 320,
    dark: true,
    act: locateTyped
  },
  site: {
    state: stateWith({ site: { host: '', offsetMs: 812, boundMs: 500 } }),
    act: async (page) => {
      await page.getByTestId('clock-toggle').click()
      await page.getByTestId('site-host').fill('github.com')
      await page.getByTestId('site-ask').click()
      await page.getByTestId('locate-open').scrollIntoViewIfNeeded()
    }
  },
  missing: { state: stateWith({ vault: missing }) },
  'missing-ja-320': { state: stateWith({ vault: missing, ...ja }), width: 320 },
  'missing-wide-dark': { state: stateWith({ vault: missing }), width: 900, dark: true },
  locked: { state: stateWith({ vault: locked }) },
  'locked-ja-dark': {
    state: stateWith({ vault: { kind: 'locked', ways: ['keychain', 'recovery'] }, ...ja }),
    dark: true
  },
  gone: { state: stateWith({ vault: { ...missing, backups: 7 } }) },
  damaged: { state: stateWith({ vault: { kind: 'damaged' } }) },
  unreadable: {
    state: stateWith({
      vault: { kind: 'unreadable', failure: { code: 'vault-unreadable', got: 'EACCES' } }
    })
  },
  newer: { state: stateWith({ vault: { kind: 'newer-version' }, ...ja }) },
  empty: { state: stateWith({ accounts: [], vault: unconfirmed }) },
  add: { state: stateWith(), act: click('add') },
  'add-dark-320': { state: stateWith(ja), dark: true, width: 320, act: click('add') },
  scan: { state: stateWith(), act: scanning },
  'scan-trouble': {
    state: stateWith(ja),
    act: async (page) => {
      await click('add')(page)
      await click('add-camera')(page)
      await page.getByTestId('scan-trouble').waitFor()
    }
  },
  menu: { state: stateWith(), act: click('more') },
  'menu-dark': { state: stateWith(ja), dark: true, act: click('more') },
  receipt: {
    state: stateWith({ accounts: TWELVE.slice(2), found: FOUND_ONE, imported: receipt }),
    act: (page) => page.keyboard.press('Control+v')
  },
  copied: {
    state: stateWith({ app: { language: 'en', demo: true, version: '0.1.0' } }),
    act: (page) => page.keyboard.press('Enter')
  },
  removed: { state: stateWith(), dark: true, act: (page) => page.keyboard.press('Delete') },
  search: { state: stateWith(), act: (page) => page.keyboard.type('ha', { delay: 20 }) },
  'no-match': { state: stateWith(ja), act: (page) => page.keyboard.type('zzz', { delay: 20 }) },
  drop: {
    state: stateWith(),
    act: (page) =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([''], 'qr.png'))
        window.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }))
      })
  },
  'secret-create': {
    page: 'secret',
    state: stateWith({ task: { kind: 'create', language: 'en', keychain: 'present' } })
  },
  'secret-create-passphrase': {
    page: 'secret',
    dark: true,
    state: stateWith({ task: { kind: 'create', language: 'ja', keychain: 'locked' } }),
    act: async (page) => {
      await page.getByTestId('passphrase').fill('kurage 7')
      await page.getByTestId('passphrase-again').fill('kurage 8')
    }
  },
  'secret-recovery': {
    page: 'secret',
    state: stateWith({ task: { kind: 'create', language: 'en', keychain: 'present' } }),
    act: click('submit')
  },
  'secret-recovery-ja-dark': {
    page: 'secret',
    dark: true,
    state: stateWith({ task: { kind: 'create', language: 'ja', keychain: 'present' } }),
    act: click('submit')
  },
  'secret-confirm': {
    page: 'secret',
    state: stateWith({
      task: { kind: 'confirm-recovery', language: 'en' },
      failures: { 'secret:confirm-recovery': { code: 'wrong-recovery-code' } }
    }),
    act: async (page) => {
      await page.getByTestId('recovery-typed').fill('7k2mx 9qwrt hd4vn 6pybc j8fge 5sza4')
      await page.getByTestId('submit').click()
    }
  },
  'secret-confirmed': {
    page: 'secret',
    state: stateWith({ task: { kind: 'confirm-recovery', language: 'en' } }),
    act: click('submit')
  },
  'secret-unlock': {
    page: 'secret',
    state: stateWith({
      task: {
        kind: 'unlock',
        language: 'en',
        ways: ['keychain', 'passphrase', 'recovery'],
        keychain: { code: 'key-unavailable' }
      },
      failures: { 'secret:unlock': { code: 'wrong-credential' } }
    }),
    act: click('submit')
  },
  'secret-unlock-ja-dark': {
    page: 'secret',
    dark: true,
    state: stateWith({ task: { kind: 'unlock', language: 'ja', ways: ['keychain', 'recovery'] } })
  },
  'secret-type': {
    page: 'secret',
    state: stateWith({
      task: { kind: 'type-account', language: 'en' },
      failures: {
        'secret:add-account': { code: 'bad-field', field: 'secret', expected: 'letters A–Z and digits 2–7' }
      }
    }),
    act: async (page) => {
      await page.getByTestId('issuer').fill('Contoso')
      await page.getByTestId('secret').fill('GEZD GNBV 1111')
      await page.getByTestId('more-fields').click()
      await page.getByTestId('submit').click()
    }
  },
  'secret-type-ja-dark': {
    page: 'secret',
    dark: true,
    state: stateWith({ task: { kind: 'type-account', language: 'ja' } })
  },
  ...LIST_PICTURES,
  ...TRANSFER_PICTURES,
  ...VAULT_PICTURES,
  ...FACE_PICTURES
}
