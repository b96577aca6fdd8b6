import { describe, expect, it } from 'vitest'
import {
  HEADERS,
  isNavigationAllowed,
  isPermissionGranted,
  isSenderTrusted,
  LINKS,
  pageOf,
  webPreferences,
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
  it('grants no permission', () => {
    expect(isPermissionGranted()).toBe(false)
  })

  it('opens only pages over HTTPS', () => {
    for (const url of Object.values(LINKS)) expect(url).toMatch(/^https:\/\//u)
  })
})
