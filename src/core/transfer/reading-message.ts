/** What parent and reading child say to one another (reading-child.ts). Secrets travel as bytes, never as text. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { KeyUriError, type KeyUriErrorCode } from '../otp/key-uri-error.ts'
import type { NewAccount } from '../otp/account.ts'
import { copySecret } from '../vault/secret-bytes.ts'
import type { FormatId } from './formats.ts'
import type { FailedEntry, ReadEntry, ReadExport } from './importer.ts'
import { QrError, type QrErrorCode } from './qr-error.ts'
import type { FormattedExport } from './read-export.ts'
import { TransferError, type TransferErrorCode } from './transfer-error.ts'

export interface ReadingRequest {
  readonly bytes: Uint8Array
  readonly name: string
  readonly password: Uint8Array | null
  readonly from?: FormatId
}

/** `deriving` and `format` come before the end, which is `read` or `failed`. */
export type ReadingReply =
  | { readonly kind: 'deriving'; readonly estimateMs: number }
  | { readonly kind: 'format'; readonly format: FormatId }
  | ({ readonly kind: 'read'; readonly format: FormatId } & WireExport)
  | { readonly kind: 'failed'; readonly error: WireError }

export interface WireExport extends Omit<ReadExport, 'accounts' | 'failed'> {
  readonly accounts: readonly (Omit<ReadEntry, 'account'> & { readonly account: WireAccount })[]
  readonly failed: readonly (Omit<FailedEntry, 'error'> & { readonly error: WireError })[]
}

/** An account whose keys are bytes: key objects don't cross between processes. */
type Wired<A> = A extends NewAccount
  ? { readonly [K in keyof A]: A[K] extends KeyObject ? Uint8Array : A[K] }
  : never
export type WireAccount = Wired<NewAccount>

/** `unknown`: a fault of ours; nothing of its text is passed on. */
export type WireError =
  | ({ readonly of: 'transfer'; readonly code: TransferErrorCode } & Fault)
  | ({ readonly of: 'key-uri'; readonly code: KeyUriErrorCode } & Fault)
  | { readonly of: 'qr'; readonly code: QrErrorCode; readonly expected: string; readonly got: string }
  | { readonly of: 'unknown' }

interface Fault {
  readonly field?: string
  readonly expected: string
  readonly got: string
}

export function toWire(read: FormattedExport): ReadingReply {
  const { accounts, failed } = read
  return {
    ...read,
    kind: 'read',
    accounts: accounts.map((one) => ({ ...one, account: wired(one.account) })),
    failed: failed.map(({ entry, name, error }) => ({ entry, name, error: errorToWire(error) }))
  }
}

/** Takes the secrets in, and wipes the bytes in which they came. */
export function fromWire(wire: ReadingReply & { kind: 'read' }): FormattedExport {
  const { format, found, missingParts } = wire
  return {
    format,
    found,
    ...(missingParts === undefined ? {} : { missingParts }),
    accounts: wire.accounts.map((one) => ({ ...one, account: unwired(one.account) })),
    failed: wire.failed.map(({ entry, name, error }) => ({ entry, name, error: entryError(error) }))
  }
}

export function errorToWire(error: unknown): WireError {
  if (error instanceof TransferError) return { of: 'transfer', code: error.code, ...faultOf(error) }
  if (error instanceof KeyUriError) return { of: 'key-uri', code: error.code, ...faultOf(error) }
  if (error instanceof QrError) {
    return { of: 'qr', code: error.code, expected: error.expected, got: error.got }
  }
  return { of: 'unknown' }
}

export function errorFromWire(wire: WireError): Error {
  switch (wire.of) {
    case 'transfer':
    case 'key-uri':
      return entryError(wire)
    case 'qr':
      return new QrError(wire.code, wire.expected, wire.got)
    case 'unknown':
      return new Error('expected an export that is read or refused, got a fault of the reader')
  }
}

/** A child's reply, by its kind alone: the child is our own program, and what it read was checked there. */
export function isReply(message: unknown): message is ReadingReply {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  return typeof message.kind === 'string' && ['deriving', 'format', 'read', 'failed'].includes(message.kind)
}

export function isRequest(message: unknown): message is ReadingRequest {
  if (typeof message !== 'object' || message === null) return false
  if (!('bytes' in message) || !('name' in message) || !('password' in message)) return false
  const { bytes, name, password } = message
  return (
    bytes instanceof Uint8Array &&
    typeof name === 'string' &&
    (password === null || password instanceof Uint8Array)
  )
}

function entryError(wire: WireError): KeyUriError | TransferError {
  if (wire.of === 'transfer') return new TransferError(wire.code, faultOf(wire))
  if (wire.of === 'key-uri') return new KeyUriError(wire.code, faultOf(wire))
  throw new Error('expected an entry’s own error, got another')
}

function faultOf({ field, expected, got }: Fault): Fault {
  return { expected, got, ...(field === undefined ? {} : { field }) }
}

function wired(account: NewAccount): WireAccount {
  const { secret, ...rest } = account
  return 'pin' in rest
    ? { ...rest, secret: bytesOf(secret), pin: bytesOf(rest.pin) }
    : { ...rest, secret: bytesOf(secret) }
}

function unwired(account: WireAccount): NewAccount {
  const { secret, ...rest } = account
  return 'pin' in rest
    ? { ...rest, secret: keyOf(secret), pin: keyOf(rest.pin) }
    : { ...rest, secret: keyOf(secret) }
}

function bytesOf(key: KeyObject): Uint8Array {
  const exported = key.export()
  const bytes = copySecret(exported)
  exported.fill(0)
  return bytes
}

function keyOf(bytes: Uint8Array): KeyObject {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}
