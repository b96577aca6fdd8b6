/** The thread that reads QR codes, started on first use and kept until it is ended: one picture after another. */
import { Worker } from 'node:worker_threads'
import { LIMITS } from './limits.ts'
import { QrError } from './qr-error.ts'
import type { Passes } from './qr-passes.ts'
import type { QrPicture } from './qr-picture.ts'
import type { QrWorkerMessage, QrWorkerRequest } from './qr-worker.ts'

export interface QrReading {
  /** The thread's script; by default `qr-worker` beside this file, in the source and in the bundle. */
  readonly worker?: URL
  /** How long the picture may take once the thread is ready, milliseconds. */
  readonly deadlineMs?: number
}

const WORKER = new URL(import.meta.url.endsWith('.ts') ? 'qr-worker.ts' : 'qr-worker.js', import.meta.url)

export class QrReader {
  readonly #script: URL
  readonly #deadlineMs: number
  #thread: Promise<Worker> | null = null
  /** The picture before, whatever came of it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor({ worker = WORKER, deadlineMs = LIMITS.imageMs }: QrReading = {}) {
    this.#script = worker
    this.#deadlineMs = deadlineMs
  }

  /**
   * The texts of all codes in a picture; `null` for a file that can't be decoded.
   * @param picture - Stays as it is: the thread gets a copy.
   * @throws QrError `too-large` for one that took too long before anything was known of it
   */
  textsIn(picture: QrPicture, until: Passes['until'] = 'all-tried'): Promise<readonly string[] | null> {
    const texts = this.#last.then(() => this.#read(picture, until))
    this.#last = texts.catch(() => undefined)
    return texts
  }

  /** Ends the thread, and with it what it read; the next picture starts another. */
  async end(): Promise<void> {
    const thread = this.#thread
    this.#thread = null
    await thread?.then(
      (it) => it.terminate(),
      () => undefined
    )
  }

  async #read(picture: QrPicture, until: Passes['until']): Promise<readonly string[] | null> {
    this.#thread ??= start(this.#script)
    const thread = await this.#thread
    let soFar: readonly string[] | null = null
    const done = heard(thread, (message) => {
      if (message === 'ready') return undefined
      if (message.kind === 'done') return { texts: message.texts }
      soFar = message.texts
      return undefined
    })
    thread.postMessage(...copied({ picture, until }))
    const timer = setTimeout(() => {
      // What the first passes found counts; it is only the later ones that aren't waited for.
      if (soFar !== null) done.resolve({ texts: soFar })
      else done.reject(new QrError('too-large', `to be read within ${this.#deadlineMs} ms`, 'more to do'))
      void this.end()
    }, this.#deadlineMs)
    try {
      return (await done.promise).texts
    } catch (error) {
      await this.end()
      throw error
    } finally {
      clearTimeout(timer)
      done.stop()
    }
  }
}

/** A thread that is ready. */
async function start(script: URL): Promise<Worker> {
  const thread = new Worker(script, { execArgv: [] })
  // One that breaks between two pictures costs the next picture its time, not the whole process.
  thread.on('error', () => undefined)
  const ready = heard(thread, (message) => (message === 'ready' ? thread : undefined))
  try {
    return await ready.promise
  } finally {
    ready.stop()
  }
}

interface Heard<T> extends PromiseWithResolvers<T> {
  readonly stop: () => void
}

/** What `pick` takes of a thread's messages; fails with the thread, or when that ends by itself. */
function heard<T>(thread: Worker, pick: (message: QrWorkerMessage) => T | undefined): Heard<T> {
  const waiting = Promise.withResolvers<T>()
  const hear = (message: QrWorkerMessage): void => {
    const picked = pick(message)
    if (picked !== undefined) waiting.resolve(picked)
  }
  const gone = (): void => waiting.reject(new Error('expected the codes, got the end of the thread'))
  thread.on('message', hear).on('error', waiting.reject).on('exit', gone)
  return {
    ...waiting,
    stop: () => {
      thread.off('message', hear).off('error', waiting.reject).off('exit', gone)
    }
  }
}

/** A copy that is handed over: a view on a shared pool would drag all of the pool along. */
function copied({ picture, until }: QrWorkerRequest): [QrWorkerRequest, ArrayBuffer[]] {
  if (picture instanceof Uint8Array) {
    const file = Uint8Array.from(picture)
    return [{ picture: file, until }, [file.buffer]]
  }
  const { width, height } = picture
  if ('pixels' in picture) {
    const pixels = Uint8Array.from(picture.pixels)
    return [{ picture: { width, height, pixels }, until }, [pixels.buffer]]
  }
  const bgra = Uint8Array.from(picture.bgra)
  return [{ picture: { width, height, bgra }, until }, [bgra.buffer]]
}
