/**
 * Finds the QR codes of pictures in a thread of its own, so that a hostile picture can be stopped. Says `ready`, then takes
 * one picture after the other; `qr-reader.ts` starts it and ends it. Its own entry in the bundle.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { pgmOf, type GreyPicture } from './grey-picture.ts'
import { codesIn, type Found, type Passes } from './qr-passes.ts'
import { prepared, type QrPicture } from './qr-picture.ts'

/** One picture to look at. */
export interface QrWorkerRequest {
  readonly picture: QrPicture
  readonly until: Passes['until']
}

/** What the thread says: first `ready`; of each picture what was found so far, and at the end `null` if it can't be decoded. */
export type QrWorkerMessage =
  | 'ready'
  | { readonly kind: 'so-far'; readonly texts: readonly string[] }
  | { readonly kind: 'done'; readonly texts: readonly string[] | null }

const port = parentPort
if (port === null) throw new Error('expected to run as a worker thread')
const say = (message: QrWorkerMessage): void => port.postMessage(message)

// Given by hand, or the library would fetch it from the network.
const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })

port.on('message', (request: QrWorkerRequest) => {
  void read(request).then((texts) => say({ kind: 'done', texts }))
})
say('ready')

async function read({ picture, until }: QrWorkerRequest): Promise<readonly string[] | null> {
  const ready = await prepared(picture)
  if (ready === null) return null
  const passes: Passes = {
    decode: async (grey) => (await decode(pgmOf(grey))) ?? NOTHING,
    until,
    onPass: (texts) => say({ kind: 'so-far', texts })
  }
  if (ready.kind === 'grey') return await readGrey(ready.picture, ready.onBlack, passes)
  const first = await decode(ready.file)
  if (first === null) return null
  say({ kind: 'so-far', texts: first.texts })
  if (first.texts.length > 0 && first.unread === 0) return first.texts
  const grey = await ready.grey()
  if (grey === null) return first.texts
  return [...new Set([...first.texts, ...(await codesIn(grey, passes))])]
}

/** White on nothing is seen on black alone. */
async function readGrey(
  picture: GreyPicture,
  onBlack: GreyPicture | undefined,
  passes: Passes
): Promise<readonly string[]> {
  const texts = await codesIn(picture, passes)
  return texts.length > 0 || onBlack === undefined ? texts : await codesIn(onBlack, passes)
}

const NOTHING: Found = { texts: [], unread: 0 }

/** `null` for a file that can't be decoded. */
async function decode(image: Uint8Array): Promise<Found | null> {
  const found = await readBarcodes(image, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 255,
    tryHarder: true,
    returnErrors: true,
    // Codes made without saying their character set are read as UTF-8; left to guess, it is at times Shift JIS.
    characterSet: 'UTF8'
  })
  const read = found.filter((code) => code.isValid)
  const unread = found.filter((code) => !code.isValid)
  // A file that can't be decoded is one result of no format.
  if (unread.some((code) => code.format === 'None')) return null
  return { texts: read.map((code) => code.text), unread: unread.length }
}
