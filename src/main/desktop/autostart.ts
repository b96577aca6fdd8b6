/**
 * Starting hidden at login. Linux: a file as the XDG Desktop Application Autostart Specification has it; elsewhere
 * Electron's login items.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { App } from 'electron'
import { wordingFor } from '../../shared/wording/wording.ts'
import { isPortable, ownCommand, type OwnProcess } from './own-command.ts'

export interface AutostartSetting {
  readonly platform: NodeJS.Platform
  /** The user's own folder. */
  readonly home: string
  readonly self: OwnProcess
  readonly app: Pick<App, 'setLoginItemSettings'>
}

export class Autostart {
  readonly #setting: AutostartSetting

  constructor(setting: AutostartSetting) {
    this.#setting = setting
  }

  /** Whether the system could start this very app, on this very data folder. */
  get isPossible(): boolean {
    const { platform, self } = this.#setting
    // macOS starts the bundle without any argument, be it a checkout's folder or --home.
    if (platform === 'darwin') return self.isPackaged && self.home === null
    return !isPortable(self.env)
  }

  /** Gives false where the system doesn't let it be changed. */
  set(isOn: boolean): boolean {
    if (!this.isPossible) return false
    const { platform, app, self } = this.#setting
    const command = [...ownCommand(self), '--hidden']
    // There the app asks whether it was opened at login (isStartHidden).
    if (platform === 'darwin') {
      app.setLoginItemSettings({ openAtLogin: isOn })
      return true
    }
    if (platform === 'win32') {
      // Electron puts a space between these, and no quotes around them.
      const [path = '', ...args] = command.map(quotedForWindows)
      app.setLoginItemSettings({ openAtLogin: isOn, path, args })
      return true
    }
    try {
      if (isOn) {
        mkdirSync(dirname(this.#path), { recursive: true })
        writeFileSync(this.#path, desktopEntry(command))
      } else rmSync(this.#path, { force: true })
      return true
    } catch {
      return false
    }
  }

  get #path(): string {
    const { self, home } = this.#setting
    const config = self.env.XDG_CONFIG_HOME
    const folder = config !== undefined && isAbsolute(config) ? config : join(home, '.config')
    return join(folder, 'autostart', 'zeroskew.desktop')
  }
}

/** The file, by the Desktop Entry Specification. */
export function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Zeroskew',
    `Comment=${wordingFor('en').desktop.comment}`,
    `Comment[ja]=${wordingFor('ja').desktop.comment}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=zeroskew-desktop',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')
}

/** One argument of an Exec key: quoted, with the escapes of the specification's "Exec key" and then of its strings. */
function quoted(argument: string): string {
  const inQuotes = argument.replace(/(["`$\\])/gu, '\\$1').replaceAll('%', '%%')
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`
}

/** One argument of a command line of Windows, as CommandLineToArgvW takes it apart again. */
function quotedForWindows(argument: string): string {
  return `"${argument.replace(/(\\*)"/gu, '$1$1\\"').replace(/(\\+)$/u, '$1$1')}"`
}
