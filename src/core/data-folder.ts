/** The one place that knows where data lies, per system (XDG Base Directory Specification; Apple's and Microsoft's app folders). */
import { posix, win32 } from 'node:path'

export interface DataFolderSetting {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's home folder. */
  readonly home: string
  /** `--home DIR`; wins over `ZEROSKEW_HOME`. Everything lies inside it then. */
  readonly override?: string | undefined
}

export interface DataFolder {
  readonly folder: string
  readonly vaultPath: string
  readonly settingsPath: string
  /** What was learnt about the clock (drift, last verdict); may be lost without harm. */
  readonly clockStatePath: string
  /** What the clock checks of the past weeks found; may be lost without harm, too. */
  readonly clockHistoryPath: string
  /** Highest revision seen: outside `folder`, so that an old folder put back is noticed. Inside with an override. */
  readonly statePath: string
  /** Chromium's own files; set before the single-instance lock is asked for. */
  readonly chromiumFolder: string
}

export function dataFolder(setting: DataFolderSetting): DataFolder {
  const { platform, env, home } = setting
  const path = platform === 'win32' ? win32 : posix
  const override = setting.override ?? absent(env.ZEROSKEW_HOME)
  const folder = override ?? usualFolder(setting, path)
  const state = override === undefined ? stateFolder(platform, env, home, path) : path.join(override, 'state')
  return {
    folder,
    vaultPath: path.join(folder, 'vault.zeroskew'),
    settingsPath: path.join(folder, 'settings.json'),
    clockStatePath: path.join(state, 'clock.json'),
    clockHistoryPath: path.join(state, 'clock-history.jsonl'),
    statePath: path.join(state, 'seen.json'),
    chromiumFolder: path.join(folder, 'chromium')
  }
}

type Path = typeof posix

function usualFolder({ platform, env, home }: DataFolderSetting, path: Path): string {
  switch (platform) {
    case 'win32':
      return path.join(absent(env.APPDATA) ?? path.join(home, 'AppData', 'Roaming'), 'Zeroskew')
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Zeroskew')
    default:
      return path.join(xdg(env.XDG_DATA_HOME) ?? path.join(home, '.local', 'share'), 'zeroskew')
  }
}

function stateFolder(
  platform: NodeJS.Platform,
  env: DataFolderSetting['env'],
  home: string,
  path: Path
): string {
  switch (platform) {
    case 'win32':
      return path.join(absent(env.LOCALAPPDATA) ?? path.join(home, 'AppData', 'Local'), 'Zeroskew', 'State')
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Zeroskew State')
    default:
      return path.join(xdg(env.XDG_STATE_HOME) ?? path.join(home, '.local', 'state'), 'zeroskew')
  }
}

/** "All paths must be absolute; a relative path is invalid and ignored" (XDG Base Directory Specification). */
function xdg(value: string | undefined): string | undefined {
  return value !== undefined && posix.isAbsolute(value) ? value : undefined
}

function absent(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
