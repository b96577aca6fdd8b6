/**
 * What is tried inside Electron's main process. Each function is sent there as text: it has no imports and no closure.
 */
import type { PrimitiveOutcome } from './primitives.ts'

type ElectronModule = typeof Electron.CrossProcessExports

/** A tray icon can be made where the desktop has a place for one. */
export function tryTray({ Tray, nativeImage }: ElectronModule): PrimitiveOutcome {
  const name = 'a tray icon'
  try {
    const pixels = Buffer.alloc(16 * 16 * 4, 255)
    const tray = new Tray(nativeImage.createFromBitmap(pixels, { width: 16, height: 16 }))
    tray.setToolTip('smoke test')
    tray.destroy()
    return { name, trouble: null }
  } catch (error) {
    return { name, trouble: error instanceof Error ? error.message : 'it threw' }
  }
}

/** keytar loads in Electron, keeps a word, and forgets it. */
export async function tryKeytar({ app }: ElectronModule): Promise<PrimitiveOutcome> {
  const name = 'keytar keeps a word in the keychain'
  try {
    const { createRequire } = process.getBuiltinModule('node:module')
    const require = createRequire(`${app.getAppPath()}/package.json`)
    const keytar = require('keytar') as {
      setPassword(service: string, account: string, password: string): Promise<void>
      getPassword(service: string, account: string): Promise<string | null>
      deletePassword(service: string, account: string): Promise<boolean>
    }
    await keytar.setPassword('Zeroskew smoke test', 'smoke', 'a word')
    const got = await keytar.getPassword('Zeroskew smoke test', 'smoke')
    await keytar.deletePassword('Zeroskew smoke test', 'smoke')
    return { name, trouble: got === 'a word' ? null : 'another word came back' }
  } catch (error) {
    return { name, trouble: error instanceof Error ? error.message : 'it threw' }
  }
}

/** The TLS exporter (RFC 5705) gives both sides the same keys: without it there is no NTS (RFC 8915 §5.1). */
export async function tryTlsExporter(
  _electron: ElectronModule,
  { certificate, keyPath }: { readonly certificate: string; readonly keyPath: string }
): Promise<PrimitiveOutcome> {
  const name = 'the TLS exporter that NTS needs'
  const tls = process.getBuiltinModule('node:tls')
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const label = 'EXPORTER-network-time-security'
  const context = Buffer.from('0000000f00', 'hex')
  try {
    return await new Promise((resolve, reject) => {
      const server = tls.createServer({
        cert: certificate,
        key: readFileSync(keyPath),
        minVersion: 'TLSv1.3'
      })
      server.once('error', reject)
      server.once('secureConnection', (socket) => {
        socket.write(socket.exportKeyingMaterial(32, label, context).toString('hex'))
      })
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = address !== null && typeof address === 'object' ? address.port : 0
        const socket = tls.connect({ port, host: '127.0.0.1', ca: certificate, minVersion: 'TLSv1.3' })
        socket.once('error', reject)
        socket.once('data', (data: Buffer) => {
          const ours = socket.exportKeyingMaterial(32, label, context).toString('hex')
          socket.destroy()
          server.close()
          resolve({ name, trouble: ours === data.toString() ? null : 'both sides got different keys' })
        })
      })
    })
  } catch (error) {
    return { name, trouble: error instanceof Error ? error.message : 'it threw' }
  }
}
