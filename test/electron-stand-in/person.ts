/**
 * What a person needs who uses the app through the stand-in, and a test doesn't: their own clipboard, a file dialog,
 * and a way back to the window, since no desktop shows the tray icon.
 */
import process from 'node:process'
import { createInterface } from 'node:readline'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard } from './clipboard.ts'
import { useFileChooser } from './dialog.ts'
import { chooseFiles } from './file-chooser.ts'
import { SystemClipboard } from './system-clipboard.ts'
import { Tray } from './tray.ts'

clipboard.useStore(new SystemClipboard())

useFileChooser(async (options) => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  return window === undefined ? [] : chooseFiles(window.webContents, options)
})

app.on('browser-window-created', (_event: unknown, window: BrowserWindow) => {
  window.on('hide', () => {
    const isAnyVisible = BrowserWindow.getAllWindows().some((each) => each.isVisible())
    if (!isAnyVisible && Tray.all.size > 0) tellTheWayBack()
  })
})

function tellTheWayBack(): void {
  const way = process.stdin.isTTY
    ? 'Enter opens its window again, Ctrl+C quits.'
    : 'Starting it again opens its window.'
  console.error(`${app.name} goes on in the tray, whose icon only real Electron shows. ${way}`)
}

if (process.stdin.isTTY) {
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => {
    for (const tray of Tray.all) tray.emit('click', {})
  })
  // readline takes Ctrl+C for itself.
  lines.on('SIGINT', () => app.quit())
  app.once('quit', () => lines.close())
}
