/** When a window shows what is in it: at the start of its program, and when it is made anew after it was destroyed. */
import { existsSync, mkdirSync } from 'node:fs'
import { launchApp, type AppWindow, type RunningApp } from '../../electron-stand-in/launch.ts'

export interface Candidate {
  /** Folder of the app. */
  readonly app: string
  readonly args: readonly string[]
  /** Selector of what its window is there for. */
  readonly shown: string
}

/** Milliseconds from the start of the program to the first paint of its window. */
export async function startedMs(candidate: Candidate, home: string): Promise<number> {
  const startMs = Date.now()
  const app = launch(candidate, home)
  const paintMs = await happenedMs(await app.windowAt('index.html'), 'first-paint')
  await app.close()
  return paintMs - startMs
}

/** A running app whose window is destroyed and asked for again, as by a click on its icon. */
export class Reopening {
  readonly #app: RunningApp
  readonly #shown: string

  private constructor(app: RunningApp, shown: string) {
    this.#app = app
    this.#shown = shown
  }

  static async of(candidate: Candidate, home: string): Promise<Reopening> {
    const { shown } = candidate
    const app = launch(candidate, home)
    const { page } = await app.windowAt('index.html')
    await page.locator(shown).first().waitFor()
    return new Reopening(app, shown)
  }

  /** Milliseconds from the wish until what the window is there for is painted. */
  async backMs(): Promise<number> {
    await this.#destroy()
    const wishMs = await this.#app.evaluate(({ app }, script) => {
      app.once('web-contents-created', (_event, contents: Electron.WebContents) =>
        contents.once('did-navigate', () => void contents.executeJavaScript(script))
      )
      const nowMs = Date.now()
      app.emit('activate')
      return nowMs
    }, noteWhenPainted(this.#shown))
    return (await happenedMs(await this.#app.windowAt('index.html'), MARK)) - wishMs
  }

  /** Long ago: the window's process is gone, and takes no time from the next one. */
  async #destroy(): Promise<void> {
    const pid = await (await this.#app.windowAt('index.html')).rendererPid()
    await this.#app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
    })
    while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  async end(): Promise<void> {
    await this.#app.close()
  }
}

const MARK = 'painted'

/** What a page notes by itself: when the first frame in which a selector finds something was painted. */
function noteWhenPainted(selector: string): string {
  return `{
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => performance.mark('${MARK}')
    const look = () => {
      if (document.querySelector('${selector}') === null) return
      observer.disconnect()
      // The next task after a frame's callbacks comes once it was painted.
      requestAnimationFrame(() => port2.postMessage(null))
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true })
    look()
  }`
}

function launch({ app, args }: Candidate, home: string): RunningApp {
  mkdirSync(home)
  return launchApp({ app, args, home, env: { DBUS_SESSION_BUS_ADDRESS: undefined, DISPLAY: undefined } })
}

/** When an entry came into a page's list of what happened, Unix milliseconds. */
async function happenedMs({ page }: AppWindow, entry: string): Promise<number> {
  const start = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, entry)
  return (await page.evaluate(() => performance.timeOrigin)) + ((await start.jsonValue()) ?? NaN)
}
