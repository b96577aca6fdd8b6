/** Puts the rules of security.ts on windows and on the session, in the one place that knows Electron's events. */
import { app, session, type BrowserWindow, type Session } from 'electron'
import {
  isNavigationAllowed,
  isPermissionGranted,
  PARTITION,
  SCHEME,
  type Scanning,
  type WindowName
} from './security.ts'

/** Refuses that a window goes elsewhere, opens another, or embeds a page. */
export function guardWindow(window: BrowserWindow, name: WindowName): void {
  const { webContents } = window
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isNavigationAllowed(name, event.url)) event.preventDefault()
  }
  webContents.on('will-navigate', stay)
  webContents.on('will-redirect', stay)
  webContents.on('will-frame-navigate', stay)
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/**
 * The in-memory session of all windows: our protocol only, no permission but the camera while it scans, no download, no
 * device, no other request.
 * @param serve - Answers the requests of the `app:` scheme.
 * @param scanning - What stands open when a permission is asked for or checked.
 */
export function guardedSession(
  serve: (request: Request) => Response,
  scanning: () => Scanning = NOT_SCANNING
): Session {
  const own = session.fromPartition(PARTITION)
  own.protocol.handle(SCHEME, serve)
  own.setPermissionRequestHandler((contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const origin = 'securityOrigin' in details ? (details.securityOrigin ?? '') : ''
    const { isMainFrame, requestingUrl: url } = details
    const wish = { permission, webContentsId: contents.id, isMainFrame, origin, url, media }
    decide(isPermissionGranted(wish, scanning()))
  })
  own.setPermissionCheckHandler((contents, permission, origin, details) => {
    const { isMainFrame, requestingUrl: url, mediaType } = details
    const wish = {
      permission,
      webContentsId: contents?.id ?? null,
      isMainFrame,
      origin,
      ...(url === undefined ? {} : { url }),
      media: mediaType === undefined ? [] : [mediaType]
    }
    return isPermissionGranted(wish, scanning())
  })
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  own.webRequest.onBeforeRequest((details, decide) => {
    const { protocol } = new URL(details.url)
    decide({ cancel: protocol !== `${SCHEME}:` && protocol !== 'data:' })
  })
  return own
}

const NOT_SCANNING = (): Scanning => ({ mainId: null, isScanOpen: false })

/** Rules for whatever contents come to be, also those that nobody planned. */
export function guardApp(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
  // The first certificate of the system's store would be sent otherwise.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault()
    choose()
  })
}
