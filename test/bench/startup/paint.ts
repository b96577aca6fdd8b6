/** When a window shows what is in it: at the start of its program, and when it is made anew after it was destroyed. */
import { mkdirSync } from 'node:fs'
import { launchApp, type AppWindow, type RunningApp } from '../../electron-stand-in/launch.ts'

export interface Candidate {
  /** Folder of the app. */
  readonly app: string
  readonly args: readonly string[]
}

/** Milliseconds from the start of the program to the first paint of its window. */
export async function startedMs({ app: folder, args }: Candidate, home: string): Promise<number> {
  const startMs = Date.now()
  const app = launch({ app: folder, args }, home)
  const paintMs = await paintedMs(await app.windowAt('index.html'), 'first-paint')
  await app.close()
  return paintMs - startMs
}

/** A running app whose window is destroyed and asked for again, as by a click on its icon. */
export class Reopening {
  readonly #app: RunningApp

  private constructor(app: RunningApp) {
    this.#app = app
  }

  static async of(candidate: Candidate, home: string): Promise<Reopening> {
    const app = launch(candidate, home)
    await paintedMs(await app.windowAt('index.html'), CONTENT)
    return new Reopening(app)
  }

  /** Milliseconds from the wish to the first paint with content. */
  async backMs(): Promise<number> {
    const wishMs = await this.#app.evaluate(async ({ app, BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      for (const window of windows) window.destroy()
      while (windows.some((window) => !window.isDestroyed())) await new Promise(setImmediate)
      const nowMs = Date.now()
      app.emit('activate')
      return nowMs
    })
    return (await paintedMs(await this.#app.windowAt('index.html'), CONTENT)) - wishMs
  }

  async end(): Promise<void> {
    await this.#app.close()
  }
}

const CONTENT = 'first-contentful-paint'

function launch({ app, args }: Candidate, home: string): RunningApp {
  mkdirSync(home)
  return launchApp({ app, args, home, env: { DBUS_SESSION_BUS_ADDRESS: undefined, DISPLAY: undefined } })
}

/** When a page painted, Unix milliseconds. */
async function paintedMs(
  window: AppWindow,
  which: 'first-paint' | 'first-contentful-paint'
): Promise<number> {
  // As text: the page's `performance` knows more kinds of entries than Node's.
  const entry = `performance.getEntriesByName('${which}')[0]`
  await window.page.waitForFunction(`${entry} !== undefined`)
  return await window.page.evaluate<number>(`performance.timeOrigin + ${entry}.startTime`)
}
