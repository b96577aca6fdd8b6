/** What security.ts promises, asked of the module itself (Electron's checklist, items 1–8, 13, 15 and 17). */
import type * as Security from '../../../src/main/security.ts'
import { type Finding, Notes } from './findings.ts'
import { load } from './load.ts'
import type { Texts } from './texts.ts'

export const SECURITY = 'src/main/security.ts'

/** Every preference of a window, and nothing else: a new one is looked at before it gets in here. */
const PREFERENCES = {
  preload: '/preload.cjs',
  partition: 'zeroskew',
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
  spellcheck: false,
  enableWebSQL: false,
  devTools: false,
  backgroundThrottling: true
} as const

/** Every directive of the policy, and nothing else. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html'
}

const OTHER_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store'
}

/** Addresses that no window may go to, beside the other windows' pages. */
export function hostileAddresses(own: string): readonly string[] {
  const { host, pathname } = new URL(own)
  return [
    'https://example.com/',
    'http://127.0.0.1/',
    `file:///${host}${pathname}`,
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
    'about:blank',
    `blob:${own}`,
    `view-source:${own}`,
    'chrome://gpu/',
    'devtools://devtools/bundled/inspector.html',
    'otpauth://totp/x?secret=AAAA',
    `app://${host}/`,
    `app://${host}/other.html`,
    `app://${host}/..${pathname}`,
    `app://${host}.evil${pathname}`,
    `app://evil${pathname}`,
    `app://user@${host}${pathname}`,
    `app://${host}:8080${pathname}`,
    `APP://${host.toUpperCase()}${pathname}`,
    `${own}?next=1`,
    `${own}#fragment`,
    `${own}/`,
    `${own}\0`,
    ` ${own}`,
    ''
  ]
}

export async function checkSettings(texts: Texts): Promise<readonly Finding[]> {
  const security = await load<typeof Security>(texts, SECURITY)
  const notes = new Notes(SECURITY)
  checkPreferences(security, notes)
  checkHeaders(security, notes)
  checkAddresses(security, notes)
  for (const [id, link] of Object.entries(security.LINKS)) {
    const { protocol, username, password } = new URL(link)
    const isPlain = protocol === 'https:' && username === '' && password === ''
    notes.expect(isPlain, 'links', `${id} leads to ${link}`)
  }
  return notes.findings
}

function checkPreferences(security: typeof Security, notes: Notes): void {
  const given = security.webPreferences('/preload.cjs') as Readonly<Record<string, unknown>>
  for (const [name, expected] of Object.entries(PREFERENCES)) {
    notes.expect(
      given[name] === expected,
      'web-preferences',
      `expected ${name}: ${expected}, got ${String(given[name])}`
    )
  }
  for (const name of Object.keys(given).filter((one) => !Object.hasOwn(PREFERENCES, one))) {
    notes.expect(false, 'web-preferences', `${name}: ${String(given[name])} was never looked at`)
  }
  // `persist:` would put cookies and caches on the disk.
  notes.expect(
    !security.PARTITION.includes(':'),
    'partition',
    `expected one in memory, got ${security.PARTITION}`
  )
}

/** A policy's directives by name. @throws where one is named twice: a browser would take the first */
export function directivesOf(policy: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  for (const part of policy.split(';').map((text) => text.trim())) {
    const [name = '', ...values] = part.split(/\s+/u)
    if (directives.has(name)) throw new Error(`expected one ${name}, got two`)
    directives.set(name, values.join(' '))
  }
  return directives
}

/** What is wrong with the headers of an answer of our protocol. */
export function headerFaults(get: (name: string) => string | null | undefined): readonly string[] {
  const directives = directivesOf(get('Content-Security-Policy') ?? '')
  return [
    ...Object.entries(POLICY)
      .filter(([name, value]) => directives.get(name) !== value)
      .map(([name, value]) => `expected ${name} ${value}, got ${directives.get(name) ?? 'none'}`),
    ...[...directives.keys()]
      .filter((name) => !Object.hasOwn(POLICY, name))
      .map((name) => `the directive ${name === '' ? '(empty)' : name} was never looked at`),
    ...Object.entries(OTHER_HEADERS)
      .filter(([name, value]) => get(name) !== value)
      .map(([name, value]) => `expected ${name}: ${value}, got ${get(name) ?? 'none'}`)
  ]
}

function checkHeaders(security: typeof Security, notes: Notes): void {
  const headers: Readonly<Record<string, string>> = security.HEADERS
  for (const fault of headerFaults((name) => headers[name])) notes.expect(false, 'csp', fault)
}

function checkAddresses(security: typeof Security, notes: Notes): void {
  const windows = Object.keys(security.ORIGINS) as Security.WindowName[]
  notes.expect(
    Object.values(security.ORIGINS).every((origin) => /^app:\/\/[a-z]+$/u.test(origin)) &&
      new Set(Object.values(security.ORIGINS)).size === windows.length,
    'origins',
    'expected an own app:// origin for each window'
  )
  for (const window of windows) {
    const own = security.pageOf(window)
    notes.expect(own.startsWith(`${security.ORIGINS[window]}/`), 'origins', `${window} shows ${own}`)
    notes.expect(
      security.isNavigationAllowed(window, own),
      'navigation',
      `${window} may not show its own page`
    )
    const others = windows.filter((one) => one !== window).map((one) => security.pageOf(one))
    for (const url of [...hostileAddresses(own), ...others]) {
      notes.expect(!security.isNavigationAllowed(window, url), 'navigation', `${window} may go to ${url}`)
      const frame = { url, isMainFrame: true }
      notes.expect(
        !security.isSenderTrusted(window, { webContentsId: 7, frame }, 7),
        'sender',
        `${window} trusts a frame at ${url}`
      )
    }
    const frame = { url: own, isMainFrame: true }
    const strangers: readonly (readonly [string, Security.Sender, number | null])[] = [
      ['other contents', { webContentsId: 8, frame }, 7],
      ['a sub-frame', { webContentsId: 7, frame: { ...frame, isMainFrame: false } }, 7],
      ['a frame that is gone', { webContentsId: 7, frame: null }, 7],
      ['anybody while the window isn’t there', { webContentsId: 7, frame }, null]
    ]
    for (const [name, sender, id] of strangers) {
      notes.expect(!security.isSenderTrusted(window, sender, id), 'sender', `${window} trusts ${name}`)
    }
    notes.expect(
      security.isSenderTrusted(window, { webContentsId: 7, frame }, 7),
      'sender',
      `${window} doesn’t trust its own page`
    )
  }
}
