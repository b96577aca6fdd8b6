/** The application menu: none but on macOS, where shortcuts of text fields need one. */
import { BrowserWindow, Menu, type WebContents } from 'electron'
import type { Wording } from '../shared/wording/wording.ts'
import { macMenu, pasteInto } from './mac-menu.ts'

/** Follows the language, too: it is set anew. */
export function setMenu(platform: NodeJS.Platform, words: Wording, main: () => WebContents | null): void {
  if (platform !== 'darwin') return
  const menu = macMenu(words.menu, (window) => {
    if (window instanceof BrowserWindow) pasteInto(window.webContents, main())
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}
