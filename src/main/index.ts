/**
 * Where the app begins: what the first paint needs, and nothing else. The vault, the clock, the tray and all the rest are
 * start.ts's, which is loaded while the window is.
 */
import { mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, Menu, nativeTheme, protocol, screen } from 'electron'
import { dataFolder } from '../core/data-folder.ts'
import { SettingsFile } from '../core/settings.ts'
import type { AppView } from '../shared/views/app.ts'
import { languageOf } from '../shared/wording/language.ts'
import { serveFolder } from './app-protocol.ts'
import { Doorbell } from './doorbell.ts'
import { guardApp, guardedSession } from './guard.ts'
import { MAIN_CHECKS } from './ipc/ipc-checks.ts'
import { answer } from './ipc/ipc.ts'
import { isStartHidden, readLaunchOptions } from './launch-options.ts'
import { MainWindow } from './windows/main-window.ts'
import { isWayland } from './desktop/pick-shortcut.ts'
import { ScanDoor } from './transfer/scan-door.ts'
import { SCHEME } from './security.ts'
import { ShellMemory } from './windows/shell-memory.ts'
import { TextSizing } from './windows/text-size.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const args = process.argv.slice(1)
const options = readLaunchOptions(args, process.env)
const override = options.demo ? mkdtempSync(join(tmpdir(), 'zeroskew-demo-')) : options.home
const folders = dataFolder({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  ...(override === undefined ? {} : { override: resolve(override) })
})

app.enableSandbox()
// Before the single-instance lock, which lies in this folder: another data folder is another instance.
app.setPath('userData', folders.chromiumFolder)
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }
])
// Where no program may take a shortcut by itself, the desktop is asked for one.
if (isWayland(process.platform, process.env)) {
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
}
guardApp()
const doorbell = new Doorbell(app)

if (app.requestSingleInstanceLock()) void app.whenReady().then(begin)
else app.quit()

async function begin(): Promise<void> {
  // Electron's own would paste into any window; macOS gets ours from start.ts.
  Menu.setApplicationMenu(null)
  const settings = new SettingsFile(options.demo ? null : folders.settingsPath)
  // Before any window is made: its ground is that of the look.
  nativeTheme.themeSource = settings.preferences.look
  const memory = new ShellMemory(options.demo ? null : join(dirname(folders.statePath), 'window.json'))
  const scanDoor = new ScanDoor()
  const session = guardedSession(serveFolder(here('../renderer')), () => ({
    mainId: mainWindow.contents?.id ?? null,
    isScanOpen: scanDoor.isOpen
  }))
  const preload = here('../preload/index.cjs')
  const textSize = new TextSizing({
    platform: process.platform,
    size: () => settings.preferences.textSize,
    workAreaAt: (point) => screen.getDisplayNearestPoint(point).workArea
  })
  let isQuitting = false
  app.on('before-quit', () => (isQuitting = true))
  const mainWindow = new MainWindow({
    preload,
    memory,
    textSize,
    isQuitting: () => isQuitting,
    isProtected: () => settings.preferences.protectsContent
  })
  const appView = (): AppView => ({
    language: settings.settings.language ?? languageOf(app.getLocale()),
    demo: options.demo,
    version: app.getVersion()
  })
  doorbell.ring({ args, folder: process.cwd(), isFirst: true })

  const started = import('./start.ts').then(({ start }) =>
    start({
      isDemo: options.demo,
      folders,
      home: override === undefined ? null : folders.folder,
      settings,
      memory,
      session,
      preload,
      textSize,
      mainWindow,
      scanDoor,
      doorbell,
      appView
    })
  )
  answer(
    'main',
    () => mainWindow.contents,
    started.then(({ handlers }) => handlers),
    MAIN_CHECKS,
    { 'app:begin': () => ({ 'app:changed': appView() }) }
  )
  const isHidden = isStartHidden(options, process.platform, app)
  if (!isHidden) mainWindow.open()
  const { approach, settle } = await started
  await approach()
  if (!isHidden) await mainWindow.shown()
  await settle()
}
