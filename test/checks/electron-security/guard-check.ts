/** What guard.ts puts on windows, session and app, asked of the module with a fake Electron (items 1, 5, 11–14, 18). */
import { EventEmitter } from 'node:events'
import type * as Guard from '../../../src/main/guard.ts'
import type * as Security from '../../../src/main/security.ts'
import { type Finding, Notes } from './findings.ts'
import { load } from './load.ts'
import { hostileAddresses, SECURITY } from './settings-check.ts'
import type { Texts } from './texts.ts'

const GUARD = 'src/main/guard.ts'

/** Every permission of electron.d.ts, and one that nobody has heard of. */
const PERMISSIONS = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'usb',
  'deprecated-sync-clipboard-read',
  'fileSystem',
  'window-management',
  'keyboardLock',
  'never-heard-of'
] as const

/** Addresses that no request of a page may reach. */
const FOREIGN_REQUESTS = [
  'https://example.com/x.js',
  'http://127.0.0.1:1/',
  'ws://127.0.0.1:1/',
  'wss://example.com/',
  'file:///etc/passwd',
  'ftp://example.com/',
  'blob:https://example.com/1',
  'chrome-extension://x/y.js',
  'devtools://devtools/x'
] as const

type AnyListener = (...args: readonly unknown[]) => unknown

class FakeEvent {
  isPrevented = false

  preventDefault(): void {
    this.isPrevented = true
  }
}

class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null

  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler
  }

  /** Whether an event is refused. */
  refuses(name: string, details: object = {}): boolean {
    const event = new FakeEvent()
    this.emit(name, Object.assign(event, details))
    return event.isPrevented
  }
}

class FakeSession extends EventEmitter {
  readonly schemes = new Map<string, unknown>()
  readonly handlers: Record<string, AnyListener | undefined> = {}
  readonly protocol = { handle: (scheme: string, serve: unknown) => void this.schemes.set(scheme, serve) }
  readonly webRequest = { onBeforeRequest: (listener: AnyListener) => this.#set('beforeRequest', listener) }

  setPermissionRequestHandler = (handler: AnyListener): void => this.#set('request', handler)
  setPermissionCheckHandler = (handler: AnyListener): void => this.#set('check', handler)
  setDevicePermissionHandler = (handler: AnyListener): void => this.#set('device', handler)
  setDisplayMediaRequestHandler = (handler: AnyListener): void => this.#set('display', handler)

  #set(name: string, handler: AnyListener): void {
    this.handlers[name] = handler
  }
}

export async function checkGuard(texts: Texts): Promise<readonly Finding[]> {
  const app = new EventEmitter()
  const sessions = new Map<string, FakeSession>()
  const session = {
    fromPartition: (name: string) => {
      const made = sessions.get(name) ?? new FakeSession()
      sessions.set(name, made)
      return made
    },
    get defaultSession(): never {
      throw new Error('expected our own session, got the default one')
    }
  }
  const guard = await load<typeof Guard>(texts, GUARD, { app, session })
  const security = await load<typeof Security>(texts, SECURITY)
  const notes = new Notes(GUARD)
  for (const window of Object.keys(security.ORIGINS) as Security.WindowName[]) {
    checkWindow(guard, window, security.pageOf(window), notes)
  }
  let isScanOpen = false
  guard.guardedSession(
    () => new Response(null),
    () => ({ mainId: MAIN_ID, isScanOpen })
  )
  checkSession(sessions, security.PARTITION, notes)
  const own = sessions.get(security.PARTITION)
  if (own !== undefined) {
    checkPermissions(own, [], notes)
    isScanOpen = true
    checkPermissions(own, [CAMERA], notes)
  }
  guard.guardApp()
  checkApp(app, notes)
  return notes.findings
}

function checkWindow(guard: typeof Guard, window: Security.WindowName, own: string, notes: Notes): void {
  const webContents = new FakeContents()
  guard.guardWindow({ webContents } as unknown as Parameters<typeof Guard.guardWindow>[0], window)
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    for (const url of hostileAddresses(own)) {
      notes.expect(
        webContents.refuses(event, { url, isMainFrame: false }),
        'navigation',
        `${window} lets ${event} to ${url} pass`
      )
    }
    notes.expect(
      !webContents.refuses(event, { url: own }),
      'navigation',
      `${window} refuses ${event} to its own page`
    )
  }
  checkContents(webContents, `the ${window} window`, own, notes)
}

function checkContents(contents: FakeContents, name: string, own: string, notes: Notes): void {
  notes.expect(contents.refuses('will-attach-webview'), 'webview', `${name} lets a webview be attached`)
  for (const url of [own, ...hostileAddresses(own)]) {
    const action = contents.openHandler?.({ url }).action ?? 'no handler'
    notes.expect(action === 'deny', 'window-open', `${name} opens ${url}: ${action}`)
  }
}

function checkSession(sessions: ReadonlyMap<string, FakeSession>, partition: string, notes: Notes): void {
  const own = sessions.get(partition)
  notes.expect(
    sessions.size === 1 && own !== undefined,
    'partition',
    'expected rules on our own session alone'
  )
  if (own === undefined) return
  notes.expect([...own.schemes.keys()].join() === 'app', 'protocol', 'expected app: and no other scheme')
  const { device, display, beforeRequest } = own.handlers
  const isDeviceGiven: unknown = device?.({ deviceType: 'hid' }) ?? 'nothing'
  notes.expect(isDeviceGiven === false, 'permission', `a device is answered by ${String(isDeviceGiven)}`)
  notes.expect(display === undefined, 'permission', 'a page may ask for the screen')
  const download = new FakeEvent()
  own.emit('will-download', download, {}, {})
  notes.expect(download.isPrevented, 'download', 'a download goes on')
  const isCancelled = (url: string): boolean => {
    let answer: { cancel?: boolean } = {}
    beforeRequest?.({ url }, (given: typeof answer) => (answer = given))
    return answer.cancel === true
  }
  for (const url of FOREIGN_REQUESTS) {
    notes.expect(isCancelled(url), 'requests', `a request to ${url} goes on`)
  }
  notes.expect(!isCancelled('app://main/index.html'), 'requests', 'our own page is cancelled')
}

/** A wish as Electron tells of it. */
interface Wish {
  readonly id: number
  readonly permission: string
  readonly media: readonly string[]
  readonly isMainFrame: boolean
  readonly origin: string
  readonly url: string
}

const MAIN_ID = 7

/** The one wish that is ever granted, and only while the scan dialog is open. */
const CAMERA: Wish = {
  id: MAIN_ID,
  permission: 'media',
  media: ['video'],
  isMainFrame: true,
  origin: 'app://main/',
  url: 'app://main/index.html'
}

const WISHES: readonly Wish[] = [
  CAMERA,
  ...PERMISSIONS.map((permission) => ({
    ...CAMERA,
    permission,
    media: permission === 'media' ? ['audio'] : []
  })),
  { ...CAMERA, permission: 'display-capture' },
  { ...CAMERA, id: 8 },
  { ...CAMERA, media: [] },
  { ...CAMERA, media: ['video', 'audio'] },
  { ...CAMERA, media: ['audio', 'video'] },
  { ...CAMERA, isMainFrame: false },
  { ...CAMERA, origin: 'app://secret/' },
  { ...CAMERA, origin: 'https://example.com/' },
  { ...CAMERA, origin: 'app://main.evil/' },
  { ...CAMERA, url: 'https://example.com/' },
  { ...CAMERA, url: 'app://main/other.html' }
]

function checkPermissions(own: FakeSession, granted: readonly Wish[], notes: Notes): void {
  const { request, check } = own.handlers
  for (const wish of WISHES) {
    const { id, permission, media, isMainFrame, origin, url } = wish
    const isExpected = granted.includes(wish)
    const said = `${permission} (${media.join()}) of ${id} at ${origin} and ${url}`
    const answers: unknown[] = []
    request?.({ id }, permission, (isGranted: unknown) => answers.push(isGranted), {
      isMainFrame,
      requestingUrl: url,
      securityOrigin: origin,
      mediaTypes: media
    })
    notes.expect(
      answers.length === 1 && answers[0] === isExpected,
      'permission',
      `a request for ${said} is answered by ${JSON.stringify(answers)}`
    )
    // The check names one medium at a time.
    if (media.length > 1) continue
    const details = {
      isMainFrame,
      requestingUrl: url,
      ...(media[0] === undefined ? {} : { mediaType: media[0] })
    }
    const checked: unknown = check?.({ id }, permission, origin, details) ?? 'nothing'
    notes.expect(checked === isExpected, 'permission', `a check of ${said} gives ${JSON.stringify(checked)}`)
  }
}

function checkApp(app: EventEmitter, notes: Notes): void {
  const contents = new FakeContents()
  app.emit('web-contents-created', {}, contents)
  checkContents(contents, 'any contents', 'app://main/index.html', notes)
  const event = new FakeEvent()
  const decided: unknown[] = []
  const decide = (...args: unknown[]): void => void decided.push(...args)
  app.emit('certificate-error', event, contents, 'https://example.com', 'ERR', {}, decide, true)
  notes.expect(
    event.isPrevented && decided.join() === 'false',
    'certificate',
    'a bad certificate is accepted'
  )
  const asked = new FakeEvent()
  const chosen: unknown[] = []
  app.emit(
    'select-client-certificate',
    asked,
    contents,
    'https://example.com',
    [{ data: 'x' }],
    (...args: unknown[]) => chosen.push(args.length)
  )
  notes.expect(asked.isPrevented && chosen.join() === '0', 'certificate', 'a client certificate is sent')
}
