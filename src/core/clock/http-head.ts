/** HEAD requests over a connection that is open already, one after the other: RFC 9112, as far as a HEAD needs it. */
import type { Socket } from 'node:net'
import type { WallClock } from './wall-clock.ts'

/** The head of a final response, with the moments between which it was written, monotonic ms. */
export interface ResponseHead {
  /** Lower-case field name → its values, in their order. */
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly sentMs: number
  readonly receivedMs: number
}

const MAX_HEAD_LENGTH = 65_536
const END = '\r\n\r\n'
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: |$)/
const FIELD_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/

/**
 * Asks for the head of `/`. A HEAD has no content, so the next response begins where this head ends.
 * @returns `malformed` for what isn't HTTP/1, `timed-out`, or the error of the socket.
 */
export function requestHead(
  socket: Socket,
  host: string,
  clock: WallClock,
  timeoutMs: number
): Promise<ResponseHead | 'malformed' | 'timed-out' | Error> {
  return new Promise((resolve) => {
    let received = ''
    const end = (outcome: ResponseHead | 'malformed' | 'timed-out' | Error): void => {
      clearTimeout(timer)
      socket.off('data', take)
      socket.off('error', end)
      socket.off('close', closed)
      resolve(outcome)
    }
    const closed = (): void => end('malformed')
    const take = (part: Buffer): void => {
      const receivedMs = clock.monotonicMs()
      received += part.toString('latin1')
      for (let at = received.indexOf(END); at !== -1; at = received.indexOf(END)) {
        const head = readHead(received.slice(0, at))
        received = received.slice(at + END.length)
        if (head === null) {
          end('malformed')
          return
        }
        // Interim responses come before the one that counts (RFC 9110 §15.2).
        if (head.status >= 200) {
          end({ fields: head.fields, sentMs, receivedMs })
          return
        }
      }
      if (received.length > MAX_HEAD_LENGTH) end('malformed')
    }
    const timer = setTimeout(() => end('timed-out'), timeoutMs)
    socket.on('data', take)
    socket.once('error', end)
    socket.once('close', closed)
    const sentMs = clock.monotonicMs()
    socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nCache-Control: no-cache\r\n\r\n`)
  })
}

function readHead(text: string): { status: number; fields: ReadonlyMap<string, readonly string[]> } | null {
  const [first = '', ...lines] = text.split('\r\n')
  const status = STATUS_LINE.exec(first)?.[1]
  if (status === undefined) return null
  const fields = new Map<string, readonly string[]>()
  for (const line of lines) {
    const [, name, value] = FIELD_LINE.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    const lower = name.toLowerCase()
    fields.set(lower, [...(fields.get(lower) ?? []), value])
  }
  return { status: Number(status), fields }
}
