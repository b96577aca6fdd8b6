import { describe, expect, it } from 'vitest'
import {
  HEADERS,
  isNavigationAllowed,
  isPermissionGranted,
  isSenderTrusted,
  LINKS,
  pageOf,
  webPreferences,
  type PermissionWish,
  type Scanning,
  type Sender
} from '../../src/main/security.ts'

describe('webPreferences', () => {
  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['spellcheck', false],
    ['navigateOnDragDrop', false]
  ] as const)('says %s: %s, though some are the default', (name, value) => {
    expect(webPreferences('/preload.cjs')[name]).toBe(value)
  })

  it('keeps the session in memory: its partition has no persist: prefix', () => {
    expect(webPreferences('/preload.cjs').partition).not.toMatch(/^persist:/u)
  })
})

describe('the content security policy', () => {
  const policy = new Map(
    HEADERS['Content-Security-Policy'].split('; ').map((rule) => {
      const [name = '', ...values] = rule.split(' ')
      return [name, values] as const
    })
  )

  it('allows nothing that isn’t named', () => {
    expect(policy.get('default-src')).toEqual(["'none'"])
  })

  it.each(['script-src', 'style-src', 'font-src'])('takes %s from our own origin only', (name) => {
    expect(policy.get(name)).toEqual(["'self'"])
  })

  it.each(['connect-src', 'frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'])(
    'refuses %s',
    (name) => {
      expect(policy.get(name)).toEqual(["'none'"])
    }
  )

  it('requires trusted types for scripts', () => {
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
  })
})

describe('isNavigationAllowed', () => {
  it('allows a window its own page', () => {
    expect(isNavigationAllowed('main', 'app://main/index.html')).toBe(true)
    expect(isNavigationAllowed('secret', 'app://secret/secret.html')).toBe(true)
  })

  it.each([
    'app://main/secret.html',
    'app://secret/secret.html',
    'app://main/index.html?x',
    'app://main.evil/index.html',
    'https://main/index.html',
    'file:///index.html',
    'data:text/html,x',
    'about:blank',
    ''
  ])('refuses the main window %s', (url) => {
    expect(isNavigationAllowed('main', url)).toBe(false)
  })
})

describe('isSenderTrusted', () => {
  const own: Sender = { webContentsId: 7, frame: { url: pageOf('main'), isMainFrame: true } }

  it('trusts the main frame of the window that is meant', () => {
    expect(isSenderTrusted('main', own, 7)).toBe(true)
  })

  it.each([
    ['another window', { ...own, webContentsId: 8 }],
    ['a sub-frame', { ...own, frame: { url: pageOf('main'), isMainFrame: false } }],
    ['a frame that is gone', { ...own, frame: null }],
    ['a file', { ...own, frame: { url: 'file:///app/index.html', isMainFrame: true } }],
    ['a data URL', { ...own, frame: { url: 'data:text/html,x', isMainFrame: true } }],
    ['the other window’s page', { ...own, frame: { url: pageOf('secret'), isMainFrame: true } }],
    ['a look-alike origin', { ...own, frame: { url: 'app://main.evil/index.html', isMainFrame: true } }]
  ] satisfies [string, Sender][])('refuses %s', (_name, sender) => {
    expect(isSenderTrusted('main', sender, 7)).toBe(false)
  })

  it('refuses everybody while the window isn’t there', () => {
    expect(isSenderTrusted('main', own, null)).toBe(false)
  })
})

describe('what the windows are given', () => {
  it('opens only pages over HTTPS', () => {
    for (const url of Object.values(LINKS)) expect(url).toMatch(/^https:\/\//u)
  })
})

describe('isPermissionGranted', () => {
  const scanning: Scanning = { mainId: 7, isScanOpen: true }
  /** As Electron asks for it. */
  const camera: PermissionWish = {
    permission: 'media',
    webContentsId: 7,
    isMainFrame: true,
    origin: 'app://main/',
    url: pageOf('main'),
    media: ['video']
  }

  it('grants the camera to the main window while its scan dialog is open', () => {
    expect(isPermissionGranted(camera, scanning)).toBe(true)
  })

  it('grants it too when it is only checked, with an origin without a slash and no address', () => {
    const { permission, webContentsId, isMainFrame, media } = camera
    const check = { permission, webContentsId, isMainFrame, media, origin: 'app://main' }
    expect(isPermissionGranted(check, scanning)).toBe(true)
  })

  it.each<[condition: string, wish: Partial<PermissionWish>]>([
    ['a microphone', { media: ['audio'] }],
    ['camera and microphone at once', { media: ['video', 'audio'] }],
    ['the same, the other way round', { media: ['audio', 'video'] }],
    ['a medium that isn’t named, as a screen is', { media: [] }],
    ['an unknown medium', { media: ['unknown'] }],
    ['the screen', { permission: 'display-capture' }],
    ['another window', { webContentsId: 8 }],
    ['no window', { webContentsId: null }],
    ['an embedded frame', { isMainFrame: false }],
    ['the small window', { origin: 'app://secret/', url: pageOf('secret') }],
    ['an origin that begins alike', { origin: 'app://main.evil/' }],
    ['an origin with a path', { origin: 'app://main/index.html' }],
    ['no origin', { origin: '' }],
    ['another page of the same origin', { url: 'app://main/other.html' }],
    ['a page over HTTPS', { origin: 'https://main/', url: 'https://main/index.html' }]
  ])('refuses %s', (_condition, wish) => {
    expect(isPermissionGranted({ ...camera, ...wish }, scanning)).toBe(false)
  })

  it('refuses the camera while the dialog is shut, and where there is no main window', () => {
    expect(isPermissionGranted(camera, { mainId: 7, isScanOpen: false })).toBe(false)
    expect(isPermissionGranted({ ...camera, webContentsId: null }, { mainId: null, isScanOpen: true })).toBe(
      false
    )
  })

  it.each([
    'automatic-fullscreen',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'local-fonts',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'screen-wake-lock',
    'serial',
    'speaker-selection',
    'storage-access',
    'usb',
    'unknown',
    'window-management'
  ])('refuses %s, with the dialog open and in any form', (permission) => {
    expect(isPermissionGranted({ ...camera, permission }, scanning)).toBe(false)
    expect(isPermissionGranted({ ...camera, permission, media: [] }, scanning)).toBe(false)
  })
})
