/**
 * What parent and reading child say to one another, sealed (reading-child.ts, ask-child.ts). Secrets travel as bytes beside
 * what is said, never as text: each stands in it by its place among them.
 */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { KeyUriError, type KeyUriErrorCode } from '../otp/key-uri-error.ts'
import type { NewAccount } from '../otp/account.ts'
import type { Message } from '../sealed-channel.ts'
import { copySecret } from '../vault/secret-bytes.ts'
import { IMPORT_FORMATS, type FormatId } from './formats.ts'
import type { FailedEntry, ReadEntry, ReadExport } from './importer.ts'
import { QrError, type QrErrorCode } from './qr-error.ts'
import type { FormattedExport } from './read-export.ts'
import { TransferError, type TransferErrorCode } from './transfer-error.ts'

export interface ReadingRequest {
  readonly bytes: Buffer
  readonly name: string
  readonly password: Buffer | null
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

/** An account whose keys are places in the message's secrets: key objects don't cross between processes. */
type Wired<A> = A extends NewAccount
  ? { readonly [K in keyof A]: A[K] extends KeyObject ? number : A[K] }
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

/** The bytes of the file and of its password are the message's secrets, and stay the caller's. */
export function requestMessage({ bytes, password, name, from }: ReadingRequest): Message {
  return { said: { name, from }, secrets: password === null ? [bytes] : [bytes, password] }
}

/** A request, or `null` for anything that isn't one. */
export function parseRequest(said: unknown, [bytes, password]: readonly Buffer[]): ReadingRequest | null {
  if (typeof said !== 'object' || said === null || !('name' in said) || bytes === undefined) return null
  const { name } = said
  const from = 'from' in said ? IMPORT_FORMATS.find((format) => format === said.from) : undefined
  if (typeof name !== 'string') return null
  return { bytes, name, password: password ?? null, ...(from === undefined ? {} : { from }) }
}

export function toWire(read: FormattedExport): Message {
  const { accounts, failed } = read
  const secrets: Uint8Array[] = []
  const said: ReadingReply = {
    ...read,
    kind: 'read',
    accounts: accounts.map((one) => ({ ...one, account: wired(one.account, secrets) })),
    failed: failed.map(({ entry, name, error }) => ({ entry, name, error: errorToWire(error) }))
  }
  return { said, secrets }
}

/** Takes the secrets in; the bytes in which they came stay the message's. */
export function fromWire(wire: ReadingReply & { kind: 'read' }, secrets: readonly Buffer[]): FormattedExport {
  const { format, found, missingParts } = wire
  return {
    format,
    found,
    ...(missingParts === undefined ? {} : { missingParts }),
    accounts: wire.accounts.map((one) => ({ ...one, account: unwired(one.account, secrets) })),
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

function entryError(wire: WireError): KeyUriError | TransferError {
  if (wire.of === 'transfer') return new TransferError(wire.code, faultOf(wire))
  if (wire.of === 'key-uri') return new KeyUriError(wire.code, faultOf(wire))
  throw new Error('expected an entry’s own error, got another')
}

function faultOf({ field, expected, got }: Fault): Fault {
  return { expected, got, ...(field === undefined ? {} : { field }) }
}

function wired(account: NewAccount, secrets: Uint8Array[]): WireAccount {
  const { secret, ...rest } = account
  const placeOf = (key: KeyObject): number => secrets.push(copySecret(key.export())) - 1
  return 'pin' in rest
    ? { ...rest, secret: placeOf(secret), pin: placeOf(rest.pin) }
    : { ...rest, secret: placeOf(secret) }
}

function unwired(account: WireAccount, secrets: readonly Buffer[]): NewAccount {
  const { secret, ...rest } = account
  const keyAt = (place: number): KeyObject => createSecretKey(secrets[place] ?? Buffer.alloc(0))
  return 'pin' in rest
    ? { ...rest, secret: keyAt(secret), pin: keyAt(rest.pin) }
    : { ...rest, secret: keyAt(secret) }
}
