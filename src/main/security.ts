/**
 * The security settings of every window as plain data and pure functions, so that tests read them without Electron
 * (Electron's security checklist, docs/tutorial/security.md).
 */
import type { WebPreferences } from 'electron'

/** Each window has its own origin, so that a request's sender tells which one asks. */
export const ORIGINS = { main: 'app://main', secret: 'app://secret', pick: 'app://pick' } as const

const PAGES = { main: 'index', secret: 'secret', pick: 'pick' } as const

export type WindowName = keyof typeof ORIGINS

/** Scheme of our own pages; `file://` is never used. */
export const SCHEME = 'app'

/** Name of the in-memory session: no cookie, cache or storage reaches the disk. */
export const PARTITION = 'zeroskew'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html'
].join('; ')

/** Headers of every answer of the `app:` protocol. */
export const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store'
} as const

/** Preferences of every window. Those that are Electron's defaults are written out, so that they stay. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    partition: PARTITION,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The default downloads dictionaries, and reads what is typed into passphrase fields.
    spellcheck: false,
    enableWebSQL: false,
    // Nobody is talked into pasting a script there. Developers have Chromium's own by the stand-in.
    devTools: false,
    // The countdown stops itself while the window is hidden; a throttled one would be late when it comes back.
    backgroundThrottling: true
  }
}

/** A page's wish for one of the web's permissions, as Electron tells of it when it asks and when it checks. */
export interface PermissionWish {
  readonly permission: string
  /** `webContents.id` of the window; null where Electron names none. */
  readonly webContentsId: number | null
  readonly isMainFrame: boolean
  /** As Electron writes it: `app://main/`. */
  readonly origin: string
  /** Address of the frame; absent where Electron doesn't say it. */
  readonly url?: string
  /** Of `media`: what it is to be, all of it. */
  readonly media: readonly string[]
}

/** What stands open at this moment. */
export interface Scanning {
  /** `webContents.id` of the main window, or null while there is none. */
  readonly mainId: number | null
  readonly isScanOpen: boolean
}

/**
 * Whether a page gets one of the web's permissions: none, with one exception. The main window's own frame gets the camera
 * (video alone, never a microphone or the screen) while its scan dialog is open (docs/threat-model.md).
 */
export function isPermissionGranted(wish: PermissionWish, { mainId, isScanOpen }: Scanning): boolean {
  return (
    isScanOpen &&
    mainId !== null &&
    wish.webContentsId === mainId &&
    wish.permission === 'media' &&
    wish.media.length === 1 &&
    wish.media[0] === 'video' &&
    wish.isMainFrame &&
    (wish.origin === ORIGINS.main || wish.origin === `${ORIGINS.main}/`) &&
    (wish.url === undefined || isNavigationAllowed('main', wish.url))
  )
}

/** Whether a window may go to an address: only to its own page. */
export function isNavigationAllowed(window: WindowName, url: string): boolean {
  return url === pageOf(window)
}

/** Address of a window's page. */
export function pageOf(window: WindowName): string {
  return `${ORIGINS[window]}/${PAGES[window]}.html`
}

/** What is looked at of a request's sender. */
export interface Sender {
  readonly webContentsId: number
  /** Null once the frame is gone. */
  readonly frame: { readonly url: string; readonly isMainFrame: boolean } | null
}

/**
 * Whether a request comes from the main frame of the very window that it is meant for.
 * @param expectedId - `webContents.id` of that window, or null while there is none.
 */
export function isSenderTrusted(window: WindowName, sender: Sender, expectedId: number | null): boolean {
  return (
    expectedId !== null &&
    sender.webContentsId === expectedId &&
    sender.frame !== null &&
    sender.frame.isMainFrame &&
    isNavigationAllowed(window, sender.frame.url)
  )
}

/** The only pages that are ever opened outside, by id. */
export const LINKS = {
  licence: 'https://www.gnu.org/licenses/gpl-3.0.html'
} as const
