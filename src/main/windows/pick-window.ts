/** The quick pick: a frameless window on a shortcut that shows names and codes, and is gone as soon as it isn't looked at. */
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import { guardWindow } from '../guard.ts'
import { pageOf, webPreferences } from '../security.ts'
import { paperFor } from './paper.ts'
import type { TextSizing } from './text-size.ts'

const SIZE = { width: 420, height: 360 } as const

/** A hidden one is kept for so long, in case another code is wanted, and then its process ends, ms. */
const KEPT_MS = 60_000

export interface PickWindowPorts {
  readonly preload: string
  readonly textSize: TextSizing
  readonly isProtected: () => boolean
  /** Told when it opens and when it hides. */
  readonly onSeen: () => void
}

export class PickWindow {
  readonly #ports: PickWindowPorts
  #window: BrowserWindow | null = null
  #timer: NodeJS.Timeout | null = null
  #showing = 0
  #onDismissed: () => void = () => undefined

  constructor(ports: PickWindowPorts) {
    this.#ports = ports
  }

  /** Which showing this is, counted from the first: it may have been hidden and called again while a code was waited for. */
  get showing(): number {
    return this.#showing
  }

  /** Told when it is put away by hand: by Esc, or by the shortcut that called it. */
  onDismissed(listener: () => void): void {
    this.#onDismissed = listener
  }

  get contents(): WebContents | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window.webContents
  }

  get isVisible(): boolean {
    return this.#window !== null && !this.#window.isDestroyed() && this.#window.isVisible()
  }

  /** Follows the setting that keeps it out of screen recordings: a hidden one may be shown again. */
  protect(): void {
    if (this.contents !== null) this.#window?.setContentProtection(this.#ports.isProtected())
  }

  /** Shows it in the middle of the display with the pointer; pressed again, the shortcut hides it. */
  toggle(): void {
    if (this.isVisible) this.dismiss()
    else this.open()
  }

  open(): void {
    if (!this.isVisible) this.#showing++
    const window = this.#window
    if (window === null) {
      this.#window = this.#make()
      return
    }
    window.setBounds(this.#box())
    window.show()
    window.focus()
  }

  close(): void {
    this.#window?.hide()
  }

  dismiss(): void {
    this.#onDismissed()
    this.close()
  }

  #make(): BrowserWindow {
    const window = new BrowserWindow({
      ...this.#box(),
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Zeroskew',
      backgroundColor: paperFor(nativeTheme.shouldUseDarkColors),
      webPreferences: webPreferences(this.#ports.preload)
    })
    window.setContentProtection(this.#ports.isProtected())
    guardWindow(window, 'pick')
    this.#ports.textSize.follow(window, () => window.setBounds(this.#box()))
    window.once('ready-to-show', () => {
      window.show()
      window.focus()
    })
    window.on('blur', () => window.hide())
    window.on('show', () => this.#seen())
    window.on('hide', () => this.#seen())
    window.on('closed', () => {
      this.#window = null
      this.#seen()
    })
    void window.loadURL(pageOf('pick'))
    return window
  }

  #seen(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#window !== null && !this.isVisible) {
      this.#timer = setTimeout(() => this.#window?.destroy(), KEPT_MS)
      this.#timer.unref()
    }
    this.#ports.onSeen()
  }

  /** In the middle of the display with the pointer, and a little above it: where the eye is. */
  #box(): Electron.Rectangle {
    const display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea
    const size = this.#ports.textSize.scaled(SIZE, display)
    return {
      ...size,
      x: Math.round(display.x + (display.width - size.width) / 2),
      y: Math.round(display.y + (display.height - size.height) / 3)
    }
  }
}
