/**
 * Finds the QR codes of one picture in a thread of its own, so that a hostile picture can be stopped. Says `ready`, takes
 * one picture, answers once; `qr.ts` starts it and ends it. Its own entry in the bundle.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { isPng } from './image-size.ts'
import { LIMITS } from './limits.ts'
import { pngOnWhite, type Pixels } from './png-on-white.ts'
import { inflatesTooFar } from './png.ts'

/** What the thread says: first `ready`, then the codes' texts, or `null` if the picture can't be decoded. */
export type QrWorkerMessage = 'ready' | readonly string[] | null

const port = parentPort
if (port === null) throw new Error('expected to run as a worker thread')
const say = (message: QrWorkerMessage): void => port.postMessage(message)

// Given by hand, or the library would fetch it from the network.
const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })

port.once('message', (image: Uint8Array) => {
  void read(image).then(say)
})
say('ready')

async function read(image: Uint8Array): Promise<readonly string[] | null> {
  if (!isPng(image)) return await decode(image)
  if (await inflatesTooFar(image, 5 * LIMITS.imagePixels)) return null
  const texts = await decode(image)
  if (texts === null || texts.length > 0) return texts
  const pixels = pngOnWhite(image)
  return pixels === null ? texts : await decode(pixels)
}

async function decode(image: Uint8Array | Pixels): Promise<readonly string[] | null> {
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 255,
    tryHarder: true,
    // Codes made without saying their character set are read as UTF-8; left to guess, it is at times Shift JIS.
    characterSet: 'UTF8'
  })
  // A picture that can't be decoded is one result with an error; one without codes is none at all.
  if (found.some((code) => !code.isValid)) return null
  return found.map((code) => code.text)
}
