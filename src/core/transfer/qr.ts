/** QR codes (ISO/IEC 18004) in a picture from outside: checked by its header, then read in a thread with a deadline. */
import { Worker } from 'node:worker_threads'
import { imageSize } from './image-size.ts'
import { LIMITS } from './limits.ts'
import type { QrWorkerMessage } from './qr-worker.ts'

export type QrErrorCode = 'not-an-image' | 'too-large' | 'no-code'

/** A picture that gives no codes. */
export class QrError extends Error {
  readonly code: QrErrorCode
  readonly expected: string
  readonly got: string

  constructor(code: QrErrorCode, expected: string, got: string, options?: ErrorOptions) {
    super(`picture: expected ${expected}, got ${got}`, options)
    this.name = 'QrError'
    this.code = code
    this.expected = expected
    this.got = got
  }
}

export interface QrReading {
  /** The thread's script; by default `qr-worker` beside this file, in the source and in the bundle. */
  readonly worker?: URL
  /** How long the picture may take once the thread is ready, milliseconds. */
  readonly deadlineMs?: number
}

/**
 * The texts of all QR codes in a PNG, JPEG, GIF or BMP; at least one.
 * @throws {@link QrError} `not-an-image`, `too-large` (bytes, pixels, or not done in time), `no-code`
 */
export async function readQrCodes(image: Uint8Array, reading: QrReading = {}): Promise<string[]> {
  if (image.length > LIMITS.fileBytes) {
    throw new QrError('too-large', `≤ ${LIMITS.fileBytes} bytes`, `${image.length} bytes`)
  }
  const size = imageSize(image)
  if (size === null || size.width === 0 || size.height === 0) {
    throw new QrError('not-an-image', FORMATS, `${image.length} other bytes`)
  }
  if (size.width * size.height > LIMITS.imagePixels) {
    throw new QrError('too-large', `≤ ${LIMITS.imagePixels} pixels`, `${size.width} × ${size.height}`)
  }
  const texts = await readInThread(image, reading)
  if (texts === null) throw new QrError('not-an-image', FORMATS, 'a damaged picture')
  if (texts.length === 0) throw new QrError('no-code', 'a QR code', 'none')
  return [...texts]
}

const FORMATS = 'PNG, JPEG, GIF or BMP'
const WORKER = new URL(import.meta.url.endsWith('.ts') ? 'qr-worker.ts' : 'qr-worker.js', import.meta.url)

/** One thread a picture: what it read is gone with it. */
async function readInThread(
  image: Uint8Array,
  { worker: script = WORKER, deadlineMs = LIMITS.imageMs }: QrReading
): Promise<readonly string[] | null> {
  const thread = new Worker(script, { execArgv: [] })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('expected the codes, got the end of the thread')))
      thread.on('message', (message: QrWorkerMessage) => {
        if (message !== 'ready') {
          resolve(message)
          return
        }
        // A copy that is handed over: a view on a shared pool would drag all of the pool along.
        const copy = Uint8Array.from(image)
        thread.postMessage(copy, [copy.buffer])
        timer = setTimeout(() => {
          reject(new QrError('too-large', `to be read within ${deadlineMs} ms`, 'more to do'))
        }, deadlineMs)
      })
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
