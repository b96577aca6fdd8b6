/** The app's table of contents: makes the parts, and introduces them to each other. index.ts has the window open by then. */
import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { app, nativeTheme, powerMonitor, type Session } from 'electron'
import type { CommandWord } from '../core/command-socket.ts'
import { presentClock } from '../core/present-clock.ts'
import { Refusal } from '../core/present-failure.ts'
import type { DataFolder } from '../core/data-folder.ts'
import { demoAccounts } from '../core/demo-accounts.ts'
import type { SettingsFile } from '../core/settings.ts'
import type { Handlers, Requests } from '../shared/ipc.ts'
import type { AppView } from '../shared/views/app.ts'
import type { ClockView } from '../shared/views/clock.ts'
import { wordingFor, type Wording } from '../shared/wording/wording.ts'
import { Announcer } from './announcer.ts'
import { makeAppClock } from './clock.ts'
import { copyAtOnce } from './codes/code-copying.ts'
import { makeCodeRoom } from './codes/code-room.ts'
import { collectGarbage } from './vault/collect-garbage.ts'
import { DesktopRoom } from './desktop/desktop-room.ts'
import { COMMAND_IN_PATH, isPortable } from './desktop/own-command.ts'
import type { Doorbell } from './doorbell.ts'
import { handlerParts } from './ipc/handler-parts.ts'
import { makeImportRoom } from './transfer/import-room.ts'
import { readInvitations } from './transfer/invitations.ts'
import { mainHandlers, quickPickHandlers, secretHandlers } from './ipc/ipc-handlers.ts'
import { answer, push } from './ipc/ipc.ts'
import { leaveInOrder } from './leaving.ts'
import { Locking } from './vault/locking.ts'
import { setMenu } from './menu.ts'
import type { MainWindow } from './windows/main-window.ts'
import { PICK_CHECKS } from './ipc/pick-checks.ts'
import type { PickParts } from './ipc/pick-requests.ts'
import { PickWindow } from './windows/pick-window.ts'
import { takeFreeLinks } from './desktop/links.ts'
import { followPower } from './desktop/power.ts'
import { showsTrayCodes } from './desktop/tray-menu.ts'
import { PreferenceDesk } from './preference-desk.ts'
import type { ScanDoor } from './transfer/scan-door.ts'
import { isReadOnly } from './vault/read-only.ts'
import { ScreenLock } from './vault/screen-lock.ts'
import { SECRET_CHECKS } from './ipc/secret-checks.ts'
import { makeSecretDesk } from './windows/secret-desk.ts'
import type { ShellMemory } from './windows/shell-memory.ts'
import type { TextSizing } from './windows/text-size.ts'
import { presentAccounts } from './vault/present-accounts.ts'
import { VaultDoor } from './vault/vault-door.ts'
import { makeVaultSetting } from './vault/vault-setting.ts'
import { watchVault } from './vault/vault-watch.ts'

/** How soon a keychain that came back is noticed, ms; nothing is asked where it didn't fail before. */
const NOTICE_KEYCHAIN_MS = 3000

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What index.ts made before. */
export interface Begun {
  readonly isDemo: boolean
  readonly folders: DataFolder
  /** The data folder where it isn't the usual one. */
  readonly home: string | null
  readonly settings: SettingsFile
  readonly memory: ShellMemory
  readonly session: Session
  readonly preload: string
  readonly textSize: TextSizing
  readonly mainWindow: MainWindow
  readonly scanDoor: ScanDoor
  readonly doorbell: Doorbell
  readonly appView: () => AppView
}

export interface Started {
  readonly handlers: Handlers<Requests>
  /** Goes up to the vault, and opens it where the keychain does. */
  readonly approach: () => Promise<void>
  /** What may come after the window: who rang meanwhile, and the app's place on the desktop. */
  readonly settle: () => Promise<void>
}

export async function start(begun: Begun): Promise<Started> {
  const { isDemo, folders, settings, memory, session, preload, textSize, mainWindow, scanDoor, doorbell } =
    begun
  const { appView } = begun
  const words = (): Wording => wordingFor(appView().language)

  const { setting, prompt } = await makeVaultSetting({
    keychainChild: isDemo ? null : here('./keychain-child.js'),
    seenPath: folders.statePath,
    isInStep: () => clockView().verdict === 'in-step',
    secondPlace: () => settings.preferences.secondPlace
  })
  const door = new VaultDoor(folders.vaultPath, setting, { prompt, collectGarbage, isReadOnly })
  const clock = makeAppClock({
    settings,
    folders,
    setting,
    session,
    accounts: () => (door.isOpen ? door.vault.accounts : [])
  })
  const { desk, monitor } = clock
  const clockView = (): ClockView => presentClock(desk.state, desk.knowledge)
  const { board, kept, copying, recent } = makeCodeRoom({
    door,
    settings,
    onUnsureCopy: () => desktop.sayUnsureCopy(),
    correctionMs: () => desk.correctionMs,
    onCodes: () => announcer.codes(),
    onTick: () => desk.noticeJump()
  })
  const secretDesk = makeSecretDesk(preload, textSize, door, words)
  const { secretWindow } = secretDesk
  const { importFlow, scan, visitors } = makeImportRoom({
    door,
    scanDoor,
    mainWindow,
    readingChild: here('./reading-child.js'),
    askPassword: () => secretWindow.open('import-password', mainWindow.window),
    dropQuestion: () => {
      if (secretWindow.task === 'import-password') secretWindow.close()
    }
  })
  const pickWindow = new PickWindow({
    preload,
    textSize,
    isProtected: () => settings.preferences.protectsContent,
    onSeen: () => announcer.pickSeen()
  })
  const openUnlessCancelled = (error: unknown): void => {
    if (!(error instanceof Refusal && error.code === 'cancelled')) mainWindow.open()
  }
  const desktop = new DesktopRoom({
    folders,
    settings,
    memory,
    pickWindow,
    self: {
      execPath: process.execPath,
      isPackaged: app.isPackaged,
      appPath: app.getAppPath(),
      resources: process.resourcesPath,
      env: process.env,
      home: begun.home,
      isInPath: existsSync(COMMAND_IN_PATH)
    },
    actions: {
      open: () => mainWindow.open(desktop.tray.box),
      pick: () => pickWindow.open(),
      openClock: () => mainWindow.openPage('clock'),
      openSettings: () => mainWindow.openPage('settings'),
      copy: (id) => void copyAtOnce(copying, id).catch(openUnlessCancelled),
      lock: () => void door.lockByUser().catch(() => undefined),
      quit: () => app.quit()
    },
    trayView: () => ({
      vault: door.view,
      clock: clockView(),
      accounts: door.isOpen ? presentAccounts(door.vault) : [],
      recent: recent(),
      codes: door.isOpen && showsTrayCodes(settings.preferences) ? board.codes : []
    }),
    words,
    onChange: () => push(mainWindow.contents, 'desktop:changed', desktop.view)
  })
  const followLanguage = (): void => setMenu(process.platform, words(), () => mainWindow.contents)
  followLanguage()
  const pick: PickParts = {
    door,
    board,
    copying,
    mainWindow,
    pickWindow,
    language: () => appView().language,
    preferences: () => settings.preferences,
    clockView
  }
  const announcer = new Announcer({
    door,
    clock,
    board,
    settings,
    mainWindow,
    pickWindow,
    pick,
    tray: desktop.tray,
    clockView,
    appView,
    onLanguage: followLanguage
  })

  const locking = new Locking({
    door,
    powerMonitor,
    preferences: () => settings.preferences,
    screenLock: (onLock) => new ScreenLock({ platform: process.platform, env: process.env, onLock }),
    onShut: () => {
      secretWindow.close()
      void kept.clearIfOurs()
    }
  })
  followPower({
    powerMonitor,
    refreshCodes: () => {
      if (door.isOpen) board.recompute()
    },
    measure: () => desk.noteResume()
  })
  const preferences = new PreferenceDesk(settings, (now, changes) => {
    if (changes.look !== undefined) nativeTheme.themeSource = now.look
    if (changes.textSize !== undefined) textSize.apply()
    if (changes.protectsContent !== undefined) for (const window of [mainWindow, pickWindow]) window.protect()
    if (changes.lockAfterMinutes !== undefined || changes.locksOnScreenLock !== undefined)
      locking.followPreferences()
    desktop.follow(changes)
    push(mainWindow.contents, 'preferences:changed', now)
    announcer.codes()
  })

  textSize.onChange((size) => preferences.change({ textSize: size }))

  const parts = handlerParts({
    ...secretDesk,
    door,
    board,
    mainWindow,
    importFlow,
    scan,
    preferences,
    settings,
    copying,
    clock,
    clockView,
    appView,
    words,
    announcer,
    desktop,
    pick
  })
  answer('secret', () => secretWindow.contents, secretHandlers(parts), SECRET_CHECKS)
  answer('pick', () => pickWindow.contents, quickPickHandlers(parts), PICK_CHECKS)

  leaveInOrder(
    app,
    async () => {
      visitors.dismissAll()
      await Promise.all([kept.clearIfOurs(), door.saveWhatWaits(), desktop.leave()])
    },
    () => {
      door.lock()
      if (isDemo) rmSync(folders.folder, { recursive: true, force: true, maxRetries: 3 })
    }
  )
  app.on('activate', () => mainWindow.open())
  // The app lives on in the tray.
  app.on('window-all-closed', () => undefined)
  const obey = (word: CommandWord): void => (word === 'pick' ? pickWindow.open() : mainWindow.open())

  return {
    handlers: mainHandlers(parts),
    approach: async () => {
      desktop.tray.show()
      void desk.readHistory()
      monitor.startSchedule()
      if (isDemo) await door.enterDemo(demoAccounts())
      else await door.approach()
    },
    settle: async () => {
      doorbell.answer(({ args, folder, isFirst }) => {
        const { word, ...brought } = readInvitations(args, folder)
        visitors.welcome(brought)
        if (word !== null || !isFirst) obey(word ?? 'show')
      })
      if (!isDemo) {
        watchVault(folders.vaultPath, () => void door.reload().catch(() => undefined))
        setInterval(() => void door.noticeKeychain(), NOTICE_KEYCHAIN_MS).unref()
      }
      await desktop.settle(obey)
      // A checkout isn't entered in the system's list of programs, nor what is unpacked anew at each start.
      if (app.isPackaged && !isPortable(process.env)) takeFreeLinks(app)
    }
  }
}
