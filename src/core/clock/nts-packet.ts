/** NTP packets under NTS, RFC 8915 §5: extension fields (RFC 7822), cookies and the authenticator. */
import { timingSafeEqual } from 'node:crypto'
import { aessiv } from '@noble/ciphers/aes.js'
import { HEADER_LENGTH } from './ntp-packet.ts'
import { COOKIES_KEPT } from './nts-records.ts'
import type { Refusal } from './sample.ts'

const UNIQUE_IDENTIFIER = 0x0104
const COOKIE = 0x0204
const COOKIE_PLACEHOLDER = 0x0304
const AUTHENTICATOR = 0x0404

export const UNIQUE_IDENTIFIER_LENGTH = 32
const NONCE_LENGTH = 16
/** Below the least MTU of IPv6 (1,280) with its headers, so that no request is cut up on its way. */
const MAX_REQUEST_LENGTH = 1200
const TAG_LENGTH = 16

interface ExtensionField {
  readonly type: number
  readonly at: number
  readonly body: Buffer
}

export interface NtsRequest {
  /** The 48 bytes of NTP. */
  readonly header: Uint8Array
  /** 32 random bytes that the reply repeats. */
  readonly uniqueIdentifier: Uint8Array
  /** Never used before. */
  readonly cookie: Buffer
  /** How many cookies are left besides; placeholders ask for the rest of eight. */
  readonly cookiesLeft: number
  readonly clientKey: Uint8Array
  /** 16 random bytes. */
  readonly nonce: Uint8Array
}

/** The request with its extension fields, authenticated as a whole (§5.6, §5.7). */
export function writeNtsRequest(request: NtsRequest): Buffer {
  const { header, uniqueIdentifier, cookie, cookiesLeft, clientKey, nonce } = request
  const placeholder = writeField(COOKIE_PLACEHOLDER, Buffer.alloc(cookie.length))
  const start = [header, writeField(UNIQUE_IDENTIFIER, uniqueIdentifier), writeField(COOKIE, cookie)]
  const authenticatorLength = 8 + NONCE_LENGTH + TAG_LENGTH
  const roomLeft = MAX_REQUEST_LENGTH - authenticatorLength - Buffer.concat(start).length
  const wanted = Math.min(COOKIES_KEPT - 1 - cookiesLeft, Math.floor(roomLeft / placeholder.length))
  const placeholders = Array.from({ length: Math.max(0, wanted) }, () => placeholder)
  const associated = Buffer.concat([...start, ...placeholders])
  // Nothing is encrypted in a request: the text is empty and what comes out is the tag.
  const tag = aessiv(clientKey, associated, nonce).encrypt(new Uint8Array(0))
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16BE(NONCE_LENGTH, 0)
  lengths.writeUInt16BE(tag.length, 2)
  return Buffer.concat([associated, writeField(AUTHENTICATOR, Buffer.concat([lengths, nonce, tag]))])
}

export type NtsReply =
  | { readonly kind: 'authentic'; readonly cookies: readonly Buffer[] }
  | { readonly kind: 'refused'; readonly reason: Refusal }

/**
 * Checks that a reply comes from who has the key and is to this request. Everything that the authenticator doesn't
 * cover is ignored, but for the NTS NAK: kiss code NTSN, which has no authenticator (§5.7).
 */
export function readNtsReply(
  datagram: Buffer,
  uniqueIdentifier: Uint8Array,
  serverKey: Uint8Array
): NtsReply {
  const fields = readFields(datagram, HEADER_LENGTH)
  if (fields === null) return refuse('malformed')
  const authenticators = fields.filter((field) => field.type === AUTHENTICATOR)
  const [authenticator] = authenticators
  const covered = authenticator === undefined ? fields : fields.slice(0, fields.indexOf(authenticator))
  const [identifier, ...more] = covered.filter((field) => field.type === UNIQUE_IDENTIFIER)
  if (identifier === undefined || more.length > 0 || !isSame(identifier.body, uniqueIdentifier)) {
    return refuse('unique-identifier-mismatch')
  }
  if (authenticator === undefined) return refuse(isNak(datagram) ? 'nts-nak' : 'no-authenticator')
  if (authenticators.length > 1) return refuse('malformed')
  const text = decrypt(authenticator, datagram.subarray(0, authenticator.at), serverKey)
  if (text === null) return refuse('not-authentic')
  const inner = readFields(text, 0)
  if (inner === null) return refuse('malformed')
  const cookies = inner.filter((field) => field.type === COOKIE).map((field) => Buffer.from(field.body))
  return { kind: 'authentic', cookies }
}

function decrypt(field: ExtensionField, associated: Buffer, serverKey: Uint8Array): Buffer | null {
  const { body } = field
  if (body.length < 4) return null
  const nonceLength = body.readUInt16BE(0)
  const textLength = body.readUInt16BE(2)
  const textAt = 4 + padded(nonceLength)
  if (nonceLength < 1 || textLength < TAG_LENGTH || textAt + padded(textLength) > body.length) return null
  const nonce = body.subarray(4, 4 + nonceLength)
  try {
    return Buffer.from(
      aessiv(serverKey, associated, nonce).decrypt(body.subarray(textAt, textAt + textLength))
    )
  } catch {
    // The tag is wrong: somebody without the key wrote or changed it.
    return null
  }
}

/** All extension fields from there to the end; `null` where they don't fill it exactly. */
function readFields(packet: Buffer, from: number): readonly ExtensionField[] | null {
  const fields: ExtensionField[] = []
  let at = from
  while (at < packet.length) {
    if (at + 4 > packet.length) return null
    const length = packet.readUInt16BE(at + 2)
    if (length < 4 || length % 4 !== 0 || at + length > packet.length) return null
    fields.push({ type: packet.readUInt16BE(at), at, body: packet.subarray(at + 4, at + length) })
    at += length
  }
  return fields
}

function isNak(datagram: Buffer): boolean {
  return datagram.readUInt8(1) === 0 && datagram.toString('latin1', 12, 16) === 'NTSN'
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function writeField(type: number, body: Uint8Array): Buffer {
  const field = Buffer.alloc(4 + padded(body.length))
  field.writeUInt16BE(type, 0)
  field.writeUInt16BE(field.length, 2)
  field.set(body, 4)
  return field
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function refuse(reason: Refusal): NtsReply {
  return { kind: 'refused', reason }
}
