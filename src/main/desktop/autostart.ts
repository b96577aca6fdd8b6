/**
 * Starting hidden at login. Linux: a file as the XDG Desktop Application Autostart Specification has it; elsewhere
 * Electron's login items.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { App } from 'electron'

export interface AutostartSetting {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The program and the arguments that start this very app, hidden. */
  readonly command: readonly string[]
  readonly app: Pick<App, 'setLoginItemSettings' | 'getLoginItemSettings'>
}

export class Autostart {
  readonly #setting: AutostartSetting

  constructor(setting: AutostartSetting) {
    this.#setting = setting
  }

  get isOn(): boolean {
    const { platform, app } = this.#setting
    if (platform !== 'linux') return app.getLoginItemSettings().openAtLogin
    try {
      return readFileSync(this.#path, 'utf8') === desktopEntry(this.#setting.command)
    } catch {
      return false
    }
  }

  /** Gives false where the system doesn't let it be changed. */
  set(isOn: boolean): boolean {
    const { platform, app, command } = this.#setting
    if (platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: isOn, args: command.slice(1) })
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
    const { env, home } = this.#setting
    const config = env.XDG_CONFIG_HOME
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
    'Comment=Checks the clock before you log in',
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
