/** The app's table of contents: makes the parts, introduces them to each other, and starts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, clipboard, powerMonitor, protocol } from 'electron'
import { presentClock } from '../core/present-clock.ts'
import { presentAccount } from '../core/present.ts'
import { dataFolder } from '../core/data-folder.ts'
import { SettingsFile } from '../core/settings.ts'
import type { Account } from '../core/otp/account.ts'
import type { AppView, ClockView } from '../shared/views.ts'
import { languageOf, wordingFor, type Wording } from '../shared/wording/wording.ts'
import { serveFolder } from './app-protocol.ts'
import { copyCode, readClipboard } from './clipboard.ts'
import { makeAppClock } from './clock.ts'
import { CodeBoard } from './code-board.ts'
import { demoAccounts } from '../core/demo-accounts.ts'
import { guardApp, guardedSession } from './guard.ts'
import { MAIN_CHECKS, SECRET_CHECKS } from './ipc-checks.ts'
import { mainHandlers, secretHandlers, type HandlerParts } from './ipc-handlers.ts'
import { answer, push } from './ipc.ts'
import { readLaunchOptions } from './launch-options.ts'
import { MainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { SecretWindow } from './secret-window.ts'
import { SCHEME } from './security.ts'
import { presentSettings } from './settings-requests.ts'
import { AppTray } from './tray.ts'
import { VaultDoor } from './vault-door.ts'
import { makeVaultSetting } from './vault-setting.ts'
import { watchVault } from './vault-watch.ts'

/** How soon a keychain that came back is noticed, ms; nothing is asked where it didn't fail before. */
const NOTICE_KEYCHAIN_MS = 3000

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const options = readLaunchOptions(process.argv.slice(1), process.env)
const folders = dataFolder({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  ...(options.demo
    ? { override: mkdtempSync(join(tmpdir(), 'zeroskew-demo-')) }
    : options.home === undefined
      ? {}
      : { override: options.home })
})

app.enableSandbox()
// Before the single-instance lock, which lies in this folder: another data folder is another instance.
app.setPath('userData', folders.chromiumFolder)
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }
])
guardApp()

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  let isQuitting = false
  setMenu(process.platform)
  const settings = new SettingsFile(options.demo ? null : folders.settingsPath)
  const words = (): Wording => wordingFor(appView().language)
  const appView = (): AppView => ({
    language: settings.settings.language ?? languageOf(app.getLocale()),
    demo: options.demo,
    version: app.getVersion()
  })

  const own = guardedSession(serveFolder(here('../renderer')))
  const setting = await makeVaultSetting({
    keychainChild: options.demo ? null : here('./keychain-child.js'),
    seenPath: folders.statePath,
    isInStep: () => clockView().verdict === 'in-step'
  })
  const door = new VaultDoor(folders.vaultPath, setting)
  const accounts = (): readonly Account[] => (door.isOpen ? door.vault.accounts : [])
  const clock = makeAppClock({
    settings,
    folders,
    setting,
    session: own,
    accounts
  })
  const { desk, monitor } = clock
  const clockView = (): ClockView => presentClock(desk.state, desk.knowledge)
  const board = new CodeBoard({
    accounts,
    nowMs: () => Date.now(),
    correctionMs: () => desk.correctionMs,
    onCodes: (codes) => {
      push(mainWindow.contents, 'codes:changed', codes)
      showTray()
    },
    onTick: () => desk.noticeJump()
  })
  const preload = here('../preload/index.cjs')
  const mainWindow = new MainWindow({
    preload,
    isQuitting: () => isQuitting,
    onVisible: () => pace()
  })
  const secretWindow = new SecretWindow(preload)
  const copy = (id: string): Promise<void> => copyCode(clipboard, board, id)
  const tray = new AppTray({
    open: () => mainWindow.open(),
    openClock: () => mainWindow.open(),
    copy: (id) => void copy(id).catch(() => mainWindow.open()),
    lock: () => void door.lockByUser().catch(() => undefined),
    quit: () => app.quit()
  })

  const showTray = (): void => {
    const accounts = door.isOpen ? door.vault.accounts.map((account) => presentAccount(account)) : []
    tray.show(
      { vault: door.view, clock: clockView(), accounts, codes: door.isOpen ? board.codes : [] },
      words()
    )
  }
  const pace = (): void => {
    desk.setWatched(door.isOpen && mainWindow.isVisible)
    if (door.isOpen) board.start(mainWindow.isVisible ? 'second' : 'step')
    else board.clear()
  }

  door.onChange(() => {
    push(mainWindow.contents, 'vault:changed', door.view)
    if (door.isOpen) {
      push(mainWindow.contents, 'accounts:changed', door.vault.accounts.map((account) => presentAccount(account)))
      board.recompute()
      monitor.rejudge()
    }
    pace()
    showTray()
  })
  desk.onChange(() => {
    push(mainWindow.contents, 'clock:changed', clockView())
    if (door.isOpen) board.followCorrection()
    showTray()
  })

  const parts: HandlerParts = {
    door,
    board,
    mainWindow,
    secretWindow,
    appView,
    words,
    setLanguage: (language) => {
      settings.change({ language })
      push(mainWindow.contents, 'app:changed', appView())
      showTray()
    },
    readClipboard: () => readClipboard(clipboard),
    copyCode: copy,
    clock: {
      desk,
      door,
      clockView,
      checkClock: async () => {
        await monitor.check()
        return clockView()
      },
      askSite: clock.askSite,
      isNetworkAllowed: () => !settings.settings.neverUseNetwork,
      nowMs: () => Date.now(),
      copyText: (text) => clipboard.writeText(text)
    },
    settings: {
      settings,
      ask: clock.ask,
      clock: clock.clock,
      onChange: (changes) => {
        if (changes.sources !== undefined || changes.neverUseNetwork !== undefined)
          monitor.setSources(settings.sources)
        if (changes.checkEveryMinutes !== undefined) monitor.reschedule()
        if (changes.warnThresholdMs !== undefined) monitor.rejudge()
        push(mainWindow.contents, 'app:changed', appView())
        push(mainWindow.contents, 'settings:changed', presentSettings(settings))
        showTray()
      }
    }
  }
  answer('main', () => mainWindow.contents, mainHandlers(parts), MAIN_CHECKS)
  answer('secret', () => secretWindow.contents, secretHandlers(parts), SECRET_CHECKS)

  app.on('before-quit', () => (isQuitting = true))
  app.on('will-quit', () => {
    door.lock()
    if (options.demo) rmSync(folders.folder, { recursive: true, force: true, maxRetries: 3 })
  })
  app.on('second-instance', () => mainWindow.open())
  app.on('activate', () => mainWindow.open())
  // The app lives on in the tray.
  app.on('window-all-closed', () => undefined)
  powerMonitor.on('resume', () => desk.noteResume())

  showTray()
  if (!options.hidden) mainWindow.open()
  void desk.readHistory()
  monitor.startSchedule()
  if (options.demo) await door.enterDemo(demoAccounts())
  else {
    await door.approach()
    watchVault(folders.vaultPath, () => void door.reload().catch(() => undefined))
    setInterval(() => void door.noticeKeychain(), NOTICE_KEYCHAIN_MS).unref()
  }
}
