/** What the app is started with: `--home DIR` for another data folder, `--demo` for a throw-away vault. */
import type { App } from 'electron'

export interface LaunchOptions {
  readonly demo: boolean
  readonly home?: string
  /** Starts in the tray, without opening the window. */
  readonly hidden: boolean
}

/**
 * Reads the command line of the app; what it doesn't know is Chromium's and left alone.
 * @param args - Arguments without the program itself.
 * @param env - `ZEROSKEW_HOME` counts where `--home` is absent.
 */
export function readLaunchOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>
): LaunchOptions {
  const at = args.indexOf('--home')
  const home =
    args.find((arg) => arg.startsWith('--home='))?.slice('--home='.length) ??
    (at >= 0 ? args[at + 1] : undefined)
  const folder = home ?? env.ZEROSKEW_HOME
  return {
    demo: args.includes('--demo'),
    hidden: args.includes('--hidden'),
    ...(folder === undefined || folder === '' ? {} : { home: folder })
  }
}

/** Whether it stays in the tray: told so, or at login on macOS, whose login items take no arguments. */
export function isStartHidden(
  { hidden }: LaunchOptions,
  platform: NodeJS.Platform,
  app: Pick<App, 'getLoginItemSettings'>
): boolean {
  return hidden || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
}
