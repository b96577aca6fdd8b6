/** An app that shows a window with one word, served as ours is. */
import { app, BrowserWindow, protocol, session } from 'electron'

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }])
void app.whenReady().then(() => {
  const own = session.fromPartition('empty')
  own.protocol.handle(
    'app',
    () => new Response('<!doctype html><p>Empty', { headers: { 'Content-Type': 'text/html' } })
  )
  const open = () => {
    const window = new BrowserWindow({ width: 380, height: 640, webPreferences: { partition: 'empty' } })
    void window.loadURL('app://main/index.html')
  }
  app.on('activate', open)
  app.on('window-all-closed', () => undefined)
  open()
})
