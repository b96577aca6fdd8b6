/**
 * The stand-in for Electron's main-process module: what `import … from 'electron'` gives to the app.
 * See README.md for what is not as in Electron.
 */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, ClipboardItem } from './clipboard.ts'
import * as desktop from './desktop.ts'
import { desktopCapturer } from './desktop-capturer.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc.ts'
import { NativeImage, nativeImage } from './native-image.ts'
import { protocol, session } from './session.ts'
import { Menu, MenuItem, Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'
import { WebContents } from './web-contents.ts'

const { crashReporter, globalShortcut, nativeTheme, net, Notification, powerMonitor } = desktop
const { safeStorage, screen, shell, systemPreferences } = desktop

const webContents = {
  getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  fromId: (id: number) =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.id === id)?.webContents,
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null
}

const electron = {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  NativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  WebContents
}

export type StandIn = typeof electron

export {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  NativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  WebContents
}
export default electron
// What CommonJS's require('electron') gets on Node ≥ 23.
export { electron as 'module.exports' }
