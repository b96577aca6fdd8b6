/** Electron's `BrowserWindow`: several at once, each a window of Chromium with a renderer process of its own. */
import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { browser, closeTarget, onBrowserEnd, openTarget } from './browser.ts'
import { preventable } from './event.ts'
import { session as sessions, type Session } from './session.ts'
import { appPath, isHeadless } from './settings.ts'
import { WebContents } from './web-contents.ts'

const windows = new Set<BrowserWindow>()
let lastId = 0

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'loadFile'
      | 'show'
      | 'showInactive'
      | 'hide'
      | 'close'
      | 'destroy'
      | 'focus'
      | 'blur'
      | 'minimize'
      | 'restore'
      | 'isVisible'
      | 'isFocused'
      | 'isMinimized'
      | 'isDestroyed'
      | 'isModal'
      | 'setTitle'
      | 'getTitle'
      | 'getBounds'
      | 'getNormalBounds'
      | 'setBounds'
      | 'setMinimumSize'
      | 'setContentProtection'
      | 'isContentProtected'
      | 'setMenu'
      | 'removeMenu'
      | 'setAlwaysOnTop'
      | 'setSkipTaskbar'
      | 'setMenuBarVisibility'
      | 'center'
      | 'moveTop'
      | 'setBackgroundColor'
    >
{
  readonly id = ++lastId
  readonly webContents: WebContents
  readonly #options: Electron.BrowserWindowConstructorOptions
  #bounds: Electron.Rectangle
  #title: string
  #isVisible: boolean
  #isMinimized = false
  #isFocused = false
  #isDestroyed = false
  #isProtected = false
  /** A person closed Chromium's window, and the app kept its own: the next `show` opens Chromium's again. */
  #isPageGone = false

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].find((window) => window.isFocused()) ?? null
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    this.#options = options
    this.#bounds = { x, y, width, height }
    this.#title = options.title ?? app.name
    this.#isVisible = options.show !== false
    const session =
      (webPreferences.session as Session | undefined) ??
      sessions.fromPartition(webPreferences.partition ?? '')
    this.webContents = new WebContents(session, webPreferences.preload ?? null, this.#openPage())
    windows.add(this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  async #openPage(): Promise<string> {
    const target = await openTarget({ ...this.#bounds, x: this.#options.x, y: this.#options.y })
    const { connection } = browser()
    const gone = ({ targetId }: { targetId: string }): void => {
      if (targetId !== target) return
      connection.browser.off('Target.targetDestroyed', gone)
      this.#pageGone()
    }
    connection.browser.on('Target.targetDestroyed', gone)
    if (isHeadless) {
      const cdp = await connection.attach(target)
      const { width, height } = this.#bounds
      await cdp.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false
      })
    } else {
      // Chromium remembers sizes of its own, and opens an app's windows by them.
      const { width, height } = this.#bounds
      const { windowId } = await connection.browser.send('Browser.getWindowForTarget', { targetId: target })
      await connection.browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } })
    }
    return target
  }

  /** A person closed Chromium's window: the app hears it as 'close', and may refuse after the fact. */
  #pageGone(): void {
    if (this.#isDestroyed) return
    this.#isPageGone = true
    this.close()
  }

  close(): void {
    if (this.#isDestroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    windows.delete(this)
    for (const child of windows) if (child.getParentWindow() === this) child.destroy()
    this.webContents.markDestroyed()
    void this.#closePage()
    this.emit('closed')
    setImmediate(() => app.allClosed(windows.size))
  }

  async #closePage(): Promise<void> {
    try {
      const { targetId } = await this.webContents.attached()
      await closeTarget(targetId)
    } catch {
      // It is gone already.
    }
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    const wasVisible = this.#isVisible && !this.#isPageGone
    this.#isVisible = true
    this.#isMinimized = false
    if (this.#isPageGone) {
      this.#isPageGone = false
      this.webContents.reattach(this.#openPage())
    }
    this.#setState('normal')
    if (!wasVisible) this.emit('show')
  }

  hide(): void {
    const wasVisible = this.#isVisible
    this.#isVisible = false
    this.blur()
    if (!this.#isPageGone) this.#setState('minimized')
    if (wasVisible) this.emit('hide')
  }

  focus(): void {
    if (this.#isFocused) return
    for (const other of windows) if (other !== this) other.blur()
    this.#isFocused = true
    if (!isHeadless) this.webContents.focus()
    this.emit('focus')
  }

  blur(): void {
    if (!this.#isFocused) return
    this.#isFocused = false
    this.emit('blur')
  }

  minimize(): void {
    this.#isMinimized = true
    this.blur()
    this.#setState('minimized')
    this.emit('minimize')
  }

  restore(): void {
    this.#isMinimized = false
    this.#setState('normal')
    this.emit('restore')
  }

  /** Headless windows stay as they are: a test's screenshots need them drawn. */
  #setState(windowState: 'normal' | 'minimized'): void {
    if (!isHeadless) void this.#setBounds({ windowState })
  }

  async #setBounds(
    bounds: { windowState: 'normal' | 'minimized' } | { width: number; height: number }
  ): Promise<void> {
    try {
      const { cdp, targetId } = await this.webContents.attached()
      const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId })
      await cdp.send('Browser.setWindowBounds', { windowId, bounds })
    } catch {
      // The window is closing.
    }
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url)
  }

  async loadFile(path: string): Promise<void> {
    await this.webContents.loadURL(pathToFileURL(resolve(appPath, path)).href)
  }

  getParentWindow(): BrowserWindow | null {
    return (this.#options.parent as unknown as BrowserWindow | undefined) ?? null
  }

  isModal(): boolean {
    return this.#options.modal === true
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isDestroyed
  }

  isFocused(): boolean {
    return this.#isFocused && !this.#isDestroyed
  }

  isMinimized(): boolean {
    return this.#isMinimized
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  isContentProtected(): boolean {
    return this.#isProtected
  }

  setContentProtection(isProtected: boolean): void {
    this.#isProtected = isProtected
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
    this.webContents.setTitle(title)
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return this.getBounds()
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    const { width, height } = this.#bounds
    if (!isHeadless) void this.#setBounds({ width, height })
  }

  // What only a desktop shows: taken note of by nobody.
  setMinimumSize(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setAlwaysOnTop(): void {}
  setSkipTaskbar(): void {}
  setMenuBarVisibility(): void {}
  setBackgroundColor(): void {}
  center(): void {}
  moveTop(): void {}
}

// Chromium ended by itself: every window of it is gone, as when a person closes them all.
onBrowserEnd(() => {
  for (const window of [...windows]) window.destroy()
})

app.setWindowCloser(() => {
  for (const window of [...windows]) window.close()
  return windows.size === 0
})
