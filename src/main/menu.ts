/** The application menu: none but on macOS, where shortcuts of text fields need one. */
import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The menu of macOS. It has no role `paste`: its shortcut would bring the clipboard's text into the main window, whose
 * page must never see a Key URI. Fields of the small window paste by Chromium's own keys.
 */
function macMenu(): MenuItemConstructorOptions[] {
  return [
    { role: 'appMenu' },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'selectAll' }
      ]
    },
    { role: 'windowMenu' }
  ]
}

export function setMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(macMenu()) : null)
}
