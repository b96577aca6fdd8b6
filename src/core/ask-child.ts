/** The parent's end of a child that does one task: the request is sealed for it, and so is what it says (sealed-channel.ts). */
import type { ChildPort } from './fork-child.ts'
import { ChannelPair, type Message, type SealedChannel } from './sealed-channel.ts'

/** What a child says first: that it is there, and its key. */
export interface Hello {
  readonly kind: 'hello'
  readonly publicKey: Uint8Array
}

/** What follows: the parent's request, which brings its key, and the child's replies, which don't. */
export interface Sealed {
  readonly kind: 'sealed'
  readonly publicKey?: Uint8Array
  readonly sealed: Uint8Array
}

export interface Talk {
  /** The child is there, and has the request. */
  readonly onStarted?: () => void
  /** What it says. The secrets are wiped when this returns: what is wanted of them is taken in here. */
  readonly onReply: (said: unknown, secrets: readonly Buffer[]) => void
  /** It said what nobody can open. */
  readonly onNonsense: () => void
}

/**
 * Asks once the child is there.
 * @param request - Its secrets stay the caller's, who wipes them when it is over.
 * @returns to be called when it is over: wipes the keys, and hears no more
 */
export function askChild(child: ChildPort, request: Message, talk: Talk): () => void {
  let channel: SealedChannel | null = null
  let isOver = false
  child.onMessage((message) => {
    if (isOver) return
    if (channel === null) {
      const theirs = publicKeyOf(message)
      const pair = new ChannelPair()
      channel = theirs === null ? null : channelTo(pair, theirs)
      if (channel === null) {
        talk.onNonsense()
        return
      }
      talk.onStarted?.()
      const sealed: Sealed = { kind: 'sealed', publicKey: pair.publicKey, sealed: channel.seal(request) }
      child.send(sealed)
      return
    }
    const opened = channel.open(sealedIn(message))
    if (opened === null) {
      talk.onNonsense()
      return
    }
    try {
      talk.onReply(opened.said, opened.secrets)
    } finally {
      opened.wipe()
    }
  })
  return () => {
    isOver = true
    channel?.end()
  }
}

/** The sealed bytes of a message, or `null`. */
export function sealedIn(message: unknown): Uint8Array | null {
  if (!isObject(message) || !('sealed' in message)) return null
  return message.sealed instanceof Uint8Array ? message.sealed : null
}

/** The public key that a message brings, or `null`. */
export function publicKeyOf(message: unknown): Uint8Array | null {
  if (!isObject(message) || !('publicKey' in message)) return null
  return message.publicKey instanceof Uint8Array ? message.publicKey : null
}

function channelTo(pair: ChannelPair, theirs: Uint8Array): SealedChannel | null {
  try {
    return pair.channelTo(theirs, 'parent')
  } catch {
    return null
  }
}

function isObject(message: unknown): message is object {
  return typeof message === 'object' && message !== null
}
