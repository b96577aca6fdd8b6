/** What no source of main and preload says, read by TypeScript's parser: the calls that undo what the modules promise. */
import ts from 'typescript'
import type { Finding } from './findings.ts'
import { textOf, type Texts } from './texts.ts'

/** Properties that open a hole wherever they stand, with the values that do. */
const DANGEROUS: Readonly<Record<string, readonly string[]>> = {
  nodeIntegration: ['true'],
  nodeIntegrationInWorker: ['true'],
  nodeIntegrationInSubFrames: ['true'],
  sandbox: ['false'],
  contextIsolation: ['false'],
  webSecurity: ['false'],
  allowRunningInsecureContent: ['true'],
  experimentalFeatures: ['true'],
  webviewTag: ['true'],
  bypassCSP: ['true'],
  allowServiceWorkers: ['true'],
  corsEnabled: ['true'],
  rejectUnauthorized: ['false'],
  devTools: ['true']
}

/** Names that have no place in main or preload, and why. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  enableBlinkFeatures: 'features of Blink are switched on one by one',
  openDevTools: 'developer tools in a release',
  loadFile: 'a page from file://',
  executeJavaScript: 'a script from main in a page',
  executeJavaScriptInIsolatedWorld: 'a script from main in a page',
  insertCSS: 'styles beside the policy',
  defaultSession: 'the session on the disk',
  setCertificateVerifyProc: 'certificates judged by ourselves',
  appendArgument: 'switches of Chromium',
  sendSync: 'a page that waits for main',
  createFromDataURL: 'a picture that a page gave',
  WebContentsView: 'contents without our rules',
  BrowserView: 'contents without our rules',
  webFrame: 'the page’s frame in the preload',
  registerFileProtocol: 'files by path',
  interceptFileProtocol: 'files by path',
  ELECTRON_DISABLE_SECURITY_WARNINGS: 'Electron’s own warnings switched off',
  NODE_TLS_REJECT_UNAUTHORIZED: 'certificates that nobody looks at'
}

/** What writes the memory of a process, and the secrets in it, to the disk: of Electron, and of Node itself. */
export const DUMPS = [
  'crashReporter',
  'reportOnFatalError',
  'reportOnSignal',
  'reportOnUncaughtException',
  'writeReport',
  'writeHeapSnapshot',
  'takeHeapSnapshot',
  'getHeapSnapshot',
  'setHeapSnapshotNearHeapLimit'
] as const

/** The places where `ipcMain` and `openExternal` may stand. */
const IPC = 'src/main/ipc/ipc.ts'

/** What `openExternal` may be given: an entry of a table by id; the table of the system's own settings pages. */
const OPENED = [/^LINKS\[\w+\]$/u, /^settings\.url$/u]

/** The one switch of Chromium: shortcuts by the desktop's portal, where programs may not take them themselves. */
const SWITCH = `'enable-features', 'GlobalShortcutsPortal'`

/** What must be called somewhere in main, once for the app. */
const CALLED = ['app.enableSandbox()', 'guardApp()'] as const

const DEFAULT_PRIVILEGES =
  '{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }'

export function checkSources(texts: Texts): readonly Finding[] {
  const files = [...texts.keys()].filter((path) => /^src\/(?:main|preload)\/.*\.ts$/u.test(path))
  const calls = new Set<string>()
  const findings = files.flatMap((file) => checkFile(file, textOf(texts, file), calls))
  const missing = CALLED.filter((call) => !calls.has(call)).map((call): Finding => ({
    rule: 'app',
    file: 'src/main',
    message: `expected ${call}`
  }))
  return [...findings, ...missing]
}

function checkFile(file: string, text: string, calls: Set<string>): readonly Finding[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Finding[] = []
  const note = (rule: string, node: ts.Node, message: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.push({ rule, file, message: `line ${line + 1}: ${message}` })
  }
  const textIn = (node: ts.Node): string => node.getText(source).replace(/\s+/gu, ' ')
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const name = textIn(node.name).replace(/^['"]|['"]$/gu, '')
      const value = textIn(node.initializer)
      const isBad = Object.hasOwn(DANGEROUS, name) && DANGEROUS[name]?.includes(value) === true
      if (isBad) note('web-preferences', node, `${name}: ${value}`)
    }
    if (ts.isIdentifier(node) && Object.hasOwn(FORBIDDEN, node.text)) {
      note('forbidden', node, `${node.text}: ${FORBIDDEN[node.text] ?? ''}`)
    }
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) {
      if (DUMPS.some((name) => name === node.text))
        note('crash-dumps', node, `${node.text}: memory on the disk`)
    }
    if (ts.isStringLiteralLike(node)) {
      if (Object.hasOwn(FORBIDDEN, node.text))
        note('forbidden', node, `${node.text}: ${FORBIDDEN[node.text] ?? ''}`)
      if (/^(?:file|javascript):/u.test(node.text)) note('addresses', node, node.text)
    }
    if (ts.isNewExpression(node) && textIn(node.expression) === 'BrowserWindow') lookAtWindow(node)
    if (ts.isCallExpression(node)) lookAtCall(node)
    ts.forEachChild(node, look)
  }
  const lookAtWindow = (node: ts.NewExpression): void => {
    const [options] = node.arguments ?? []
    const properties =
      options !== undefined && ts.isObjectLiteralExpression(options) ? options.properties : []
    const last = properties.at(-1)
    // Last, so that nothing spread after it changes it.
    const isOurs = last !== undefined && /^webPreferences: webPreferences\([^()]*\)$/u.test(textIn(last))
    if (!isOurs)
      note('windows', node, 'expected webPreferences: webPreferences(…) as the last of a window’s options')
    if (!/\bguardWindow\(\w+, '\w+'\)/u.test(text)) note('windows', node, 'expected guardWindow to be called')
  }
  const lookAtCall = (node: ts.CallExpression): void => {
    const called = textIn(node.expression)
    calls.add(textIn(node))
    const given = node.arguments.map(textIn)
    if (called.startsWith('ipcMain.') && (file !== IPC || called !== 'ipcMain.handle')) {
      note('sender', node, `${called} beside the one adapter that checks senders`)
    }
    if (called.endsWith('openExternal') && !OPENED.some((allowed) => allowed.test(given[0] ?? ''))) {
      note('links', node, `openExternal(${given.join(', ')}) isn’t from a fixed list`)
    }
    if (called.endsWith('appendSwitch') && given.join(', ') !== SWITCH) {
      note('forbidden', node, `appendSwitch(${given.join(', ')})`)
    }
    if (called.endsWith('.loadURL') && !/^pageOf\('\w+'\)$/u.test(given[0] ?? '')) {
      note('addresses', node, `loadURL(${given.join(', ')}) isn’t one of our own pages`)
    }
    if (called.endsWith('registerSchemesAsPrivileged') && given[0] !== `[ ${DEFAULT_PRIVILEGES} ]`) {
      note('protocol', node, `the scheme’s privileges are ${given.join(', ')}`)
    }
    if (/^(?:console\.\w+|process\.std(?:out|err)\.write)$/u.test(called)) {
      note('logs', node, `${called}: main and preload log nothing`)
    }
    if (/^(?:eval|new Function|Function)$/u.test(called)) note('forbidden', node, `${called} of a text`)
  }
  look(source)
  return found
}
