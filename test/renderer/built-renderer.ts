/** The renderer as it ships, built once for all suites (shared-build.ts) and served to the system's Chromium under the shipped Content-Security-Policy. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { findProgram } from '../real-parts.ts'
import { installFakeApi, type FakeState } from './fake-api.ts'
import { PATIENCE_MS } from '../electron-stand-in/launch.ts'
import { LET_NOTES_STAY } from '../notes.ts'
import { sharedBuild } from './shared-build.ts'

const ORIGIN = 'https://zeroskew.invalid'

/** As facts/security.md has it; main sends the same header. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html'
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2'
}

/** As main opens them, px. */
export const SIZES = {
  index: { width: 380, height: 640 },
  secret: { width: 420, height: 560 },
  pick: { width: 420, height: 360 }
} as const

export interface OpenOptions extends BrowserContextOptions {
  /** Unix milliseconds at which the page's clock stands still until the test moves it. */
  readonly fixedNowMs?: number
  /** Unix milliseconds that the page's clock shows; its timers go on, and its notes stay long enough for a busy machine. */
  readonly shownNowMs?: number
  /** Whether the file at a path is there; it comes no sooner than this is known. */
  readonly isThere?: (path: string) => boolean | Promise<boolean>
}

/** In the middle of the steps of 30 and 60 s: none ends between two looks of a test. */
export const MID_STEP = { shownNowMs: Date.UTC(2026, 10, 22, 14, 2, 11) } as const

export class BuiltRenderer {
  readonly #folder: string
  readonly #browser: Browser

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder
    this.#browser = browser
  }

  static async start(): Promise<BuiltRenderer> {
    return new BuiltRenderer(await sharedBuild(), await launch())
  }

  /** The same build in a browser of its own. */
  async another(): Promise<BuiltRenderer> {
    return new BuiltRenderer(this.#folder, await launch())
  }

  get browser(): Browser {
    return this.#browser
  }

  /** Opens a page of the renderer with a fake main process behind it. */
  async open(
    page: keyof typeof SIZES,
    state: FakeState,
    { fixedNowMs, shownNowMs, isThere = () => true, ...options }: OpenOptions = {}
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: SIZES[page],
      reducedMotion: 'reduce',
      ...options
    })
    context.setDefaultTimeout(PATIENCE_MS)
    await context.route(`${ORIGIN}/**`, async (route) => {
      const path = normalize(new URL(route.request().url()).pathname)
      const body = (await isThere(path)) ? await readFile(join(this.#folder, path)).catch(() => null) : null
      await route.fulfill(
        body === null
          ? { status: 404 }
          : {
              body,
              headers: {
                'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
                'content-security-policy': CSP
              }
            }
      )
    })
    const opened = await context.newPage()
    opened.on('pageerror', (error) => {
      console.error(error)
    })
    if (fixedNowMs !== undefined) {
      await opened.clock.install({ time: fixedNowMs - 1000 })
      await opened.clock.pauseAt(fixedNowMs)
    }
    if (shownNowMs !== undefined) {
      await opened.clock.setFixedTime(shownNowMs)
      await opened.addInitScript(LET_NOTES_STAY)
    }
    await opened.addInitScript(installFakeApi, state)
    await opened.goto(`${ORIGIN}/${page}.html`)
    return opened
  }

  async stop(): Promise<void> {
    await this.#browser.close()
  }
}

async function launch(): Promise<Browser> {
  const executablePath = findProgram('chromium')
  if (executablePath === null) throw new Error('expected chromium in PATH')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] })
}
