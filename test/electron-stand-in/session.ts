/** Electron's `session` and `protocol`: who answers a page's requests, and what a page may do. */
import { EventEmitter } from 'node:events'

type Serve = (request: Request) => Response | Promise<Response>
type RequestListener = (
  details: { url: string; method: string; resourceType: string },
  decide: (answer: { cancel?: boolean }) => void
) => void
type HeadersListener = (
  details: { url: string; responseHeaders: Record<string, string[]> },
  decide: (answer: { cancel?: boolean; responseHeaders?: Record<string, string | string[]> }) => void
) => void

/** A session's own handlers of schemes. */
export class Protocol implements Pick<Electron.Protocol, 'unhandle' | 'isProtocolHandled'> {
  readonly handlers = new Map<string, Serve>()

  registerSchemesAsPrivileged(): void {
    // Every mapped scheme is a secure, standard https origin for Chromium.
  }

  handle(scheme: string, serve: Serve): void {
    if (this.handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been intercepted`)
    this.handlers.set(scheme, serve)
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme)
  }
}

/** The two hooks of `webRequest` that a guarding app uses. */
export class WebRequest {
  beforeRequest: RequestListener | null = null
  headersReceived: HeadersListener | null = null

  onBeforeRequest(filterOrListener: unknown, listener?: RequestListener | null): void {
    this.beforeRequest = (listener ?? filterOrListener) as RequestListener | null
  }

  onHeadersReceived(filterOrListener: unknown, listener?: HeadersListener | null): void {
    this.headersReceived = (listener ?? filterOrListener) as HeadersListener | null
  }
}

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]

/** A session: cookies and storage aside, which all windows of the stand-in share in one temporary profile. */
export class Session
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionCheckHandler'
      | 'setPermissionRequestHandler'
      | 'setDevicePermissionHandler'
      | 'clearStorageData'
      | 'clearCache'
      | 'isPersistent'
      | 'setSpellCheckerEnabled'
    >
{
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()
  readonly partition: string
  permissionCheck: CheckHandler = null
  permissionRequest: RequestHandler = null

  constructor(partition: string) {
    super()
    this.partition = partition
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.permissionCheck = handler
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.permissionRequest = handler
  }

  setDevicePermissionHandler(): void {
    // The stand-in's Chromium has no devices to offer.
  }

  setDisplayMediaRequestHandler(): void {
    // Headless Chromium shares no screen.
  }

  setSpellCheckerEnabled(): void {
    // Debian's Chromium downloads no dictionaries.
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }

  async clearStorageData(): Promise<void> {
    // The profile is temporary.
  }

  async clearCache(): Promise<void> {
    // The profile is temporary.
  }
}

const sessions = new Map<string, Session>()
const defaultSession = new Session('')

/** Electron's `session` module. */
export const session = {
  defaultSession,
  fromPartition(partition: string): Session {
    const known = partition === '' ? defaultSession : sessions.get(partition)
    if (known !== undefined) return known
    const made = new Session(partition)
    sessions.set(partition, made)
    return made
  }
}

/** Electron's `protocol` module: the default session's. */
export const protocol = defaultSession.protocol
