/** Faults of every kind that the checks have to catch: each changes one place of one file, as a hasty commit might. */
import { changed, type Texts } from './texts.ts'

export interface Fault {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

const SECURITY = 'src/main/security.ts'
const GUARD = 'src/main/guard.ts'
const IPC = 'src/main/ipc/ipc.ts'
const PRELOAD = 'src/preload/index.ts'
const PROTOCOL = 'src/main/app-protocol.ts'
const WINDOW = 'src/main/windows/secret-window.ts'
const LINK = 'await shell.openExternal(LINKS[link])'
const STAY = 'if (!isNavigationAllowed(name, event.url)) event.preventDefault()'

const ANSWER = 'ipcMain.handle(name, async (event, ...args: unknown[]) => {'

const fault = (file: string, name: string, from: string, to: string): Fault => ({ file, name, from, to })

/** A preference of every window turned round. */
const preference = (name: string, is: string, planted: string): Fault =>
  fault(SECURITY, `${name}: ${planted}`, `${name}: ${is}`, `${name}: ${planted}`)

/** A directive taken out of the policy, or made weaker. */
const directive = (from: string, to: string): Fault =>
  fault(SECURITY, `policy with ${to === '' ? 'no ' + from : to}`, `"${from}",`, to === '' ? '' : `"${to}",`)

export const FAULTS: readonly Fault[] = [
  preference('nodeIntegration', 'false', 'true'),
  preference('nodeIntegrationInWorker', 'false', 'true'),
  preference('nodeIntegrationInSubFrames', 'false', 'true'),
  preference('sandbox', 'true', 'false'),
  preference('contextIsolation', 'true', 'false'),
  preference('webSecurity', 'true', 'false'),
  preference('allowRunningInsecureContent', 'false', 'true'),
  preference('experimentalFeatures', 'false', 'true'),
  preference('webviewTag', 'false', 'true'),
  preference('spellcheck', 'false', 'true'),
  preference('navigateOnDragDrop', 'false', 'true'),
  preference('devTools', 'false', 'true'),
  fault(SECURITY, 'a preference left to its default', '    sandbox: true,\n', ''),
  fault(
    SECURITY,
    'enableBlinkFeatures',
    'sandbox: true,',
    "sandbox: true, enableBlinkFeatures: 'ExecCommand',"
  ),
  fault(SECURITY, 'a session on the disk', "PARTITION = 'zeroskew'", "PARTITION = 'persist:zeroskew'"),
  directive("default-src 'none'", ''),
  directive("default-src 'none'", "default-src 'self'"),
  directive("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
  directive("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
  directive("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  directive("img-src 'self' data:", 'img-src *'),
  directive("font-src 'self'", ''),
  directive("connect-src 'none'", 'connect-src https:'),
  directive("frame-src 'none'", ''),
  directive("object-src 'none'", ''),
  directive("base-uri 'none'", ''),
  directive("form-action 'none'", ''),
  directive("frame-ancestors 'none'", ''),
  directive("require-trusted-types-for 'script'", ''),
  fault(SECURITY, 'any trusted types', "'trusted-types svelte-trusted-html'", "'trusted-types *'"),
  fault(SECURITY, 'answers without nosniff', "  'X-Content-Type-Options': 'nosniff',\n", ''),
  fault(SECURITY, 'answers that are kept', "'no-store'", "'max-age=3600'"),
  fault(
    SECURITY,
    'navigation by origin alone',
    'return url === pageOf(window)',
    'return url.startsWith(ORIGINS[window])'
  ),
  fault(
    SECURITY,
    'navigation to any of our pages',
    'return url === pageOf(window)',
    "return url.startsWith('app://')"
  ),
  fault(SECURITY, 'navigation anywhere', 'return url === pageOf(window)', 'return url !== window'),
  fault(
    SECURITY,
    'a sender without its contents',
    'sender.webContentsId === expectedId &&',
    'sender.webContentsId !== 0 &&'
  ),
  fault(SECURITY, 'a sub-frame as sender', 'sender.frame.isMainFrame &&', 'sender.frame.url !== "" &&'),
  fault(
    SECURITY,
    'a sender by its window alone',
    'isNavigationAllowed(window, sender.frame.url)',
    'window !== undefined'
  ),
  fault(SECURITY, 'a link over HTTP', "'https://www.gnu.org", "'http://www.gnu.org"),
  fault(SECURITY, 'the camera at any time', '    isScanOpen &&\n', ''),
  fault(SECURITY, 'the camera to any window', 'wish.webContentsId === mainId &&', ''),
  fault(
    SECURITY,
    'the camera to any page',
    '(wish.origin === ORIGINS.main || wish.origin === `${ORIGINS.main}/`) &&',
    ''
  ),
  fault(SECURITY, 'the camera to any frame', '    wish.isMainFrame &&\n', ''),
  fault(SECURITY, 'the microphone', "wish.media[0] === 'video' &&", ''),
  fault(SECURITY, 'the microphone beside the camera', 'wish.media.length === 1 &&', ''),
  fault(SECURITY, 'everything while it scans', "wish.permission === 'media' &&", ''),
  fault(
    GUARD,
    'permission requests granted',
    'decide(isPermissionGranted(wish, scanning()))',
    'decide(true)'
  ),
  fault(
    GUARD,
    'no handler of permission requests',
    'own.setPermissionRequestHandler((contents',
    'void ((contents'
  ),
  fault(GUARD, 'permission checks passed', 'return isPermissionGranted(wish, scanning())', 'return true'),
  fault(
    GUARD,
    'devices granted',
    'setDevicePermissionHandler(() => false)',
    'setDevicePermissionHandler(() => true)'
  ),
  fault(GUARD, 'downloads', "own.on('will-download', (event) => event.preventDefault())", ''),
  fault(GUARD, 'requests over HTTP', 'cancel: protocol !==', "cancel: protocol !== 'http:' && protocol !=="),
  fault(GUARD, 'requests anywhere', 'decide({ cancel: protocol', 'decide({ cancel: false && protocol'),
  fault(GUARD, 'the default session', 'session.fromPartition(PARTITION)', 'session.defaultSession'),
  fault(GUARD, 'navigation not heard', "  webContents.on('will-navigate', stay)\n", ''),
  fault(GUARD, 'redirects not heard', "  webContents.on('will-redirect', stay)\n", ''),
  fault(GUARD, 'frames not heard', "  webContents.on('will-frame-navigate', stay)\n", ''),
  fault(GUARD, 'navigation heard and let pass', STAY, 'isNavigationAllowed(name, event.url)'),
  fault(
    GUARD,
    'window.open allowed',
    "webContents.setWindowOpenHandler(() => ({ action: 'deny' }))",
    "webContents.setWindowOpenHandler(() => ({ action: 'allow' }))"
  ),
  fault(
    GUARD,
    'window.open to our own pages',
    "webContents.setWindowOpenHandler(() => ({ action: 'deny' }))",
    "webContents.setWindowOpenHandler(({ url }) => ({ action: url.startsWith('app:') ? 'allow' : 'deny' }))"
  ),
  fault(
    GUARD,
    'webviews in our windows',
    "  webContents.on('will-attach-webview', (event) => event.preventDefault())\n",
    ''
  ),
  fault(
    GUARD,
    'webviews elsewhere',
    "    contents.on('will-attach-webview', (event) => event.preventDefault())\n",
    ''
  ),
  fault(
    GUARD,
    'window.open elsewhere',
    "    contents.setWindowOpenHandler(() => ({ action: 'deny' }))\n",
    ''
  ),
  fault(GUARD, 'bad certificates', 'decide(false)', 'decide(true)'),
  fault(GUARD, 'client certificates', 'choose()', 'choose(_certificates[0])'),
  fault(
    IPC,
    'a handler without a sender check',
    '!isSenderTrusted(window, senderOf(event), contents()?.id ?? null)',
    'false'
  ),
  fault(IPC, 'a sender check against itself', 'contents()?.id ?? null', 'event.sender.id'),
  fault(IPC, 'a handler without an argument check', '!checks[name](args)', 'false'),
  fault(
    IPC,
    'an answer before the check',
    ANSWER,
    'ipcMain.handle(`${name}:fast`, (_event, ...args) => handlers[name](...args)); ' + ANSWER
  ),
  fault(
    IPC,
    'errors with their text',
    'failure: presentFailure(error)',
    'failure: { ...presentFailure(error), got: String(error) }'
  ),
  fault(
    PROTOCOL,
    'paths that are joined',
    'const path = files.get(pathname)',
    'const path = files.get(pathname) ?? join(folder, decodeURIComponent(pathname))'
  ),
  fault(PROTOCOL, 'any host', '!hosts.includes(host) || ', ''),
  fault(PROTOCOL, 'any method', "request.method !== 'GET' || ", ''),
  fault(PROTOCOL, 'a page without its policy', '{ ...HEADERS, ', '{ '),
  fault(PROTOCOL, 'a refusal without its policy', '{ status: 404, headers: HEADERS }', '{ status: 404 }'),
  fault(
    PRELOAD,
    'the whole of ipcRenderer',
    "exposeInMainWorld('api', api)",
    "exposeInMainWorld('api', { ...api, ipcRenderer })"
  ),
  fault(
    PRELOAD,
    'a second bridge',
    "contextBridge.exposeInMainWorld('api', api)",
    "contextBridge.exposeInMainWorld('api', api); contextBridge.exposeInMainWorld('more', {})"
  ),
  fault(
    PRELOAD,
    'events passed on',
    'ipcRenderer.on(name, heard)',
    'ipcRenderer.on(name, listener as never)'
  ),
  fault(
    PRELOAD,
    'sendSync',
    'ipcRenderer.invoke(name, ...args)',
    'Promise.resolve(ipcRenderer.sendSync(name, ...args))'
  ),
  fault(
    WINDOW,
    'a window with preferences of its own',
    'webPreferences: webPreferences(this.#preload)',
    'webPreferences: { ...webPreferences(this.#preload), sandbox: false }'
  ),
  fault(
    WINDOW,
    'preferences changed afterwards',
    'webPreferences: webPreferences(this.#preload)',
    'webPreferences: webPreferences(this.#preload), ...this.#more'
  ),
  fault(WINDOW, 'a window without its guard', "guardWindow(window, 'secret')", ''),
  fault(
    WINDOW,
    'a page from file://',
    "window.loadURL(pageOf('secret'))",
    "window.loadURL('file:///app/index.html')"
  ),
  fault(WINDOW, 'loadFile', "window.loadURL(pageOf('secret'))", "window.loadFile('index.html')"),
  fault(
    WINDOW,
    'a page from the network',
    "window.loadURL(pageOf('secret'))",
    "window.loadURL('https://example.com/')"
  ),
  fault(
    WINDOW,
    'developer tools opened',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); window.webContents.openDevTools()"
  ),
  fault(
    WINDOW,
    'a script from main',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); void window.webContents.executeJavaScript('1')"
  ),
  fault(
    WINDOW,
    'a listener beside the adapter',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); ipcMain.on('x', () => undefined)"
  ),
  fault(
    WINDOW,
    'a log',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); console.log(window)"
  ),
  fault(
    WINDOW,
    'crash reports',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); crashReporter.start({})"
  ),
  fault(
    WINDOW,
    'a heap written to the disk',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); v8.setHeapSnapshotNearHeapLimit(1)"
  ),
  fault(
    WINDOW,
    'Node’s report of a crash',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); process.report.reportOnFatalError = true"
  ),
  fault(
    WINDOW,
    'a switch of Chromium',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); app.commandLine.appendSwitch('no-sandbox')"
  ),
  fault(
    WINDOW,
    'bad certificates of our own requests',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); get('x', { rejectUnauthorized: false })"
  ),
  fault(
    WINDOW,
    'certificates judged by ourselves',
    "guardWindow(window, 'secret')",
    "guardWindow(window, 'secret'); own.setCertificateVerifyProc(() => 0)"
  ),
  fault(
    'src/main/ipc/ipc-handlers.ts',
    'openExternal of any address',
    LINK,
    'await shell.openExternal(link)'
  ),
  fault(
    'src/main/ipc/ipc-handlers.ts',
    'openExternal of an address made up',
    LINK,
    'await shell.openExternal(`https://${link}`)'
  ),
  fault('src/main/index.ts', 'no sandbox for all', 'app.enableSandbox()', ''),
  fault('src/main/index.ts', 'no rules for all contents', 'guardApp()\n', '\n'),
  fault(
    'src/main/index.ts',
    'privileges of the scheme',
    'supportFetchAPI: true',
    'supportFetchAPI: true, bypassCSP: true'
  ),
  fault('out/renderer/index.html', 'a script in the page', '</head>', '<script>1</script></head>'),
  fault(
    'out/renderer/secret.html',
    'a script from the network',
    '</head>',
    '<script src="https://example.com/x.js"></script></head>'
  ),
  fault('out/renderer/index.html', 'a frame', '<body', '<iframe src="./x.html"></iframe><body'),
  fault(
    'out/renderer/index.html',
    'a policy of the page’s own',
    '</head>',
    '<meta http-equiv="Content-Security-Policy" content="x" /></head>'
  ),
  fault(
    'out/preload/index.cjs',
    'a preload with files',
    'require("electron")',
    'require("electron"); require("node:fs")'
  ),
  fault(
    'out/main/index.js',
    'crash reports in what was built',
    '.enableSandbox()',
    '.enableSandbox(),crashReporter.start({})'
  ),
  fault('out/renderer/assets/*.js', 'code from a text', '', 'eval(location.hash);'),
  fault('out/renderer/assets/*.js', 'a connection of its own', '', 'new WebSocket(location.hash);'),
  fault('electron-builder.yml', 'runAsNode', 'runAsNode: false', 'runAsNode: true'),
  fault(
    'electron-builder.yml',
    'NODE_OPTIONS',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeOptionsEnvironmentVariable: true'
  ),
  fault(
    'electron-builder.yml',
    '--inspect',
    'enableNodeCliInspectArguments: false',
    'enableNodeCliInspectArguments: true'
  ),
  fault(
    'electron-builder.yml',
    'code beside the archive',
    'onlyLoadAppFromAsar: true',
    'onlyLoadAppFromAsar: false'
  ),
  fault(
    'electron-builder.yml',
    'no integrity',
    'enableEmbeddedAsarIntegrityValidation: true',
    'enableEmbeddedAsarIntegrityValidation: false'
  ),
  fault(
    'electron-builder.yml',
    'cookie encryption',
    'enableCookieEncryption: false',
    'enableCookieEncryption: true'
  ),
  fault(
    'electron-builder.yml',
    'privileges of file://',
    'grantFileProtocolExtraPrivileges: false',
    'grantFileProtocolExtraPrivileges: true'
  ),
  fault('package.json', 'an old Electron', '"electron": "45', '"electron": "41'),
  fault('package.json', 'any Electron', '"electron": "45.4.1"', '"electron": "latest"')
]

/** Built scripts have names by their content: the first one of the pages is meant. */
const ANY_SCRIPT = 'out/renderer/assets/*.js'

export function plant(texts: Texts, { file, from, to }: Fault): Texts {
  const isScript = (path: string): boolean => /^out\/renderer\/assets\/.*\.js$/u.test(path)
  const path = file === ANY_SCRIPT ? ([...texts.keys()].find(isScript) ?? file) : file
  return changed(texts, path, from, to)
}
