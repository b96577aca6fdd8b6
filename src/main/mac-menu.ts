/** The menu of macOS, as data: there the shortcuts of text fields are those of the menu's items. */
import type { MenuItemConstructorOptions, WebContents } from 'electron'
import type { Wording } from '../shared/wording/wording.ts'

/**
 * @param paste - Told the window in front. Not Electron's role `paste`: that would bring the clipboard's text into the
 *   main window, whose page must never see a Key URI.
 */
export function macMenu(
  words: Wording['menu'],
  paste: (window: unknown) => void
): MenuItemConstructorOptions[] {
  return [
    {
      label: 'Zeroskew',
      submenu: [
        { role: 'about', label: words.about },
        { type: 'separator' },
        { role: 'services', label: words.services },
        { type: 'separator' },
        { role: 'hide', label: words.hide },
        { role: 'hideOthers', label: words.hideOthers },
        { role: 'unhide', label: words.showAll },
        { type: 'separator' },
        { role: 'quit', label: words.quit }
      ]
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        { type: 'separator' },
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        {
          id: 'paste',
          label: words.paste,
          accelerator: 'Command+V',
          click: (_item, window) => paste(window)
        },
        { role: 'selectAll', label: words.selectAll }
      ]
    },
    {
      role: 'window',
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'zoom', label: words.zoom },
        { role: 'close', label: words.close }
      ]
    }
  ]
}

/**
 * Pastes as the window itself does. The main window's page gets the keys and no text: it asks main to read the clipboard
 * (paste-guard.ts). Pressed there, ⌘V comes to the page first, which keeps it from the menu.
 */
export function pasteInto(
  contents: Pick<WebContents, 'paste' | 'sendInputEvent'>,
  main: Pick<WebContents, 'paste'> | null
): void {
  if (contents !== main) {
    contents.paste()
    return
  }
  for (const type of ['keyDown', 'keyUp'] as const)
    contents.sendInputEvent({ type, keyCode: 'V', modifiers: ['meta'] })
}
