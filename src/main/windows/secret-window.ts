/**
 * The small window in which secrets are typed or shown. It has a renderer process of its own, which ends with it,
 * so that nothing typed there outlives it (rule 1 of the design).
 */
import { isDeepStrictEqual } from 'node:util'
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { SecretTask } from '../../shared/ipc.ts'
import { guardWindow } from '../guard.ts'
import { pageOf, webPreferences } from '../security.ts'
import { paperFor } from './paper.ts'
import type { TextSizing } from './text-size.ts'

const USUAL = { width: 420, height: 560 } as const
const LEAST = { width: 320, height: 440 } as const

export class SecretWindow {
  readonly #preload: string
  readonly #textSize: TextSizing
  readonly #onTask: (task: SecretTask | null) => void
  #window: BrowserWindow | null = null
  #task: SecretTask = 'unlock'

  /** @param onTask - Told when the window opens for a task, and when it closes (null). */
  constructor(preload: string, textSize: TextSizing, onTask: (task: SecretTask | null) => void) {
    this.#preload = preload
    this.#textSize = textSize
    this.#onTask = onTask
  }

  get contents(): WebContents | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window.webContents
  }

  /** What the window was opened for. */
  get task(): SecretTask {
    return this.#task
  }

  /**
   * Opens the window for a task; one that is open for another task is closed first, with its process.
   * @param parent - The window it stands before, or null.
   */
  open(task: SecretTask, parent: BrowserWindow | null): void {
    if (this.#window !== null && isDeepStrictEqual(this.#task, task)) {
      this.#window.focus()
      return
    }
    this.close()
    this.#task = task
    const point = parent?.getBounds() ?? screen.getCursorScreenPoint()
    const size = this.#textSize.scaled(USUAL, screen.getDisplayNearestPoint(point).workArea)
    const least = this.#textSize.scaled(LEAST, size)
    const window = new BrowserWindow({
      ...size,
      minWidth: least.width,
      minHeight: least.height,
      ...(parent === null ? {} : { parent }),
      show: false,
      title: 'Zeroskew',
      autoHideMenuBar: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: paperFor(nativeTheme.shouldUseDarkColors),
      webPreferences: webPreferences(this.#preload)
    })
    // What is typed here stays out of screen recordings, where the system can keep it out (not on Linux).
    window.setContentProtection(true)
    guardWindow(window, 'secret')
    this.#textSize.follow(window, () => this.#textSize.grow(window, LEAST))
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => {
      if (this.#window === window) this.#forget()
    })
    this.#window = window
    this.#onTask(task)
    void window.loadURL(pageOf('secret'))
  }

  close(): void {
    const window = this.#window
    if (window === null) return
    this.#forget()
    window.destroy()
  }

  #forget(): void {
    this.#window = null
    this.#onTask(null)
  }
}
