/** What Electron shares with the desktop, recorded or worked by tests: power, theme, shortcuts, notifications, links. */
import { EventEmitter } from 'node:events'
import type { TouchId } from './control-protocol.ts'

/** What a test says of the machine: seconds since it was used, and what Touch ID does. */
export const machine: { idleSeconds: number; touchId: TouchId } = { idleSeconds: 0, touchId: 'absent' }

/** Electron's `powerMonitor`; tests emit its events, and say how long nobody used the machine. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => machine.idleSeconds,
  getSystemIdleState: () => 'active' as const,
  getCurrentThermalState: () => 'unknown' as const,
  isOnBatteryPower: () => false,
  onBatteryPower: false
})
powerMonitor satisfies Pick<
  Electron.PowerMonitor,
  'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'
>

class NativeTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  shouldUseDarkColors = false
  shouldUseHighContrastColors = false
  shouldUseDarkColorsForSystemIntegratedUI = false
  themeSource: Electron.NativeTheme['themeSource'] = 'system'
}

/** Electron's `nativeTheme`. The page's own colour scheme is Chromium's, which Playwright can emulate. */
export const nativeTheme = new NativeTheme()

/** Registered shortcuts, for tests to press. */
export const shortcuts = new Map<string, () => void>()

/** Electron's `globalShortcut`. */
export const globalShortcut = {
  register: (accelerator: string, callback: () => void) => {
    if (shortcuts.has(accelerator)) return false
    shortcuts.set(accelerator, callback)
    return true
  },
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  isRegistered: (accelerator: string) => shortcuts.has(accelerator)
} satisfies Pick<Electron.GlobalShortcut, 'register' | 'unregister' | 'unregisterAll' | 'isRegistered'>

/** Addresses and paths that were opened outside. */
export const opened: string[] = []

/** Electron's `shell`. */
export const shell = {
  openExternal: (url: string) => Promise.resolve(void opened.push(url)),
  openPath: (path: string) => Promise.resolve((opened.push(path), '')),
  showItemInFolder: (path: string) => void opened.push(path),
  trashItem: () => Promise.reject(new Error('the stand-in for Electron has no trash')),
  beep: () => undefined
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep'>

/** Notifications shown. */
export const notifications: Electron.NotificationConstructorOptions[] = []

export class Notification
  extends EventEmitter
  implements Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body'>
{
  readonly title: string
  readonly body: string

  static isSupported(): boolean {
    return true
  }

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    notifications.push({ title: this.title, body: this.body })
    this.emit('show', {})
  }

  close(): void {
    this.emit('close', {})
  }
}

const area = { x: 0, y: 0, width: 1280, height: 800 }
const display = {
  id: 1,
  bounds: area,
  workArea: area,
  size: area,
  workAreaSize: area,
  scaleFactor: 1,
  rotation: 0
}

/** Electron's `screen`: one display. */
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayNearestPoint: () => display,
  getDisplayMatching: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 })
})

/** Electron's `safeStorage`: absent. */
export const safeStorage = { isEncryptionAvailable: () => false }

/** Electron's `systemPreferences`, with the Touch ID that a test says. */
export const systemPreferences = Object.assign(new EventEmitter(), {
  canPromptTouchID: () => machine.touchId !== 'absent',
  promptTouchID: () =>
    machine.touchId === 'accepts' ? Promise.resolve() : Promise.reject(new Error('Canceled by user.')),
  getMediaAccessStatus: () => 'denied' as const
})
systemPreferences satisfies Pick<
  Electron.SystemPreferences,
  'canPromptTouchID' | 'promptTouchID' | 'getMediaAccessStatus'
>

/** Electron's `crashReporter`: no report is ever made. */
export const crashReporter = { start: () => undefined, getUploadToServer: () => false }

/** Electron's `net`, without Chromium's network stack. */
export const net = { fetch: globalThis.fetch, isOnline: () => false, online: false }
