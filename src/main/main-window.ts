/** The main window: the account list, the codes and the clock. Closing it leaves the app in the tray. */
import { BrowserWindow, type WebContents } from 'electron'
import { guardWindow } from './guard.ts'
import { pageOf, webPreferences } from './security.ts'

const SIZE = { width: 380, height: 640, minWidth: 320, minHeight: 440 } as const

export interface MainWindowPorts {
  readonly preload: string
  readonly isQuitting: () => boolean
  /** Told when the window comes into view or leaves it. */
  readonly onVisible: (isVisible: boolean) => void
  /** Whether it is to be kept out of screen recordings, where the system can. */
  readonly isProtected: () => boolean
}

export class MainWindow {
  readonly #ports: MainWindowPorts
  #window: BrowserWindow | null = null

  constructor(ports: MainWindowPorts) {
    this.#ports = ports
  }

  get contents(): WebContents | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window.webContents
  }

  get window(): BrowserWindow | null {
    return this.#window
  }

  get isVisible(): boolean {
    return (
      this.#window !== null &&
      !this.#window.isDestroyed() &&
      this.#window.isVisible() &&
      !this.#window.isMinimized()
    )
  }

  /** Brings the window to the front, making it where there is none. */
  open(): void {
    if (this.#window === null) this.#window = this.#make()
    else {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.show()
      this.#window.focus()
    }
  }

  /** Follows the setting that keeps it out of screen recordings. */
  protect(): void {
    if (this.contents !== null) this.#window?.setContentProtection(this.#ports.isProtected())
  }

  #make(): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZE,
      show: false,
      title: 'Zeroskew',
      autoHideMenuBar: true,
      backgroundColor: '#f7f6f3',
      webPreferences: webPreferences(this.#ports.preload)
    })
    window.setContentProtection(this.#ports.isProtected())
    guardWindow(window, 'main')
    window.once('ready-to-show', () => window.show())
    for (const event of ['show', 'restore'] as const)
      window.on(event as 'show', () => this.#ports.onVisible(true))
    for (const event of ['hide', 'minimize'] as const)
      window.on(event as 'hide', () => this.#ports.onVisible(false))
    window.on('close', (event) => {
      if (this.#ports.isQuitting()) return
      event.preventDefault()
      window.hide()
    })
    window.on('closed', () => {
      this.#window = null
      this.#ports.onVisible(false)
    })
    void window.loadURL(pageOf('main'))
    return window
  }
}
