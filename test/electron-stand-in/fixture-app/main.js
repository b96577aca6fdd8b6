/* The app that the stand-in's own tests run: each thing that Zeroskew needs of Electron, once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  protocol,
  session,
  Tray,
  utilityProcess
} from 'electron'

const here = import.meta.dirname
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
if (process.env.FIXTURE_USER_DATA) app.setPath('userData', process.env.FIXTURE_USER_DATA)
if (!app.requestSingleInstanceLock({ from: 'second' })) {
  console.log('second instance leaves')
  app.exit(7)
} else {
  await app.whenReady()
  start()
}

function start() {
  const own = session.fromPartition('fixture')
  own.setPermissionCheckHandler(() => false)
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/missing.txt') return new Response(null, { status: 404 })
    return new Response(readFileSync(join(here, pathname)), {
      headers: {
        'Content-Type': pathname.endsWith('.html') ? 'text/html' : 'text/javascript',
        'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'"
      }
    })
  })

  const events = []
  const make = (page, options = {}) => {
    const window = new BrowserWindow({
      width: 420,
      height: 300,
      show: false,
      ...options,
      webPreferences: { partition: 'fixture', preload: join(here, 'preload.cjs'), sandbox: true }
    })
    for (const name of ['ready-to-show', 'show', 'hide', 'closed', 'focus', 'blur', 'close']) {
      window.on(name, () => events.push(`${page}:${name}`))
    }
    window.webContents.on('will-navigate', (event) => {
      events.push(`${page}:will-navigate ${event.url}`)
      event.preventDefault()
    })
    window.webContents.setWindowOpenHandler(({ url }) => {
      events.push(`${page}:open ${url}`)
      return { action: 'deny' }
    })
    window.once('ready-to-show', () => window.show())
    void window.loadURL(`app://${page}/${page}.html`)
    return window
  }

  const first = make('first')
  let isQuitting = false
  app.on('before-quit', () => (isQuitting = true))
  first.on('close', (event) => {
    if (isQuitting) return
    event.preventDefault()
    first.hide()
  })
  app.on('second-instance', (_event, argv, folder, data) =>
    first.webContents.send('note', { argv, folder, data })
  )
  app.on('window-all-closed', () => undefined)

  const child = utilityProcess.fork(join(here, 'child.js'), ['one'], {
    serviceName: 'fixture',
    stdio: 'pipe'
  })
  const answers = []
  child.on('message', (message) => answers.shift()?.(message))
  child.on('exit', (code) => events.push(`child:exit ${code}`))

  ipcMain.handle('echo', (event, value) => ({
    value,
    url: event.senderFrame.url,
    origin: event.senderFrame.origin,
    isMainFrame: event.senderFrame === event.sender.mainFrame
  }))
  ipcMain.handle('fail', () => {
    throw new RangeError('expected less')
  })
  ipcMain.handle('events', () => events)
  ipcMain.handle('read', (_event, path) => readFileSync(path, 'utf8'))
  ipcMain.handle(
    'open-second',
    () => void make('second', { parent: first, modal: true }).setContentProtection(true)
  )
  ipcMain.handle(
    'ask-child',
    (_event, value) => new Promise((resolve) => answers.push(resolve) && child.postMessage(value))
  )
  ipcMain.handle('end-child', () => [typeof child.pid, child.kill()])
  ipcMain.handle('choose', () => dialog.showOpenDialog(first, { properties: ['openFile'] }))
  ipcMain.handle('app', () => [
    app.name,
    app.getVersion(),
    app.isPackaged,
    app.getLocale(),
    process.argv.slice(2)
  ])

  const tray = new Tray('none.png')
  tray.setToolTip('Fixture')
  tray.on('click', () => first.show())
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Copy', click: () => void clipboard.writeText('123456') },
      { type: 'separator' },
      { label: 'More', submenu: [{ label: 'Quit', click: () => app.quit() }] }
    ])
  )
}
