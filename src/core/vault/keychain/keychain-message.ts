/** What parent and child say to one another: that it is there, one request, one reply, then the child is ended. */
import type { KeychainErrorCode } from './keychain.ts'

export type KeychainRequest =
  /** Only whether keytar loads. */
  | { readonly call: 'load' }
  | { readonly call: 'read' | 'delete'; readonly service: string; readonly account: string }
  | { readonly call: 'write'; readonly service: string; readonly account: string; readonly value: Uint8Array }

export type KeychainReply =
  | { readonly kind: 'done'; readonly value: Uint8Array | null }
  | { readonly kind: 'failed'; readonly code: KeychainErrorCode; readonly message: string }

/** What the child says before anything else: from then on it is the keychain that is waited for. */
export const STARTED = { kind: 'started' } as const

export function isStarted(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'started'
}

/** A reply, or `null` for anything that isn't one. */
export function parseReply(message: unknown): KeychainReply | null {
  if (typeof message !== 'object' || message === null || !('kind' in message)) {
    return null
  }
  if (message.kind === 'done' && 'value' in message) {
    const { value } = message
    return value === null || value instanceof Uint8Array ? { kind: 'done', value } : null
  }
  if (message.kind === 'failed' && 'code' in message && 'message' in message) {
    const { code, message: text } = message
    const isCode = code === 'locked' || code === 'unreachable' || code === 'absent'
    return isCode && typeof text === 'string' ? { kind: 'failed', code, message: text } : null
  }
  return null
}

/** A request, or `null` for anything that isn't one. */
export function parseRequest(message: unknown): KeychainRequest | null {
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
  const value = 'value' in message ? message.value : null
  return call === 'write' && value instanceof Uint8Array ? { call, service, account, value } : null
}
