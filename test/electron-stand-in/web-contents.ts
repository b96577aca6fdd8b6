/** Electron's `WebContents`: a page of Chromium with a preload script in a world of its own. */
import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { fromChromium, toChromium } from './addresses.ts'
import { browser } from './browser.ts'
import { isOpeningPage } from './chromium.ts'
import { CdpClosed, type CdpSession } from './cdp.ts'
import { dropFolder, linkDroppedFile } from './dropped-files.ts'
import { preventable } from './event.ts'
import { dispatch, type PageMessage } from './ipc.ts'
import { isMediaGranted, PERMISSION_OF } from './media-permission.ts'
import { rendererPid } from './renderer-pid.ts'
import { interceptRequests } from './requests.ts'
import type { Session } from './session.ts'
import { printsConsole } from './settings.ts'
import { WebFrame } from './web-frame.ts'
import { BINDING, codec, ISOLATED_WORLD, isolatedWorldSource, mainWorldSource } from './worlds.ts'

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** Names by which Chromium's protocol knows what a page may ask for. */
const PERMISSIONS = [
  'geolocation',
  'notifications',
  'midi',
  'camera',
  'microphone',
  'clipboard-read',
  'display-capture'
]

let lastId = 0

interface Attached {
  readonly cdp: CdpSession
  readonly targetId: string
}

export class WebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'getURL'
      | 'getTitle'
      | 'isDestroyed'
      | 'executeJavaScript'
      | 'setWindowOpenHandler'
      | 'loadURL'
      | 'reload'
      | 'openDevTools'
      | 'isDevToolsOpened'
      | 'setZoomFactor'
      | 'setBackgroundThrottling'
      | 'setVisualZoomLevelLimits'
      | 'setAudioMuted'
      | 'focus'
    >
{
  readonly id = ++lastId
  readonly session: Session
  readonly mainFrame: WebFrame
  readonly #preload: string | null
  readonly #secretName = `e${randomBytes(12).toString('hex')}`
  #attached: Promise<Attached>
  #contextId: number | null = null
  #url = ''
  #title = ''
  /** The address that main itself asked for, told apart from what the page navigates to. */
  #asked: string | null = null
  #isDestroyed = false
  #files: Promise<void> = Promise.resolve()
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  /**
   * @param preload - Path of the preload script, or `null`.
   * @param target - Chromium's page, once it is there.
   */
  constructor(session: Session, preload: string | null, target: Promise<string>) {
    super()
    this.session = session
    this.#preload = preload
    this.mainFrame = new WebFrame(
      this.id,
      () => this.#url,
      () => this.#isDestroyed
    )
    this.#attached = this.#attach(target)
    // Whoever uses the page hears of a failure; nobody may be left who doesn't.
    this.#attached.catch(() => undefined)
  }

  /** Gives the window another page of Chromium, after a person closed the one that it had. */
  reattach(target: Promise<string>): void {
    const url = this.#url
    // What shows meanwhile is not the app's page.
    this.#url = ''
    this.#contextId = null
    this.#attached = this.#attach(target)
    void this.loadURL(url).catch((error: unknown) => {
      console.error('stand-in: the page did not come back:', error)
    })
  }

  /** The page's conversation with Chromium. */
  attached(): Promise<Attached> {
    return this.#attached
  }

  async #attach(target: Promise<string>): Promise<Attached> {
    const targetId = await target
    const cdp = await browser().connection.attach(targetId)
    const options = { secretName: this.#secretName, dropFolder: dropFolder(), preload: this.#preload }
    this.#listen(cdp, targetId)
    await Promise.all([
      cdp.send('Runtime.enable'),
      cdp.send('Page.enable'),
      cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(options) }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldSource(options),
        worldName: ISOLATED_WORLD
      }),
      interceptRequests({
        cdp,
        session: this.session,
        mayNavigate: (frameId, url) => this.#mayNavigate(frameId === targetId, url)
      }),
      ...this.#permissions()
    ])
    return { cdp, targetId }
  }

  #listen(cdp: CdpSession, targetId: string): void {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === ISOLATED_WORLD && frameId === targetId) this.#contextId = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#contextId) this.#contextId = null
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) void this.#receive(cdp, codec.decode(payload) as PageMessage, executionContextId)
    })
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== targetId) return
      this.#url = fromChromium(frame.url)
      this.emit('did-navigate', {}, this.#url)
    })
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === targetId) this.#url = fromChromium(url)
    })
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', {}))
    cdp.on('Page.loadEventFired', () => {
      if (!isOpeningPage(this.#url)) this.emit('did-finish-load', {})
    })
    cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const details = { url: fromChromium(url), frameName: windowName, features: windowFeatures.join(',') }
      const { action } = this.#openHandler(details as Electron.HandlerDetails)
      if (action === 'allow') console.error('stand-in: pages can open no windows here; the pop-up was closed')
    })
    cdp.on('Page.javascriptDialogOpening', ({ message }) => {
      console.error(`stand-in: the page's dialog was closed: ${message}`)
      cdp.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined)
    })
    cdp.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' ')
      this.emit('console-message', { level: type, message, lineNumber: 0, sourceId: this.#url })
      if (printsConsole) console.log(`[page] ${message}`)
    })
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
      console.error(`[page error] ${exception?.description ?? text}`)
    })
    cdp.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    )
  }

  /** Chromium is told beforehand what Electron would ask the session's handler for at each use. */
  #permissions(): readonly Promise<unknown>[] {
    const { permissionCheck } = this.session
    if (permissionCheck === null) return []
    return PERMISSIONS.map((name) => {
      const isGranted = permissionCheck(
        null,
        name as 'media',
        this.#url,
        {} as Electron.PermissionCheckHandlerHandlerDetails
      )
      const setting = isGranted ? 'granted' : 'denied'
      return browser()
        .connection.browser.send('Browser.setPermission', { permission: { name }, setting })
        .catch(() => undefined)
    })
  }

  async #decideMedia(media: readonly ('video' | 'audio')[]): Promise<boolean> {
    const isGranted = await isMediaGranted(this, media)
    // What is refused changes nothing: Chromium would stop what runs already.
    for (const name of isGranted ? media.map((medium) => PERMISSION_OF[medium]) : []) {
      await browser().connection.browser.send('Browser.setPermission', {
        permission: { name },
        setting: 'granted'
      })
    }
    return isGranted
  }

  #mayNavigate(isMainFrame: boolean, url: string): boolean {
    if (isMainFrame && url === this.#asked) {
      this.#asked = null
      return true
    }
    const event = preventable({
      url,
      isMainFrame,
      isSameDocument: false,
      frame: this.mainFrame,
      initiator: this.mainFrame
    })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  async #receive(cdp: CdpSession, message: PageMessage, contextId: number): Promise<void> {
    if (message.kind === 'file') {
      const linked = linkDroppedFile(cdp, contextId, this.#secretName, message)
      this.#files = Promise.all([this.#files, linked.catch(() => undefined)]).then(() => undefined)
      return
    }
    if (message.kind === 'media') {
      const isGranted = await this.#decideMedia(message.media)
      await this.#deliver(cdp, codec.encode({ kind: 'media', id: message.id, isGranted }), contextId)
      return
    }
    await this.#files
    const reply = await dispatch(message, this)
    if (reply !== null) await this.#deliver(cdp, reply, contextId)
  }

  /** The text goes in as an argument: a script's source would stay in the page's memory. */
  async #deliver(cdp: CdpSession, text: string, executionContextId: number): Promise<void> {
    await cdp
      .send('Runtime.callFunctionOn', {
        functionDeclaration: '(text) => __standInReceive(text)',
        arguments: [{ value: text }],
        executionContextId
      })
      .catch((error: unknown) => {
        if (!(error instanceof CdpClosed)) throw error
      })
  }

  send(channel: string, ...args: unknown[]): void {
    const text = codec.encode({ kind: 'push', channel, args })
    void this.#attached.then(
      ({ cdp }) => (this.#contextId === null ? undefined : this.#deliver(cdp, text, this.#contextId)),
      () => undefined
    )
  }

  async loadURL(url: string): Promise<void> {
    const { cdp } = await this.#attached
    this.#asked = url
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await cdp.send('Page.navigate', {
      url: toChromium(url, new Set(this.session.protocol.handlers.keys()))
    })
    if (errorText !== undefined) {
      this.emit('did-fail-load', {}, -2, errorText, url, true)
      throw new Error(`${errorText} loading '${url}'`)
    }
    await loaded
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { cdp } = await this.#attached
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }

  /** Id of the renderer's process. */
  async rendererPid(): Promise<number> {
    const { cdp, targetId } = await this.#attached
    return rendererPid(cdp, targetId)
  }

  /** Told by the window when its page is gone for good. */
  markDestroyed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#contextId = null
    this.emit('destroyed')
  }

  setTitle(title: string): void {
    this.#title = title
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  getURL(): string {
    return this.#url
  }

  getTitle(): string {
    return this.#title
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  reload(): void {
    this.#asked = this.#url
    void this.#attached.then(({ cdp }) => cdp.send('Page.reload')).catch(() => undefined)
  }

  focus(): void {
    void this.#attached.then(({ cdp }) => cdp.send('Page.bringToFront')).catch(() => undefined)
  }

  openDevTools(): void {
    console.error('stand-in: developer tools open in Chromium itself (F12)')
  }

  isDevToolsOpened(): boolean {
    return false
  }

  setZoomFactor(): void {
    // A person zooms in Chromium itself.
  }

  setBackgroundThrottling(): void {
    // Chromium's own rules hold.
  }

  setAudioMuted(): void {
    // No page of ours plays a sound.
  }

  async setVisualZoomLevelLimits(): Promise<void> {
    // Chromium's own rules hold.
  }
}
