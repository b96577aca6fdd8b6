/**
 * Starts an app in the stand-in for a test, in a process of its own, and gives the test hold of its windows (real
 * Playwright pages, over a connection of the test's own) and of what a desktop would do.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import type {
  AnswerMessage,
  ClipboardInfo,
  Commands,
  MenuItemInfo,
  Recorded,
  ScreenPicture,
  TouchId,
  TrayInfo,
  WindowInfo
} from './control-protocol.ts'
import type { StandIn } from './electron-module.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
const EXECUTABLE = fileURLToPath(new URL('./executable.ts', import.meta.url))

export interface LaunchOptions {
  /** Folder of the app; this repository by default. */
  readonly app?: string
  readonly args?: readonly string[]
  /** Added to the test's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Folder that becomes HOME and holds all XDG folders. */
  readonly home?: string
  /** With windows on the display, for looking on. */
  readonly headed?: boolean
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** How long anything may take that is waited for, ms: on a busy machine everything takes its time. */
export const PATIENCE_MS = 60_000

/** Starts the app; resolves at once, before any window is there. */
export function launchApp(options: LaunchOptions = {}): RunningApp {
  const { app = REPOSITORY, args = [], home } = options
  const xdg = (name: string): string => join(home ?? '', name)
  const homeEnv =
    home === undefined
      ? {}
      : {
          HOME: home,
          XDG_CONFIG_HOME: xdg('.config'),
          XDG_DATA_HOME: xdg('.local/share'),
          XDG_STATE_HOME: xdg('.local/state'),
          XDG_CACHE_HOME: xdg('.cache')
        }
  const child = fork(EXECUTABLE, [app, ...args], {
    env: {
      ...process.env,
      ...homeEnv,
      STAND_IN_HEADLESS: options.headed === true ? '0' : '1',
      STAND_IN_CONTROL: '1',
      // Vitest's own settings are nothing to the app.
      NODE_OPTIONS: '',
      VITEST: undefined,
      NODE_ENV: undefined,
      ...options.env
    },
    execPath: join(REPOSITORY, 'node_modules/.bin/node'),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  return new RunningApp(child)
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A started app. */
export class RunningApp {
  readonly exited: Promise<Exit>
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  readonly #output = { stdout: '', stderr: '' }
  #lastId = 0
  #browser: Promise<Browser> | null = null

  constructor(child: ChildProcess) {
    this.#child = child
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this.#output[name] += text
      })
    }
    child.on('message', (message) => {
      const answer = message as AnswerMessage
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if ('error' in answer) waiting?.reject(new Error(answer.error))
      else waiting?.resolve(answer.value)
    })
    this.exited = new Promise((resolve) => {
      // 'close' comes after the output was read to its end.
      child.once('close', (code, signal) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(this.#endText(code, signal)))
        this.#waiting.clear()
        resolve({ code, signal })
      })
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** What the app has printed so far. */
  get output(): { readonly stdout: string; readonly stderr: string } {
    return { ...this.#output }
  }

  /** The first window that matches, as soon as its page has loaded; any window when no match is given. */
  async window(match: (info: WindowInfo) => boolean = () => true): Promise<AppWindow> {
    const info = await this.#until(
      async () =>
        (await this.windows()).find(
          (each) => each.targetId !== null && each.url.includes('://') && match(each)
        ),
      'a window that matches'
    )
    const page = await this.#until(() => this.#pageOf(info.targetId), 'the page of the window')
    page.setDefaultTimeout(PATIENCE_MS)
    await page.waitForLoadState()
    return new AppWindow(this, info.id, page)
  }

  /** The first window whose address holds a text, such as `secret.html`. */
  windowAt(part: string): Promise<AppWindow> {
    return this.window(({ url }) => url.includes(part))
  }

  /** All open windows, hidden ones too. */
  windows(): Promise<readonly WindowInfo[]> {
    return this.command('windows')
  }

  trays(): Promise<readonly TrayInfo[]> {
    return this.command('trays')
  }

  /** The first tray icon's menu. */
  async trayMenu(): Promise<readonly MenuItemInfo[]> {
    const trays = await this.#until(async () => {
      const all = await this.trays()
      return all.length > 0 ? all : undefined
    }, 'a tray icon')
    return trays[0]?.menu ?? []
  }

  clickTray(): Promise<undefined> {
    return this.command('click-tray')
  }

  /** Clicks the tray menu's item with this label; further labels go down into submenus. */
  clickTrayMenu(...labels: readonly string[]): Promise<undefined> {
    return this.command('click-tray-menu', labels)
  }

  clipboard(): Promise<ClipboardInfo> {
    return this.command('read-clipboard')
  }

  /** Sets the clipboard to a text, to PNG bytes, or to both. */
  setClipboard({
    text = null,
    png = null
  }: {
    text?: string | null
    png?: Uint8Array | null
  }): Promise<undefined> {
    return this.command('write-clipboard', text, png)
  }

  /** Answers the next dialog, e.g. `{ canceled: false, filePaths: [path] }`. */
  queueDialog(answer: unknown): Promise<undefined> {
    return this.command('queue-dialog', answer)
  }

  emitPower(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown'): Promise<undefined> {
    return this.command('emit-power', event)
  }

  /** Nobody has used the machine for so many seconds. */
  setIdle(seconds: number): Promise<undefined> {
    return this.command('set-idle', seconds)
  }

  setTouchId(touchId: TouchId): Promise<undefined> {
    return this.command('set-touch-id', touchId)
  }

  pressShortcut(accelerator: string): Promise<undefined> {
    return this.command('press-shortcut', accelerator)
  }

  /** What lies on each screen; none: the system refuses to show them. */
  setScreens(pictures: readonly ScreenPicture[]): Promise<undefined> {
    return this.command('set-screens', pictures)
  }

  /** Dialogs, notifications, opened links and shortcuts so far. */
  recorded(): Promise<Recorded> {
    return this.command('recorded')
  }

  /** Runs a function in the app's main process; it reaches nothing but its two arguments. */
  async evaluate<R, A = undefined>(
    task: (electron: StandIn, argument: A) => R | Promise<R>,
    argument?: A
  ): Promise<R> {
    return (await this.command('evaluate', task.toString(), argument)) as R
  }

  /** A connection of the test's own to the app's Chromium. */
  browser(): Promise<Browser> {
    this.#browser ??= this.command('debug-address').then((address) => chromium.connectOverCDP(address))
    return this.#browser
  }

  /** Quits as `app.quit` does, and waits for the end; a refusal, or a hang, ends in a kill. */
  async close(): Promise<Exit> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.exited
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    await this.command('quit').catch(() => undefined)
    const exit = await this.exited
    clearTimeout(deadline)
    await this.#disconnect()
    return exit
  }

  /** Ends the app as a crash does. */
  async kill(): Promise<Exit> {
    this.#child.kill('SIGKILL')
    const exit = await this.exited
    await this.#disconnect()
    return exit
  }

  async #disconnect(): Promise<void> {
    const browser = await this.#browser?.catch(() => null)
    await browser?.close().catch(() => undefined)
    this.#browser = null
  }

  /** One command of the control channel. */
  command<C extends keyof Commands>(
    command: C,
    ...args: Parameters<Commands[C]>
  ): Promise<ReturnType<Commands[C]>> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new Error(this.#endText(this.#child.exitCode, this.#child.signalCode)))
        return
      }
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#child.send({ id, command, args }, (error) => {
        if (error !== null) reject(error)
      })
    })
  }

  async #pageOf(targetId: string | null): Promise<Page | undefined> {
    const browser = await this.browser()
    for (const context of browser.contexts()) {
      for (const page of context.pages()) {
        const session = await context.newCDPSession(page).catch(() => null)
        const info = await session?.send('Target.getTargetInfo').catch(() => null)
        await session?.detach().catch(() => undefined)
        if (info?.targetInfo.targetId === targetId) return page
      }
    }
    return undefined
  }

  async #until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
    const endMs = performance.now() + PATIENCE_MS
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (performance.now() > endMs) {
        throw new Error(`expected ${what} within ${PATIENCE_MS / 1000} s, got none\n${this.#output.stderr}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }

  #endText(code: number | null, signal: string | null): string {
    return `the app ended (code ${String(code)}, signal ${String(signal)})\n${this.#output.stdout}${this.#output.stderr}`
  }
}

/** One window of the app. */
export class AppWindow {
  readonly id: number
  /** The window's page; `page.locator`, `page.screenshot` and so on. */
  readonly page: Page
  readonly #app: RunningApp

  constructor(app: RunningApp, id: number, page: Page) {
    this.#app = app
    this.id = id
    this.page = page
  }

  /** What main knows of the window, or `null` once it is closed. */
  async info(): Promise<WindowInfo | null> {
    return (await this.#app.windows()).find(({ id }) => id === this.id) ?? null
  }

  /** A protocol session of the test's own, for heap snapshots and the like. */
  cdp(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page)
  }

  /** Id of the process that renders this window; it is this window's alone. */
  rendererPid(): Promise<number> {
    return this.#app.command('renderer-pid', this.id)
  }

  /** What a person does by the close button: the app hears 'close' and may refuse. */
  close(): Promise<undefined> {
    return this.#app.command('close-window', this.id)
  }

  focus(): Promise<undefined> {
    return this.#app.command('focus-window', this.id)
  }

  blur(): Promise<undefined> {
    return this.#app.command('blur-window', this.id)
  }

  /** Drops files from the desktop onto an element: a trusted drop, with real files. */
  async dropFiles(paths: readonly string[], selector: string): Promise<void> {
    const box = await this.page.locator(selector).boundingBox()
    if (box === null) throw new Error(`expected a visible element ${selector}`)
    const session = await this.cdp()
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data })
    }
    await session.detach()
  }
}
