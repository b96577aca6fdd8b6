/**
 * The child's end of ask-child.ts, whoever started it: `child_process.fork` (terminal) or Electron's `utilityProcess.fork`
 * (main).
 */
import { publicKeyOf, sealedIn, type Hello, type Sealed } from './ask-child.ts'
import { ChannelPair, type Message } from './sealed-channel.ts'

/** Electron's `process.parentPort`, as far as it is used here; `electron` itself isn't imported. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** What the parent asks, and how to reply, as often as there is something to say. */
export interface Asked {
  readonly said: unknown
  readonly secrets: readonly Buffer[]
  readonly say: (reply: Message) => void
}

/** Says that this process is there, and answers the one request that comes. Nothing is wiped here: the process is ended. */
export function answerParent(answer: (asked: Asked) => Promise<void>): void {
  answerOver(portToParent(), answer)
}

interface Port {
  send(message: Hello | Sealed): void
  onMessage(listener: (message: unknown) => void): void
}

/** The same over any port. */
export function answerOver(port: Port, answer: (asked: Asked) => Promise<void>): void {
  const pair = new ChannelPair()
  port.onMessage((message) => {
    const theirs = publicKeyOf(message)
    const channel = theirs === null ? null : pair.channelTo(theirs, 'child')
    const opened = channel?.open(sealedIn(message)) ?? null
    // Ends the process, which the parent notices at once.
    if (channel === null || opened === null) throw new Error('expected a sealed request of the parent')
    const say = (reply: Message): void => port.send({ kind: 'sealed', sealed: channel.seal(reply) })
    void answer({ said: opened.said, secrets: opened.secrets, say })
  })
  port.send({ kind: 'hello', publicKey: pair.publicKey })
}

function portToParent(): Port {
  const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort) : null
  if (parentPort === null) {
    return {
      send: (message) => process.send?.(message),
      onMessage: (listener) => process.on('message', listener)
    }
  }
  return {
    send: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data))
  }
}
