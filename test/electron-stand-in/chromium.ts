/** The system's Chromium: found, started without any network of its own, and asked for windows. */
import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { CdpConnection } from './cdp.ts'
import { isWritable } from './folders.ts'
import { cameraFilm, isControlled, isHeadless, systemLanguage } from './settings.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']

/** Nothing here may reach the network by itself: no vendor calls, no name resolved. */
const QUIET = [
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  // Chromium's own secrets must not ask the keyring that the app is being tested against.
  '--password-store=basic',
  '--use-mock-keychain'
]

const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  // Windows of one site must never share a renderer process, as Electron's don't.
  'ProcessPerSiteUpToMainFrameThreshold',
  'Translate'
]

export interface Window {
  readonly targetId: string
}

export interface WindowBounds {
  readonly x?: number | undefined
  readonly y?: number | undefined
  readonly width: number
  readonly height: number
}

/** Path of the Chromium to use: STAND_IN_CHROMIUM, else the first known name in PATH; `null` where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.STAND_IN_CHROMIUM !== undefined) return env.STAND_IN_CHROMIUM
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  for (const name of NAMES) {
    for (const folder of folders) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // Not in this folder: look on.
      }
    }
  }
  return null
}

/** Whether a window still shows what it was opened with, before the app's own page. */
export function isOpeningPage(url: string): boolean {
  return url === '' || url === 'about:blank' || /^data:text\/html,(<|%3C)title(>|%3E)\d+-\d+/.test(url)
}

/** A running Chromium. Its end, for whatever reason, is told once by `onExit`. */
export class Chromium {
  readonly connection: CdpConnection
  /** WebSocket address for a test's own connection; only where a test controls the app. */
  readonly debugAddress: Promise<string>
  readonly exited: Promise<void>
  readonly #program: string
  readonly #base: readonly string[]
  readonly #env: NodeJS.ProcessEnv
  readonly #child: ChildProcess

  /**
   * @param profile - Folder for Chromium's own files, or `null` for a temporary one, as in a read-only home.
   * @param switches - What the app added by `app.commandLine`.
   */
  constructor(profile: string | null, switches: readonly string[], onExit: () => void) {
    const program = findChromium()
    if (program === null) throw new Error('expected chromium in PATH, got none: install the package chromium')
    this.#program = program
    const isLasting = profile !== null && isWritable(profile)
    const folder = isLasting ? profile : mkdtempSync(join(tmpdir(), 'electron-stand-in-'))
    this.#env = chromiumEnv(folder)
    this.#base = [
      `--user-data-dir=${folder}`,
      ...QUIET,
      `--disable-features=${FEATURES_OFF.join(',')}`,
      // Without it Chromium shows a bar about unusual switches above the page.
      '--test-type',
      // Chromium refuses to run as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--accept-lang=${systemLanguage()}`,
      ...(cameraFilm === undefined
        ? []
        : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFilm}`]),
      ...switches
    ]
    this.#child = spawn(
      program,
      [
        ...this.#base,
        ...(isHeadless ? ['--headless=new'] : []),
        ...(isControlled ? ['--remote-debugging-port=0'] : []),
        '--remote-debugging-pipe',
        '--no-startup-window',
        // A tray app lives on without a window.
        '--keep-alive-for-test'
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env: this.#env }
    )
    this.connection = new CdpConnection(
      this.#child.stdio[3] as Writable,
      this.#child.stdio[4] as Readable,
      onExit
    )
    this.debugAddress = addressIn(this.#child.stderr as Readable)
    this.exited = new Promise((resolve) => {
      this.#child.once('error', () => resolve())
      this.#child.once('exit', () => {
        if (!isLasting) rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
        resolve()
      })
    })
  }

  /** Opens a window of its own with an empty page in it. */
  async openWindow(bounds: WindowBounds): Promise<string> {
    const { browser } = this.connection
    const { width, height } = bounds
    if (isHeadless) {
      const { targetId } = await browser.send('Target.createTarget', {
        url: 'about:blank',
        newWindow: true,
        width,
        height
      })
      return targetId
    }
    // Only a second start of the program with the same profile opens a window without tabs and address bar. The first
    // must have the profile by then, or the second would be a browser of its own.
    await browser.send('Browser.getVersion')
    const marker = `data:text/html,<title>${String(process.pid)}-${String(Date.now())}</title>`
    const at =
      bounds.x === undefined || bounds.y === undefined ? [] : [`--window-position=${bounds.x},${bounds.y}`]
    return new Promise((resolve, reject) => {
      const heard = ({ targetInfo }: { targetInfo: { targetId: string; url: string } }): void => {
        if (decodeURI(targetInfo.url) !== marker) return
        clearTimeout(deadline)
        browser.off('Target.targetCreated', heard)
        resolve(targetInfo.targetId)
      }
      const deadline = setTimeout(() => reject(new Error('chromium opened no window within 60 s')), 60_000)
      void this.exited.then(() => {
        clearTimeout(deadline)
        reject(new Error('chromium ended before it opened a window (is the display there?)'))
      })
      browser.on('Target.targetCreated', heard)
      const args = [...this.#base, `--app=${marker}`, `--window-size=${width},${height}`, ...at]
      spawn(this.#program, args, { stdio: 'ignore', env: this.#env }).once('error', reject)
    })
  }

  /** Asks Chromium to end, and makes it end. */
  async close(): Promise<void> {
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), 20_000)
    await this.connection.browser.send('Browser.close').catch(() => this.#child.kill())
    await this.exited
    clearTimeout(deadline)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}

/**
 * A locale that isn't installed would leave Chromium without file names beyond ASCII; the language it speaks
 * comes from elsewhere.
 */
function chromiumEnv(folder: string): NodeJS.ProcessEnv {
  // Chromium ends at once where it has no home to write to.
  const home = isWritable(homedir()) ? {} : { HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder }
  return { ...process.env, ...home, LC_ALL: 'C.UTF-8', LANGUAGE: systemLanguage().replace('-', '_') }
}

/** Reads on for ever, so that Chromium never blocks on a full pipe. */
function addressIn(stderr: Readable): Promise<string> {
  return new Promise((resolve) => {
    let line = ''
    stderr.setEncoding('utf8').on('data', (text: string) => {
      // It may come in two pieces.
      line = (line + text).slice(-4096)
      const address = /DevTools listening on (ws:\S+)\s/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
}
