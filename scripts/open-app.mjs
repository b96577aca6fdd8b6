/** Opens the built app the best way that there is: Electron, else Chromium by the stand-in, else the terminal. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { build } from './build.mjs'
import { findElectron, knownRefusal } from './real-electron.mjs'
import { OWN_NODE, ROOT, say } from './repository.mjs'
import { installMissing } from './system-packages.mjs'

/** An app that ends this early with an error never came up. */
const EARLY_MS = 10_000

/** What the stand-in ends with where no window could be opened. */
const NO_WINDOW = 69

/**
 * Opens the app and waits for its end.
 * @param args - Arguments for the app.
 * @returns its exit code.
 */
export async function openApp(args) {
  if (!hasDisplay()) {
    say('There is no display here; this is the view for the terminal.')
    return watch(args)
  }
  if (!build()) {
    say('The window could not be built (see above); this is the view for the terminal.')
    return watch(args)
  }
  const electron = findElectron()
  const refusal = electron.path === null ? null : knownRefusal(electron.path)
  if (electron.path !== null && refusal === null) {
    const code = await openWindow(electron.path, [ROOT, ...args])
    if (code !== null) return code
  }
  if (refusal !== null) say(refusal)
  return openInChromium(electron.path === null ? electron.why : 'it does not start', args)
}

async function openInChromium(why, args) {
  if (findChromium() === null) installMissing(['window'], say)
  const chromium = findChromium()
  if (chromium === null) {
    say(
      `There is no Electron here (${why}) and no Chromium. With Chromium installed a window opens; now the terminal.`
    )
    return watch(args)
  }
  say(`Without Electron's own binary (${why}), the same app opens in ${chromium}.`)
  const executable = join(ROOT, 'test/electron-stand-in/executable.ts')
  const code = await openWindow(OWN_NODE, [
    '--disable-warning=ExperimentalWarning',
    executable,
    ROOT,
    ...args
  ])
  return code ?? watch(args)
}

/** Exit code of a window's program, or `null` after a sentence where it never came up. */
async function openWindow(program, args) {
  const beganMs = performance.now()
  const { code, error } = await run(program, args)
  const isEarly = performance.now() - beganMs < EARLY_MS
  if (error === undefined && code !== NO_WINDOW && (code === 0 || !isEarly)) return code
  say(`The window did not come up (${error ?? `code ${code}`}); trying the next best way.`)
  return null
}

/** The terminal's own view, which knows the data folder and the demo. */
async function watch(args) {
  const at = args.findIndex((arg) => arg === '--home' || arg.startsWith('--home='))
  const home = at < 0 ? [] : args.slice(at, at + (args[at] === '--home' ? 2 : 1))
  const { code, error } = await run(OWN_NODE, [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'src/cli/index.ts'),
    'watch',
    ...(args.includes('--demo') ? ['--demo'] : []),
    ...home
  ])
  if (error !== undefined) say(`The view for the terminal could not be started (${error}).`)
  return code
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: process.cwd(), stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    child.once('error', (error) => resolve({ code: 1, error: error.message }))
    child.once('exit', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1) }))
  })
}

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

function findChromium() {
  if (process.env.STAND_IN_CHROMIUM) return process.env.STAND_IN_CHROMIUM
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
    for (const folder of folders) {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return join(folder, name)
      } catch {
        // Not in this folder: look on.
      }
    }
  }
  return null
}
