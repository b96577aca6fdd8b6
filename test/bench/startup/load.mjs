/**
 * One measurement in a process of its own: loads a module with a stub in Electron's place, and prints milliseconds and
 * bytes of resident memory that it took. Plain JavaScript, so that no type stripping is measured.
 */
import { registerHooks } from 'node:module'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const STUB = `
const nothing = () => undefined
const any = new Proxy(nothing, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : any),
  apply: () => any,
  construct: () => any
})
export const app = new Proxy({}, {
  get: (_target, name) =>
    name === 'requestSingleInstanceLock' ? () => true : name === 'whenReady' ? () => new Promise(() => undefined) : any
})
${[
  'BrowserWindow',
  'ClipboardItem',
  'Menu',
  'Notification',
  'Tray',
  'clipboard',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ipcMain',
  'nativeImage',
  'nativeTheme',
  'net',
  'powerMonitor',
  'protocol',
  'screen',
  'session',
  'shell',
  'systemPreferences',
  'utilityProcess'
]
  .map((name) => `export const ${name} = any`)
  .join('\n')}
export default { app }
`

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(STUB)}`, shortCircuit: true }
      : next(specifier, context)
})

// Electron's own module costs the app nothing: it is there before.
await import('electron')
const url = pathToFileURL(process.argv[2]).href
globalThis.gc?.()
const before = { ms: performance.now(), rss: process.memoryUsage.rss() }
const { done } = await import(url)
await done
const ms = performance.now() - before.ms
const bytes = process.memoryUsage.rss() - before.rss
process.stdout.write(JSON.stringify({ ms, bytes }))
process.exit(0)
