/** The built app in the stand-in, with a home of its own and time servers on loopback: what every end-to-end test starts from. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceSetting } from '../../src/core/settings.ts'
import { LET_NOTES_STAY } from '../notes.ts'
import { launchApp, type AppWindow, type RunningApp } from '../electron-stand-in/launch.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** What the terminal gave back. */
export interface TerminalResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A home folder and the app in it, once or several times. */
export class Household {
  readonly home = mkdtempSync(join(tmpdir(), 'zeroskew-e2e-'))
  readonly folder = join(this.home, 'data')
  readonly vaultPath = join(this.folder, 'vault.zeroskew')
  env: Readonly<Record<string, string | undefined>>
  readonly #apps: RunningApp[] = []

  /**
   * @param env - Added to the environment of app and terminal alike.
   * @param sources - Time sources; by default one on loopback that nobody runs.
   */
  constructor(
    env: Readonly<Record<string, string | undefined>> = {},
    sources: readonly SourceSetting[] = [{ name: 'Nobody', ways: ['ntp://127.0.0.1:9'] }]
  ) {
    this.env = {
      DBUS_SESSION_BUS_ADDRESS: undefined,
      DISPLAY: undefined,
      LANG: 'en_US.UTF-8',
      LC_ALL: undefined,
      ...env
    }
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(this.folder, 'settings.json'), JSON.stringify({ language: null, sources }))
  }

  /** Starts the app and waits for its main window. */
  async start(...args: readonly string[]): Promise<{ app: RunningApp; main: AppWindow }> {
    const app = launchApp({ args: ['--home', this.folder, ...args], home: this.home, env: this.env })
    this.#apps.push(app)
    const main = await app.windowAt('index.html')
    await main.page.evaluate(LET_NOTES_STAY)
    return { app, main }
  }

  /** From now on another environment. */
  change(env: Readonly<Record<string, string | undefined>>): void {
    this.env = { ...this.env, ...env }
  }

  /** Starts the app a second time beside the first. */
  startAgain(...args: readonly string[]): RunningApp {
    const app = launchApp({ args: ['--home', this.folder, ...args], home: this.home, env: this.env })
    this.#apps.push(app)
    return app
  }

  /** Runs `./bin/zeroskew` on the same vault. */
  terminal(args: readonly string[], input = ''): Promise<TerminalResult> {
    return new Promise((resolve) => {
      const child = execFile(
        join(REPOSITORY, 'bin/zeroskew'),
        ['--home', this.folder, ...args],
        { env: { ...process.env, ...this.env, HOME: this.home } },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
      )
      child.stdin?.end(input)
    })
  }

  /** A file with a text, readable by its owner alone. */
  file(name: string, contents: string | Uint8Array): string {
    const path = join(this.home, name)
    writeFileSync(path, contents, { mode: 0o600 })
    return path
  }

  async end(): Promise<void> {
    for (const app of this.#apps) await app.close()
    rmSync(this.home, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** Builds the app where its sources changed, for tests that are run on their own. */
export function ensureBuilt(): void {
  const script = "import('./scripts/build.mjs').then(({ build }) => process.exit(build() ? 0 : 1))"
  execFileSync(process.execPath, ['-e', script], { cwd: REPOSITORY, stdio: 'pipe' })
}

/** The text of a code on the screen, without its gaps. */
export async function shownCode(window: AppWindow, name: string): Promise<string> {
  const row = window.page.getByTestId('row').filter({ hasText: name })
  const text = await row.getByTestId('code').first().innerText()
  return text.replace(/\s/gu, '')
}
