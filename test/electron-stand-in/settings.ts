/** What the stand-in is told from outside: by the environment, and by the way the app was started. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

interface PackageFile {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

/** Folder of the running app: what Electron calls the app path. Set by executable.ts. */
export const appPath = process.env.STAND_IN_APP ?? process.cwd()

/** The app's package.json, empty where there is none. */
export const packageFile: PackageFile = readPackageFile()

/** Without windows on a screen, for tests. */
export const isHeadless = process.env.STAND_IN_HEADLESS === '1'

/** Whether a test holds the other end of a control channel (launch.ts). */
export const isControlled = process.env.STAND_IN_CONTROL === '1' && process.send !== undefined

/** Prints what pages log, for looking into a failing test. */
export const printsConsole = process.env.STAND_IN_CONSOLE === '1'

/** A film (Y4M) that the camera shows; without one there is no camera. */
export const cameraFilm = process.env.STAND_IN_CAMERA

/** The language that the environment asks for, such as `ja-JP`; `en-US` where it asks for none. */
export function systemLanguage(env: NodeJS.ProcessEnv = process.env): string {
  const posix =
    [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? ''
  const language = posix.replace(/[.@].*$/, '').replace('_', '-')
  return language === '' || language === 'C' || language === 'POSIX' ? 'en-US' : language
}

function readPackageFile(): PackageFile {
  try {
    return JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as PackageFile
  } catch {
    return {}
  }
}
