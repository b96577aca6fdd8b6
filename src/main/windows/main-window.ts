/** The main window: the account list, the codes and the clock. Closing it leaves the app in the tray. */
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import type { OutsidePage } from '../../shared/ipc.ts'
import { guardWindow } from '../guard.ts'
import { push } from '../ipc/ipc.ts'
import { pageOf, webPreferences } from '../security.ts'
import { paperFor } from './paper.ts'
import type { ShellMemory } from './shell-memory.ts'
import type { TextSizing } from './text-size.ts'
import { placeBesideTray, placeWindow, type Box } from './window-place.ts'

const USUAL = { width: 380, height: 640 } as const
const LEAST = { width: 320, height: 440 } as const

/** A hidden window is kept for so long, and then its process ends, ms: a hundred megabytes for nobody. */
const KEPT_MS = 5 * 60_000

export interface MainWindowPorts {
  readonly preload: string
  readonly memory: ShellMemory
  readonly textSize: TextSizing
  readonly isQuitting: () => boolean
  /** Whether it is to be kept out of screen recordings, where the system can. */
  readonly isProtected: () => boolean
}

export class MainWindow {
  readonly #ports: MainWindowPorts
  #window: BrowserWindow | null = null
  #isLoaded = false
  /** Asked for before the page could hear it. */
  #page: OutsidePage | null = null
  #timer: NodeJS.Timeout | null = null
  #onSeen: () => void = () => undefined

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

  get isFocused(): boolean {
    return this.isVisible && this.#window?.isFocused() === true
  }

  /** Told when the window comes into view or leaves it, gets the focus or loses it. */
  onSeen(listener: () => void): void {
    this.#onSeen = listener
  }

  /**
   * Brings the window to the front, making it where there is none.
   * @param icon - The tray's icon, where the system says where that is: the window opens beside it.
   */
  open(icon: Box | null = null): void {
    if (this.#window === null) {
      this.#window = this.#make(icon)
      return
    }
    if (!this.isVisible) this.#window.setBounds(this.#boxOf(this.#window.getBounds(), icon))
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  /** Opens the window on one of its pages. */
  openPage(page: OutsidePage): void {
    this.#page = page
    this.open()
    this.#tellPage()
  }

  /** Follows the setting that keeps it out of screen recordings. */
  protect(): void {
    if (this.contents !== null) this.#window?.setContentProtection(this.#ports.isProtected())
  }

  /** Resolves once the window shows itself, and at once where it does or there is none. */
  shown(): Promise<void> {
    const window = this.#window
    if (window === null || window.isVisible()) return Promise.resolve()
    return new Promise((resolve) => {
      window.once('show', () => resolve())
      window.once('closed', () => resolve())
    })
  }

  #make(icon: Box | null): BrowserWindow {
    const { preload, memory, textSize, isProtected, isQuitting } = this.#ports
    const box = this.#boxOf(memory.all.window, icon)
    const least = textSize.scaled(LEAST, box)
    const window = new BrowserWindow({
      ...box,
      minWidth: least.width,
      minHeight: least.height,
      show: false,
      title: 'Zeroskew',
      autoHideMenuBar: true,
      backgroundColor: paperFor(nativeTheme.shouldUseDarkColors),
      webPreferences: webPreferences(preload)
    })
    window.setContentProtection(isProtected())
    guardWindow(window, 'main')
    textSize.follow(window, () => textSize.grow(window, LEAST))
    window.once('ready-to-show', () => window.show())
    window.webContents.once('did-finish-load', () => {
      this.#isLoaded = true
      this.#tellPage()
    })
    for (const event of ['show', 'restore', 'hide', 'minimize', 'focus', 'blur'] as const)
      window.on(event as 'show', () => this.#seen())
    window.on('close', (event) => {
      memory.remember({ window: window.getNormalBounds() })
      if (isQuitting()) return
      event.preventDefault()
      window.hide()
    })
    window.on('closed', () => {
      this.#window = null
      this.#isLoaded = false
      this.#seen()
    })
    void window.loadURL(pageOf('main'))
    return window
  }

  #seen(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#window !== null && !this.isVisible && !this.#window.isMinimized()) {
      this.#timer = setTimeout(() => this.#window?.destroy(), KEPT_MS)
      this.#timer.unref()
    }
    this.#onSeen()
  }

  #tellPage(): void {
    if (this.#page === null || !this.#isLoaded) return
    push(this.contents, 'app:show-page', this.#page)
    this.#page = null
  }

  #boxOf(last: Box | null, icon: Box | null): Box {
    const { textSize } = this.#ports
    const usual = last ?? textSize.scaled(USUAL)
    if (icon !== null) {
      const { workArea } = screen.getDisplayNearestPoint(icon)
      return placeBesideTray(icon, { width: usual.width, height: usual.height }, workArea)
    }
    return placeWindow({
      last,
      displays: screen.getAllDisplays().map(({ workArea }) => workArea),
      pointer: screen.getCursorScreenPoint(),
      usual: textSize.scaled(USUAL),
      least: textSize.scaled(LEAST)
    })
  }
}
