/** How this very app is started, and the command that opens the quick pick, for autostart files and for the desktop's own shortcuts. */
import { join } from 'node:path'
import type { DesktopView } from '../../shared/views/settings.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What starting the app depends on. */
export interface OwnProcess {
  /** Electron, or the packaged app. */
  readonly execPath: string
  /** Folder of the app where Electron runs it from a checkout. */
  readonly isPackaged: boolean
  readonly appPath: string
  readonly resources: string
  readonly env: Env
  /** Absolute data folder where it isn't the usual one. */
  readonly home: string | null
  /** Whether a package put the terminal's command into PATH. */
  readonly isInPath: boolean
}

/** Where the deb and the rpm put the terminal's command (electron-builder.yml). */
export const COMMAND_IN_PATH = '/usr/bin/zeroskew'

/** The program and the arguments that start it on the same data folder; an AppImage by its own file. */
export function ownCommand({ execPath, isPackaged, appPath, env, home }: OwnProcess): readonly string[] {
  return [
    env.APPIMAGE ?? execPath,
    ...(isPackaged ? [] : [appPath]),
    ...(home === null ? [] : ['--home', home])
  ]
}

/** Windows' portable build: unpacked anew at each start, and meant to leave no trace in the system. */
export function isPortable(env: Env): boolean {
  return env.PORTABLE_EXECUTABLE_FILE !== undefined
}

/** `zeroskew pick`, as a shell reads it. */
export function pickCommand(self: OwnProcess): string {
  const { env, home } = self
  // An AppImage is mounted anew at each start, so its terminal has no lasting path. Started once more it hands the word on.
  const words =
    env.APPIMAGE === undefined
      ? [terminalOf(self), 'pick', ...(home === null ? [] : ['--home', home])]
      : [...ownCommand(self), 'pick']
  return words.map(shellWord).join(' ')
}

/** Which desktop's steps are shown. */
export function desktopOf(env: Env): DesktopView['desktop'] {
  const names = (env.XDG_CURRENT_DESKTOP ?? '').toLowerCase().split(':')
  if (names.some((name) => name.includes('gnome') || name === 'unity')) return 'gnome'
  return names.includes('kde') ? 'kde' : 'other'
}

/** Where the terminal's command lies; by its name alone where a package put it into PATH. */
function terminalOf({ isPackaged, appPath, resources, isInPath }: OwnProcess): string {
  if (!isPackaged) return join(appPath, 'bin', 'zeroskew')
  return isInPath && resources.startsWith('/opt/') ? 'zeroskew' : join(resources, 'cli', 'zeroskew')
}

function shellWord(text: string): string {
  return /^[\w./:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
