/** The app's table of contents: makes the parts, introduces them to each other, and starts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout } from 'node:timers/promises'
import { app, clipboard, nativeTheme, powerMonitor, protocol } from 'electron'
import { presentClock } from '../core/present-clock.ts'
import { dataFolder } from '../core/data-folder.ts'
import { SettingsFile } from '../core/settings.ts'
import type { Account } from '../core/otp/account.ts'
import type { AppView, ClockView } from '../shared/views.ts'
import { languageOf, wordingFor, type Wording } from '../shared/wording/wording.ts'
import { presentAccounts } from './account-requests.ts'
import { serveFolder } from './app-protocol.ts'
import { KeptClipboard, readClipboard } from './clipboard.ts'
import { makeAppClock } from './clock.ts'
import { CodeBoard } from './code-board.ts'
import { copyCode, type CodeCopyingPorts } from './code-copying.ts'
import { collectGarbage } from './collect-garbage.ts'
import { concealedEntry } from './concealed-entry.ts'
import { demoAccounts } from '../core/demo-accounts.ts'
import { guardApp, guardedSession } from './guard.ts'
import { ImportFlow } from './import-flow.ts'
import { importReader } from './import-reader.ts'
import { importPasswordTask } from './import-requests.ts'
import { MAIN_CHECKS } from './ipc-checks.ts'
import { mainHandlers, secretHandlers, type HandlerParts } from './ipc-handlers.ts'
import { answer, push } from './ipc.ts'
import { readLaunchOptions } from './launch-options.ts'
import { leaveInOrder } from './leaving.ts'
import { Locking } from './locking.ts'
import { MainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { PreferenceDesk } from './preference-requests.ts'
import { SECRET_CHECKS } from './secret-checks.ts'
import { makeSecretDesk } from './secret-desk.ts'
import { SCHEME } from './security.ts'
import { presentSettings } from './settings-requests.ts'
import { transferTasks } from './transfer-requests.ts'
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
  const { setting, prompt } = await makeVaultSetting({
    keychainChild: options.demo ? null : here('./keychain-child.js'),
    seenPath: folders.statePath,
    isInStep: () => clockView().verdict === 'in-step',
    secondPlace: () => settings.preferences.secondPlace
  })
  const door = new VaultDoor(folders.vaultPath, setting, { prompt, collectGarbage })
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
    onVisible: () => pace(),
    isProtected: () => settings.preferences.protectsContent
  })
  const secretDesk = makeSecretDesk(preload, door, words)
  const { secretWindow } = secretDesk
  const kept = new KeptClipboard({
    clipboard,
    clearsAfter: () => settings.preferences.clearsClipboardAfter,
    entry: (text) => concealedEntry(text, process.platform)
  })
  const copying: CodeCopyingPorts = {
    accounts: () => door.vault.accounts,
    codeOf: (id) => board.codeOf(id),
    nearEnd: () => settings.preferences.nearEnd,
    copy: (text) => kept.copy(text),
    noteUse: (id) => {
      if (door.isOpen) door.vault.noteUse(id)
    },
    nowMs: () => Date.now(),
    wait: setTimeout
  }
  const importFlow = new ImportFlow({
    vault: () => door.vault,
    read: importReader(here('./reading-child.js')),
    nowMs: () => Date.now(),
    onChange: (view) => push(mainWindow.contents, 'import:changed', view),
    askPassword: () => secretWindow.open('import-password', mainWindow.window)
  })
  const tray = new AppTray({
    open: () => mainWindow.open(),
    openClock: () => mainWindow.open(),
    copy: (id) => void copyCode(copying, id, 'usual').catch(() => mainWindow.open()),
    lock: () => void door.lockByUser().catch(() => undefined),
    quit: () => app.quit()
  })

  const showTray = (): void => {
    const accounts = door.isOpen ? presentAccounts(door.vault) : []
    const codes = door.isOpen && settings.preferences.showsTrayCodes ? board.codes : []
    tray.show({ vault: door.view, clock: clockView(), accounts, codes }, words())
  }
  const pace = (): void => {
    desk.setWatched(door.isOpen && mainWindow.isVisible)
    if (door.isOpen) board.start(mainWindow.isVisible ? 'second' : 'step')
    else board.clear()
  }

  door.onChange(() => {
    push(mainWindow.contents, 'vault:changed', door.view)
    if (door.isOpen) {
      push(mainWindow.contents, 'accounts:changed', presentAccounts(door.vault))
      board.recompute()
      monitor.rejudge()
    } else importFlow.forget()
    pace()
    showTray()
  })
  desk.onChange(() => {
    push(mainWindow.contents, 'clock:changed', clockView())
    if (door.isOpen) board.followCorrection()
    showTray()
  })

  const locking = new Locking({
    door,
    powerMonitor,
    preferences: () => settings.preferences,
    onShut: () => {
      secretWindow.close()
      void kept.clearIfOurs()
    }
  })
  const preferences = new PreferenceDesk(settings, (now, changes) => {
    if (changes.look !== undefined) nativeTheme.themeSource = now.look
    if (changes.protectsContent !== undefined) mainWindow.protect()
    if (changes.lockAfterMinutes !== undefined) locking.followPreferences()
    if (changes.startsAtLogin !== undefined) startAtLogin(now.startsAtLogin)
    push(mainWindow.contents, 'preferences:changed', now)
    showTray()
  })

  const parts: HandlerParts = {
    door,
    board,
    mainWindow,
    ...secretDesk,
    transferTasks: { ...transferTasks({ door }), importPassword: () => importPasswordTask(importFlow) },
    importFlow,
    preferences,
    copying,
    appView,
    words,
    setLanguage: (language) => {
      settings.change({ language })
      push(mainWindow.contents, 'app:changed', appView())
      showTray()
    },
    readClipboard: () => readClipboard(clipboard),
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
  leaveInOrder(
    app,
    async () => {
      await Promise.all([kept.clearIfOurs(), door.saveWhatWaits()])
    },
    () => {
      door.lock()
      if (options.demo) rmSync(folders.folder, { recursive: true, force: true, maxRetries: 3 })
    }
  )
  app.on('second-instance', () => mainWindow.open())
  app.on('activate', () => mainWindow.open())
  // The app lives on in the tray.
  app.on('window-all-closed', () => undefined)
  powerMonitor.on('resume', () => desk.noteResume())

  nativeTheme.themeSource = settings.preferences.look
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

/** Login items are the system's on macOS and Windows; on Linux they are files that a package brings. */
function startAtLogin(openAtLogin: boolean): void {
  if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin, args: ['--hidden'] })
}
