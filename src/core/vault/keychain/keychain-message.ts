/** What parent and child say to one another, sealed (ask-child.ts): one request, one reply, then the child is ended. */
import type { Message } from '../../sealed-channel.ts'
import type { KeychainErrorCode } from './keychain.ts'

export type KeychainRequest =
  /** Only whether keytar loads. */
  | { readonly call: 'load' }
  | { readonly call: 'read' | 'delete'; readonly service: string; readonly account: string }
  | { readonly call: 'write'; readonly service: string; readonly account: string; readonly value: Uint8Array }

export type KeychainReply =
  | { readonly kind: 'done'; readonly value: Buffer | null }
  | { readonly kind: 'failed'; readonly code: KeychainErrorCode; readonly message: string }

/** The item is the message's secret, whose bytes stay whose they are. */
export function requestMessage(request: KeychainRequest): Message {
  if (request.call !== 'write') return { said: request, secrets: [] }
  const { call, service, account, value } = request
  return { said: { call, service, account }, secrets: [value] }
}

export function replyMessage(reply: KeychainReply): Message {
  if (reply.kind === 'failed') return { said: reply, secrets: [] }
  return { said: { kind: 'done' }, secrets: reply.value === null ? [] : [reply.value] }
}

/** A reply, or `null` for anything that isn't one. Its value is the message's own bytes. */
export function parseReply(message: unknown, [value]: readonly Buffer[]): KeychainReply | null {
  if (typeof message !== 'object' || message === null || !('kind' in message)) {
    return null
  }
  if (message.kind === 'done') {
    return { kind: 'done', value: value ?? null }
  }
  if (message.kind === 'failed' && 'code' in message && 'message' in message) {
    const { code, message: text } = message
    const isCode = code === 'locked' || code === 'unreachable' || code === 'absent'
    return isCode && typeof text === 'string' ? { kind: 'failed', code, message: text } : null
  }
  return null
}

/** A request, or `null` for anything that isn't one. Its value is the message's own bytes. */
export function parseRequest(message: unknown, [value]: readonly Uint8Array[]): KeychainRequest | null {
  if (typeof message !== 'object' || message === null || !('call' in message)) {
    return null
  }
  const { call } = message
  if (call === 'load') {
    return { call }
  }
  if (!('service' in message) || !('account' in message)) {
    return null
  }
  const { service, account } = message
  if (typeof service !== 'string' || typeof account !== 'string') {
    return null
  }
  if (call === 'read' || call === 'delete') {
    return { call, service, account }
  }
  return call === 'write' && value !== undefined ? { call, service, account, value } : null
}
