/* What a person needs: their own clipboard, and the window that they closed back again. Says what it found. */
import { app, BrowserWindow, clipboard, ClipboardItem, Tray } from 'electron'

await app.whenReady()
const tray = new Tray('none.png')
const window = new BrowserWindow({ width: 380, height: 640 })
await window.loadURL('data:text/html,<h1>hello</h1>')
const size = await window.webContents.executeJavaScript('[innerWidth, innerHeight]')

await clipboard.writeText('時計')
const text = await clipboard.readText()
const png = Buffer.from(process.argv[2], 'base64')
await clipboard.write([new ClipboardItem({ 'image/png': new Blob([png], { type: 'image/png' }) })])
const [item] = await clipboard.read()
const picture = (await (await item.getType('image/png')).arrayBuffer()).byteLength > 0

window.once('close', (event) => {
  event.preventDefault()
  window.hide()
})
const hidden = new Promise((resolve) => window.once('hide', resolve))
// Chromium's own window closes, as by a person's click on its close button; a script may not do it.
const { cdp } = await window.webContents.attached()
cdp.send('Page.close').catch(() => undefined)
await hidden
tray.once('click', () => window.show())
tray.emit('click')
await new Promise((resolve) => window.webContents.once('did-finish-load', resolve))
const again = await window.webContents.executeJavaScript('document.body.innerText')

console.log(JSON.stringify({ size, text, types: item.types, picture, again }))
app.quit()
