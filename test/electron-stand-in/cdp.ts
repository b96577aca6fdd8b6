/** A client for the Chrome DevTools Protocol over Chromium's debugging pipe (NUL-terminated JSON, flat sessions). */
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
// playwright-core doesn't export its copy of the protocol's types by name.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** What Chromium answers when a page or the browser went away meanwhile: expected while windows close. */
export class CdpClosed extends Error {
  override readonly name = 'CdpClosed'
}

interface Waiting {
  readonly sessionId: string | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The browser's end of the pipe, and the sessions attached through it. */
export class CdpConnection {
  readonly #output: Writable
  readonly #pending = new Map<number, Waiting>()
  readonly #sessions = new Map<string, CdpSession>()
  readonly #closed: () => void
  #lastId = 0
  #isClosed = false
  /** Commands to the browser itself. */
  readonly browser: CdpSession

  constructor(output: Writable, input: Readable, onClose: () => void) {
    this.#output = output
    this.#closed = onClose
    this.browser = new CdpSession(this, undefined)
    // A page that closes takes the answers with it that it still owed.
    this.browser.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.#sessions.delete(sessionId)
      this.#rejectAll('the page is gone', (waiting) => waiting.sessionId === sessionId)
    })
    let chunks: Buffer[] = []
    input.on('data', (data: Buffer) => {
      let start = 0
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
        chunks.push(data.subarray(start, end))
        this.#receive(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Message)
        chunks = []
        start = end + 1
      }
      chunks.push(data.subarray(start))
    })
    for (const stream of [input, output]) {
      stream.on('error', () => this.#close())
      stream.on('close', () => this.#close())
    }
  }

  /** Attaches to a target; events of one session never reach another. */
  async attach(targetId: string): Promise<CdpSession> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true })
    const session = this.#sessions.get(sessionId) ?? new CdpSession(this, sessionId)
    this.#sessions.set(sessionId, session)
    return session
  }

  call(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new CdpClosed('the browser is gone'))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { sessionId, resolve, reject })
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error === undefined) waiting?.resolve(message.result)
      else waiting?.reject(new CdpClosed(message.error.message))
    } else if (message.method !== undefined) {
      const session = message.sessionId === undefined ? this.browser : this.#sessions.get(message.sessionId)
      session?.emitter.emit(message.method, message.params)
    }
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#rejectAll('the browser is gone', () => true)
    this.#closed()
  }

  #rejectAll(reason: string, concerns: (waiting: Waiting) => boolean): void {
    for (const [id, waiting] of this.#pending) {
      if (!concerns(waiting)) continue
      this.#pending.delete(id)
      waiting.reject(new CdpClosed(reason))
    }
  }
}

/** One target's conversation: commands and events. */
export class CdpSession {
  readonly emitter = new EventEmitter()
  readonly #connection: CdpConnection
  readonly #sessionId: string | undefined

  constructor(connection: CdpConnection, sessionId: string | undefined) {
    this.#connection = connection
    this.#sessionId = sessionId
  }

  /** @throws CdpClosed when the target or the browser is gone, or refuses. */
  async send<M extends keyof Protocol.CommandParameters>(
    method: M,
    params?: Protocol.CommandParameters[M]
  ): Promise<Protocol.CommandReturnValues[M]> {
    // What Chromium answers is typed by the protocol's own description.
    return (await this.#connection.call(method, params, this.#sessionId)) as Protocol.CommandReturnValues[M]
  }

  on<E extends keyof Protocol.Events>(event: E, listener: (payload: Protocol.Events[E]) => void): void {
    this.emitter.on(event, listener)
  }

  off<E extends keyof Protocol.Events>(event: E, listener: (payload: Protocol.Events[E]) => void): void {
    this.emitter.off(event, listener)
  }
}
