/** `npm run screenshots`: pictures of the built app for docs/screenshots, with invented accounts and servers on loopback. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatHistory, type HistoryEntry } from '../../src/core/clock/history.ts'
import { formatKeyUri } from '../../src/core/otp/key-uri.ts'
import { demoAccounts } from '../../src/core/demo-accounts.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { startFakeNtpServer, type FakeNtpServer } from '../fakes/ntp-server.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVaultByPassphrase } from './gestures.ts'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const PASSPHRASE = 'correct horse battery staple'
const SIZES = { narrow: { width: 380, height: 640 }, wide: { width: 900, height: 640 } } as const
const OPERATORS = ['Cloudflare', 'Netnod', 'PTB', 'TimeNL']
const LANGUAGES = { en: 'en_US.UTF-8', ja: 'ja_JP.UTF-8' } as const

type Scheme = 'light' | 'dark'
type Size = keyof typeof SIZES

/** How the servers' clocks stand against this machine's, ms: three that agree and what the fourth says. */
const CLOCKS = {
  'in-step': [38, 41, 40, 44],
  off: [-47_010, -46_990, -47_000, 120],
  uncertain: [10, 20, 47_000, 47_010],
  unknown: []
} as const

async function picture(
  window: AppWindow,
  name: string,
  scheme: Scheme,
  size: Size = 'narrow'
): Promise<void> {
  await window.page.setViewportSize(SIZES[size])
  await window.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await window.page.evaluate('document.fonts.ready.then(() => undefined)')
  await window.page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

async function serversFor(clock: keyof typeof CLOCKS): Promise<readonly FakeNtpServer[]> {
  return Promise.all(CLOCKS[clock].map((aheadMs) => startFakeNtpServer({ aheadMs, rootDispersionS: 0.018 })))
}

async function takeFor(language: keyof typeof LANGUAGES): Promise<void> {
  for (const clock of Object.keys(CLOCKS) as (keyof typeof CLOCKS)[]) {
    const servers = await serversFor(clock)
    const household = new Household(
      { LANG: LANGUAGES[language] },
      OPERATORS.map((name, n) => ({ name, ways: [`ntp://${servers[n]?.url ?? '127.0.0.1:9'}`] }))
    )
    try {
      if (clock === 'in-step') giveHistory(household)
      const { app, main } = await household.start()
      await main.page.locator(`[data-testid=clock][data-verdict=${clock}]`).waitFor()
      if (clock === 'in-step') await takeFirstRun(main, language)
      await createVaultByPassphrase(app, main, PASSPHRASE)
      await fill(household)
      await main.page.getByTestId('row').first().waitFor()
      await main.page.locator(`[data-testid=clock][data-verdict=${clock}]`).waitFor()
      await takeList(main, clock, language)
      if (clock === 'in-step') await takeRest(app, main, language)
    } finally {
      await household.end()
      for (const server of servers) await server.close()
    }
  }
}

async function takeList(main: AppWindow, clock: string, language: string): Promise<void> {
  const list = clock === 'in-step' ? 'list' : `list-${clock}`
  for (const scheme of ['light', 'dark'] as const) {
    await picture(main, `${list}-${scheme}-${language}`, scheme)
    await picture(main, `${list}-wide-${scheme}-${language}`, scheme, 'wide')
  }
  await picture(main, `${list}-light-${language}`, 'light')
  await main.page.getByTestId('clock-toggle').click()
  for (const scheme of ['light', 'dark'] as const)
    await picture(main, `clock-${clock}-${scheme}-${language}`, scheme)
  await main.page.keyboard.press('Escape')
}

async function takeFirstRun(main: AppWindow, language: string): Promise<void> {
  await main.page.getByTestId('screen-missing').waitFor()
  for (const scheme of ['light', 'dark'] as const)
    await picture(main, `first-run-${scheme}-${language}`, scheme)
}

async function takeRest(app: RunningApp, main: AppWindow, language: string): Promise<void> {
  await main.page.keyboard.press('Control+n')
  await main.page.getByTestId('add-type').waitFor()
  for (const scheme of ['light', 'dark'] as const) await picture(main, `add-${scheme}-${language}`, scheme)
  await main.page.getByTestId('add-type').click()
  const typing = await app.windowAt('secret.html')
  await typing.page.getByTestId('secret').waitFor()
  for (const scheme of ['light', 'dark'] as const) {
    await typing.page.emulateMedia({ colorScheme: scheme })
    await typing.page.screenshot({ path: join(FOLDER, `type-account-${scheme}-${language}.png`) })
  }
  await typing.close()
  await main.page.keyboard.press('Escape')
  await takeVault(app, main, language)
  await main.page.keyboard.press('Control+l')
  await main.page.getByTestId('screen-locked').waitFor()
  for (const scheme of ['light', 'dark'] as const) await picture(main, `locked-${scheme}-${language}`, scheme)
}

/** The vault's own pages, narrow and wide, and the tasks that its small window is opened for. */
async function takeVault(app: RunningApp, main: AppWindow, language: string): Promise<void> {
  await main.page.getByTestId('row').first().click()
  await main.page.keyboard.press('Delete')
  for (const [name, testid] of [
    ['ways', 'way-keychain'],
    ['backups', 'backup'],
    ['trash', 'trashed'],
    ['settings', 'locking']
  ] as const) {
    await main.page.getByTestId('more').click()
    await main.page.getByTestId(`open-${name}`).click()
    await main.page.getByTestId(testid).first().waitFor()
    for (const scheme of ['light', 'dark'] as const) {
      await picture(main, `${name}-${scheme}-${language}`, scheme)
      await picture(main, `${name}-wide-${scheme}-${language}`, scheme, 'wide')
    }
    await picture(main, `${name}-light-${language}`, 'light')
    if (name === 'ways') await takeTasks(app, main, language)
    if (name === 'trash') await main.page.getByTestId('put-back').first().click()
    await main.page.keyboard.press('Escape')
  }
}

/** Each small window is opened from its way, photographed as it asks first who sits here, and closed. */
async function takeTasks(app: RunningApp, main: AppWindow, language: string): Promise<void> {
  for (const [way, name] of [
    ['way-passphrase', 'passphrase'],
    ['way-shares', 'shares']
  ] as const) {
    await main.page.getByTestId(way).getByTestId('way-set').click()
    const task = await app.windowAt('secret.html')
    await task.page.getByTestId('submit').waitFor()
    for (const scheme of ['light', 'dark'] as const) {
      await task.page.emulateMedia({ colorScheme: scheme })
      await task.page.screenshot({ path: join(FOLDER, `${name}-${scheme}-${language}.png`) })
    }
    await task.close()
  }
}

/** A week of checks of a clock that falls behind by 3.1 ppm, as one start of the machine would have left them. */
function giveHistory(household: Household): void {
  const nowMs = Date.now()
  const startedAtMs = nowMs - Number(process.hrtime.bigint()) / 1e6
  const entries = Array.from({ length: 28 }, (_, n): HistoryEntry => {
    const agoMs = (28 - n) * 6 * 3_600_000
    return { atMs: nowMs - agoMs, offsetMs: 40 - 3.1e-6 * agoMs, boundMs: 18, trust: 'majority', startedAtMs }
  })
  mkdirSync(join(household.folder, 'state'), { recursive: true, mode: 0o700 })
  writeFileSync(join(household.folder, 'state/clock-history.jsonl'), formatHistory(entries))
}

/** Adds the demo's accounts by the terminal. */
async function fill(household: Household): Promise<void> {
  const passphraseFile = household.file('passphrase', PASSPHRASE)
  const uris = demoAccounts().map(formatKeyUri).join('\n')
  await expectDone(household.terminal(['add', '-', '--passphrase-file', passphraseFile], uris))
}

async function expectDone(result: ReturnType<Household['terminal']>): Promise<void> {
  const { code, stderr } = await result
  if (code !== 0) throw new Error(`expected the terminal to end with 0, got ${code}: ${stderr}`)
}

mkdirSync(FOLDER, { recursive: true })
ensureBuilt()
for (const language of Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]) await takeFor(language)
console.log(`The pictures lie in ${FOLDER}`)
