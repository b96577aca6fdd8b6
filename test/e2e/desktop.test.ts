/** The app on a desktop: links and files from outside, tray, shortcut, power, the window's life, start at login, the terminal's words. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES } from '../../src/core/preferences.ts'
import type { ImportView } from '../../src/shared/views/transfer.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { describeWith } from '../real-parts.ts'
import { withinOneStep } from '../time-step.ts'
import { ensureBuilt, Household, shownCode } from './app-under-test.ts'
import {
  copiedBy,
  createVaultByPassphrase,
  listenFor,
  request,
  requestPick,
  unlockByPassphrase,
  uriOf
} from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const SHORTCUT = DEFAULT_PREFERENCES.pickShortcut ?? ''
const GITHUB = {
  kind: 'totp',
  issuer: 'GitHub',
  label: 'hana',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30
} as const

/** Links that a page on the web could open. */
const HOSTILE = [
  'otpauth://totp/Evil?secret=NOT-BASE32!',
  `otpauth://totp/${'A'.repeat(20_000)}?secret=JBSWY3DPEHPK3PXP`,
  'otpauth://totp/%00%00?secret=JBSWY3DPEHPK3PXP',
  'otpauth-migration://offline?data=AAAA',
  'otpauth:javascript:alert(1)',
  'https://example.com/?otpauth://totp/x'
]

describeWith(['chromium'], 'on the desktop', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(async () => {
    ensureBuilt()
    household = new Household({ XDG_RUNTIME_DIR: undefined })
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
  })

  afterAll(() => household.end())

  async function importView(): Promise<ImportView> {
    const outcome = await request(main, 'import:state')
    return outcome.ok ? outcome.value : { kind: 'none' }
  }

  async function accountCount(): Promise<number> {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? outcome.value.length : -1
  }

  /** Presses the shortcut, and waits until the quick pick is seen. */
  async function openPick(): Promise<AppWindow> {
    await app.pressShortcut(SHORTCUT)
    const pick = await app.windowAt('pick.html')
    await expect.poll(async () => (await pick.info())?.isVisible).toBe(true)
    return pick
  }

  async function isLocked(): Promise<boolean> {
    const outcome = await request(main, 'vault:state')
    return outcome.ok && outcome.value.kind === 'locked'
  }

  it('shows a link from a second start as a preview, and adds nothing without a click', async () => {
    const second = household.startAgain(uriOf(GITHUB))
    await second.exited
    await expect.poll(async () => (await importView()).kind).toBe('preview')
    expect(await importView()).toMatchObject({ source: { kind: 'link' }, found: 1 })
    expect(await accountCount()).toBe(0)
    await request(main, 'import:confirm', null)
    await request(main, 'import:cancel')
    expect(await accountCount()).toBe(1)
  })

  it(`adds nothing and stays alive with ${HOSTILE.length} hostile links`, async () => {
    for (const link of HOSTILE) {
      await app.evaluate((electron, url) => {
        electron.app.emit('open-url', { preventDefault: () => undefined }, url)
      }, link)
      await expect.poll(async () => (await importView()).kind).toMatch(/none|failed|preview/u)
      await request(main, 'import:cancel')
    }
    expect(await accountCount()).toBe(1)
  })

  it('never takes the place of a preview that is looked at', async () => {
    const open = (url: string): Promise<boolean> =>
      app.evaluate(
        (electron, link) => electron.app.emit('open-url', { preventDefault: () => undefined }, link),
        url
      )
    await open(uriOf({ ...GITHUB, issuer: 'First', secret: randomBytes(20) }))
    await expect.poll(async () => (await importView()).kind).toBe('preview')
    await open(uriOf({ ...GITHUB, issuer: 'Second', secret: randomBytes(20) }))
    expect(JSON.stringify(await importView())).toContain('First')
    await request(main, 'import:cancel')
    await expect.poll(async () => JSON.stringify(await importView())).toContain('Second')
    await request(main, 'import:cancel')
  })

  it('copies from the tray’s menu, which has the code and its end', async () => {
    const { label, copied } = await withinOneStep(async () => {
      const items = await app.trayMenu()
      const label = items.find((item) => item.label.startsWith('GitHub'))?.label ?? ''
      return { label, copied: await copiedBy(app, () => app.clickTrayMenu(label)) }
    })
    expect(label).toMatch(/^GitHub \(hana\): \d{3} \d{3}, until \d\d:\d\d:\d\d$/u)
    expect(label.replaceAll(/\D/gu, '').slice(0, 6)).toBe(copied)
    await request(main, 'preferences:change', { nearEnd: 'now', hidesCodes: true })
    expect((await app.trayMenu()).map((item) => item.label)).toContain('GitHub (hana)')
    expect(await copiedBy(app, () => app.clickTrayMenu('GitHub (hana)'))).toMatch(/^\d{6}$/u)
    await request(main, 'preferences:change', { hidesCodes: false })
  })

  it('leads from the tray’s menu to the clock page and the settings', async () => {
    const pages = await listenFor(main, 'app:show-page')
    const clockLine = (await app.trayMenu()).filter(({ type }) => type !== 'separator').at(-4)?.label ?? ''
    await app.clickTrayMenu(clockLine)
    await app.clickTrayMenu('Settings')
    await expect.poll(pages).toStrictEqual(['clock', 'settings'])
    // Back to the list, where the window went there.
    for (let press = 0; press < 2; press++) await main.page.keyboard.press('Escape')
  })

  it('goes from the shortcut to the quick pick to the clipboard, which is cleared after the time set', async () => {
    await request(main, 'preferences:change', { clearsClipboardAfter: 10 })
    expect((await app.recorded()).shortcuts).toStrictEqual([SHORTCUT])
    const pick = await openPick()
    const state = await requestPick(pick, 'pick:state')
    if (!state.ok) throw new Error(`expected a view, got ${state.failure.code}`)
    expect(state.value).toMatchObject({ isOpen: true, language: 'en' })
    const [account] = state.value.accounts
    const copied = await copiedBy(app, async () => {
      expect(await requestPick(pick, 'pick:copy', account?.id ?? '', 'usual')).toMatchObject({ ok: true })
    })
    expect(copied).toMatch(/^\d{6}$/u)
    expect((await pick.info())?.isVisible).toBe(false)
    await expect.poll(async () => (await app.clipboard()).text).toBe('')
  })

  it('copies nothing where Esc ends the wait for the next code, nor takes a pick that is called again from under the hand', async () => {
    await request(main, 'preferences:change', { nearEnd: 'wait' })
    const back = await nearStepEnd()
    await app.setClipboard({ text: 'mine' })
    let pick = await openPick()
    const dropped = requestPick(pick, 'pick:copy', await firstId(), 'usual')
    await requestPick(pick, 'pick:close')
    expect(await dropped).toStrictEqual({ ok: false, failure: { code: 'cancelled' } })
    expect((await app.clipboard()).text).toBe('mine')

    await nearStepEnd()
    pick = await openPick()
    const waited = requestPick(pick, 'pick:copy', await firstId(), 'usual')
    await requestPick(pick, 'pick:state')
    await pick.blur()
    await openPick()
    expect(await waited).toMatchObject({ ok: true, value: { which: 'waited' } })
    expect((await pick.info())?.isVisible).toBe(true)
    await requestPick(pick, 'pick:close')
    await back()
    await request(main, 'preferences:change', { nearEnd: 'now' })
  })

  it('puts a code that is valid into the clipboard at once from the tray, and the next one when it begins', async () => {
    await request(main, 'preferences:change', { nearEnd: 'wait' })
    const back = await nearStepEnd()
    const codes = await request(main, 'codes:list')
    const shown = codes.ok ? codes.value[0] : undefined
    const label = (await app.trayMenu()).find((item) => item.label.startsWith('GitHub'))?.label ?? ''
    expect(await copiedBy(app, () => app.clickTrayMenu(label))).toBe(shown?.code)
    await expect.poll(async () => (await app.clipboard()).text).toBe(shown?.nextCode)
    await back()
    await request(main, 'preferences:change', { nearEnd: 'now' })
  })

  /** Sets main's clock to 1.5 s before the end of a step of 30 s; the function that it resolves with sets it back. */
  async function nearStepEnd(): Promise<() => Promise<unknown>> {
    await app.evaluate(() => {
      const { realNow = Date.now } = Date as { realNow?: () => number }
      const aheadMs = 28_500 - (realNow() % 30_000)
      Object.assign(Date, { realNow, now: () => realNow() + aheadMs })
    })
    return () =>
      app.evaluate(() => void Object.assign(Date, { now: (Date as { realNow?: unknown }).realNow }))
  }

  it('refuses the quick pick’s requests to the main window, and the main window’s to the quick pick', async () => {
    const fromMain = await requestPick(main, 'pick:state')
    expect(fromMain).toStrictEqual({ ok: false, failure: { code: 'internal' } })
    const pick = await openPick()
    const fromPick = await request(pick, 'accounts:list')
    expect(fromPick).toStrictEqual({ ok: false, failure: { code: 'internal' } })
    await pick.blur()
    expect((await pick.info())?.isVisible).toBe(false)
    await main.focus()
  })

  it('keeps the main window and a quick pick that is there already out of recordings, where that is set', async () => {
    const pick = await openPick()
    const protectedOnes = async (): Promise<unknown> =>
      Promise.all([main, pick].map(async (window) => (await window.info())?.isContentProtected))
    for (const protectsContent of [true, false]) {
      await request(main, 'preferences:change', { protectsContent })
      expect(await protectedOnes()).toStrictEqual([protectsContent, protectsContent])
    }
    await requestPick(pick, 'pick:close')
    await main.focus()
  })

  it('hides the codes while another window has the focus, where that is set', async () => {
    await request(main, 'preferences:change', { hidesOnBlur: true })
    await main.blur()
    expect(await request(main, 'codes:list')).toStrictEqual({ ok: true, value: [] })
    await main.focus()
    const outcome = await request(main, 'codes:list')
    expect(outcome.ok && outcome.value.length).toBe(1)
    await request(main, 'preferences:change', { hidesOnBlur: false })
  })

  it('measures the clock anew on resume', async () => {
    const states = await listenFor(main, 'clock:changed')
    await app.emitPower('resume')
    await expect.poll(async () => (await states()).some(({ state }) => state !== 'done')).toBe(true)
  })

  it('locks on suspend and takes the code out of the clipboard; the quick pick then says so', async () => {
    await request(main, 'codes:copy', await firstId(), 'usual')
    await app.emitPower('suspend')
    await expect.poll(isLocked).toBe(true)
    await expect.poll(async () => (await app.clipboard()).text).toBe('')
    expect((await app.trayMenu()).map(({ label }) => label)).not.toContain('Search…')
    const pick = await openPick()
    const state = await requestPick(pick, 'pick:state')
    expect(state).toMatchObject({ ok: true, value: { isOpen: false, accounts: [], codes: [] } })
    await requestPick(pick, 'pick:close')
    await unlockByPassphrase(app, main, PASSPHRASE)
  })

  async function firstId(): Promise<string> {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? (outcome.value[0]?.id ?? '') : ''
  }

  it('gives a report without a name in it, and keeps it for its owner alone', async () => {
    const outcome = await request(main, 'desktop:report')
    const text = outcome.ok ? outcome.value : ''
    expect(text).toContain('vault: unlocked')
    expect(text).toContain('accounts: 1 totp')
    expect(text).toMatch(/^revision: [1-9]\d*$/mu)
    expect(text).not.toMatch(/GitHub|hana/u)
    const path = join(household.home, 'report.txt')
    await app.queueDialog({ canceled: false, filePath: path })
    expect(await request(main, 'desktop:save-report')).toStrictEqual({ ok: true, value: true })
    expect(readFileSync(path, 'utf8')).toContain('vault: unlocked')
    const vault = readFileSync(household.vaultPath)
    await app.queueDialog({ canceled: false, filePath: household.vaultPath })
    expect(await request(main, 'desktop:save-report')).toMatchObject({ failure: { code: 'not-saved' } })
    expect(readFileSync(household.vaultPath).equals(vault)).toBe(true)
  })

  it('hears zeroskew show and zeroskew pick', async () => {
    await main.close()
    expect((await main.info())?.isVisible).toBe(false)
    expect(await household.terminal(['show'])).toMatchObject({ code: 0 })
    await expect.poll(async () => (await main.info())?.isVisible).toBe(true)
    expect(await household.terminal(['pick'])).toMatchObject({ code: 0 })
    await expect
      .poll(async () =>
        (await app.windows()).some((each) => each.url.includes('pick.html') && each.isVisible)
      )
      .toBe(true)
  })

  it('is destroyed 5 minutes after it was hidden, and back soon', async () => {
    await app.evaluate(() => {
      const real = globalThis.setTimeout
      const hurried = (task: () => void, ms: number): unknown => real(task, ms === 300_000 ? 20 : ms)
      Object.assign(globalThis, { setTimeout: Object.assign(hurried, real) })
    })
    await main.close()
    await expect.poll(() => main.info()).toBeNull()
    const came = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
      const startMs = performance.now()
      electronApp.emit('activate')
      const window = BrowserWindow.getAllWindows().find(
        (each) => each.webContents.getURL().includes('index.html') || !each.isVisible()
      )
      while (window?.isVisible() !== true) await new Promise((resolve) => setTimeout(resolve, 1))
      return performance.now() - startMs
    })
    main = await app.windowAt('index.html')
    await expect.poll(() => shownCode(main, 'GitHub')).toMatch(/^\d{6}$/u)
    // How soon is measured where nothing else runs (npm run bench:startup); here a busy machine has its share.
    console.log(`back after ${came.toFixed(0)} ms`)
    expect(came).toBeLessThan(30_000)
  })

  it('starts hidden at login by a file, and keeps all preferences over a restart', async () => {
    const entry = join(household.home, '.config/autostart/zeroskew.desktop')
    const chosen = {
      look: 'dark',
      textSize: 125,
      sortBy: 'use',
      hidesCodes: true,
      nearEnd: 'next',
      lockAfterMinutes: null,
      locksOnScreenLock: false,
      locksOnSuspend: false,
      clearsClipboardAfter: 60,
      hidesOnBlur: true,
      protectsContent: true,
      pickShortcut: 'Control+Alt+P',
      showsTrayCodes: false,
      startsAtLogin: true,
      updates: 'never'
    } as const
    expect((await request(main, 'preferences:change', chosen)).ok).toBe(true)
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=.*"--home" ".*" "--hidden"$/mu)
    expect((await app.recorded()).shortcuts).toStrictEqual(['Control+Alt+P'])
    await app.close()

    // Cold, by a link, as the system starts it.
    ;({ app, main } = await household.start(uriOf({ ...GITHUB, issuer: 'Cold', secret: randomBytes(20) })))
    expect(await request(main, 'preferences:state')).toStrictEqual({
      ok: true,
      value: { ...chosen, secondPlace: null }
    })
    await expect.poll(async () => (await app.recorded()).shortcuts).toStrictEqual(['Control+Alt+P'])
    expect((await main.info())?.isContentProtected).toBe(true)
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect.poll(async () => JSON.stringify(await importView())).toContain('Cold')
    expect(await importView()).toMatchObject({ kind: 'preview', source: { kind: 'link' } })
    expect(await accountCount()).toBe(1)
    await request(main, 'import:cancel')

    await request(main, 'preferences:change', { startsAtLogin: false })
    expect(existsSync(entry)).toBe(false)
    await app.close()
  })

  it('shows the good ones of several links and files that it is started with, and says what is wrong with the others', async () => {
    const name = (issuer: string): string => uriOf({ ...GITHUB, issuer, secret: randomBytes(20) })
    const evil = 'otpauth-migration://offline?data=AAAA'
    const args = [
      name('First'),
      evil,
      name('Second'),
      household.file('letter.txt', 'Dear Hana'),
      '/gone.json'
    ]
    ;({ app, main } = await household.start(...args))
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect.poll(async () => (await importView()).kind).toBe('preview')
    expect(await importView()).toMatchObject({
      found: 5,
      entries: [{ account: { issuer: 'First' } }, { account: { issuer: 'Second' } }],
      failed: [
        { name: 'gone.json', code: 'file-unreadable' },
        { name: '', code: 'damaged-file' },
        { name: 'letter.txt', code: 'not-an-export' }
      ]
    })
    await expect.poll(() => main.page.getByTestId('import-entry').count()).toBe(2)
    expect(await main.page.getByTestId('import-failed').innerText()).toContain('letter.txt')
    const before = await accountCount()
    await main.page.getByTestId('import-confirm').click()
    await main.page.getByTestId('receipt').waitFor()
    expect(await accountCount()).toBe(before + 2)
    await main.page.getByTestId('import-done').click()
    await expect.poll(() => main.page.getByTestId('import').count()).toBe(0)
  })

  it('takes files that are dropped on the window into a preview, and adds what is confirmed', async () => {
    const paths = ['Dropped', 'Beside'].map((issuer) =>
      household.file(`${issuer}.txt`, uriOf({ ...GITHUB, issuer, secret: randomBytes(20) }))
    )
    const before = await accountCount()
    await main.dropFiles(paths, 'body')
    await expect.poll(() => main.page.getByTestId('import-entry').count()).toBe(2)
    expect(await importView()).toMatchObject({
      kind: 'preview',
      source: { kind: 'file', name: 'Beside.txt' }
    })
    expect(await accountCount()).toBe(before)
    await main.page.getByTestId('import-confirm').click()
    await expect.poll(accountCount).toBe(before + 2)
    await app.close()
  })

  it('copies from the tray by wl-copy on Wayland while no window has the focus, and takes that back on lock', async () => {
    const programs = join(household.home, 'wayland')
    const served = join(programs, 'served')
    mkdirSync(programs)
    const script = [
      '#!/bin/sh',
      `trap 'rm "${served}"; exit' TERM`,
      `cat > "${served}"`,
      'while true; do sleep 0.05; done'
    ]
    writeFileSync(join(programs, 'wl-copy'), `${script.join('\n')}\n`)
    chmodSync(join(programs, 'wl-copy'), 0o755)
    const { env } = household
    household.change({ XDG_SESSION_TYPE: 'wayland', PATH: `${programs}:${process.env.PATH ?? ''}` })
    ;({ app, main } = await household.start())
    await unlockByPassphrase(app, main, PASSPHRASE)
    await request(main, 'preferences:change', { hidesOnBlur: false, nearEnd: 'now' })
    await app.setClipboard({ text: 'mine' })
    await main.blur()
    const labels = (await app.trayMenu()).map((item) => item.label)
    await app.clickTrayMenu(labels.find((label) => label.startsWith('GitHub (hana)')) ?? '')
    await expect.poll(() => existsSync(served) && readFileSync(served, 'utf8')).toMatch(/^\d{6}$/u)
    expect((await app.recorded()).notifications).toStrictEqual([])
    await request(main, 'vault:lock')
    await expect.poll(() => existsSync(served)).toBe(false)
    expect((await app.clipboard()).text).toBe('mine')
    await app.close()
    household.env = env
  })

  it('says once where the desktop shows no tray icons', async () => {
    const programs = join(household.home, 'bin')
    mkdirSync(programs)
    writeFileSync(join(programs, 'gdbus'), '#!/bin/sh\necho "(false,)"\n')
    chmodSync(join(programs, 'gdbus'), 0o755)
    household.change({ PATH: `${programs}:${process.env.PATH ?? ''}` })
    for (const times of [1, 0]) {
      ;({ app, main } = await household.start())
      await expect
        .poll(async () => {
          const state = await request(main, 'desktop:state')
          return state.ok && !state.value.hasTray
        })
        .toBe(true)
      await expect.poll(async () => (await app.recorded()).notifications).toHaveLength(times)
      await app.close()
    }
  })
})
