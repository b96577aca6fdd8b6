/** The records of the NTS key establishment, RFC 8915 §4: strictly read, since they come before any proof but TLS. */
import { parseServerUrl, SourceError } from './source.ts'
import type { Refusal } from './sample.ts'

const END_OF_MESSAGE = 0
const NEXT_PROTOCOL = 1
const ERROR = 2
const WARNING = 3
const AEAD_ALGORITHM = 4
const NEW_COOKIE = 5
const NTP_SERVER = 6
const NTP_PORT = 7

const CRITICAL = 0x8000
const NTPV4 = 0
/** AEAD_AES_SIV_CMAC_256, the one that all must have (RFC 8915 §5.1). */
const AES_SIV_CMAC_256 = 15
/** A client keeps eight (RFC 8915 §5.7). */
export const COOKIES_KEPT = 8
/** With eight of these a request still fits into one Ethernet frame by way of fewer placeholders. */
const MAX_COOKIE_LENGTH = 1024

export type KeyExchangeResponse =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | {
      readonly kind: 'complete'
      /** Host name or address of the NTP server; `null`: the one that was asked. */
      readonly host: string | null
      /** `null`: 123. */
      readonly port: number | null
      readonly cookies: readonly Buffer[]
    }

interface KeyRecord {
  readonly type: number
  readonly critical: boolean
  readonly body: Buffer
}

/** The client's request: NTPv4, AES-SIV, end. */
export function writeKeyExchange(): Buffer {
  return Buffer.concat([
    writeRecord(NEXT_PROTOCOL, uint16(NTPV4)),
    writeRecord(AEAD_ALGORITHM, uint16(AES_SIV_CMAC_256)),
    writeRecord(END_OF_MESSAGE, Buffer.alloc(0))
  ])
}

/** Reads what has come of the server's response so far. */
export function readKeyExchange(bytes: Buffer): KeyExchangeResponse {
  const records: KeyRecord[] = []
  let at = 0
  while (at + 4 <= bytes.length) {
    const head = bytes.readUInt16BE(at)
    const length = bytes.readUInt16BE(at + 2)
    if (at + 4 + length > bytes.length) return { kind: 'incomplete' }
    const type = head & ~CRITICAL
    const body = bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
    if (type === END_OF_MESSAGE) {
      // It is the last one, it is empty, and nothing follows (§4.1.1).
      const proper = length === 0 && (head & CRITICAL) !== 0 && at === bytes.length
      return proper ? judgeRecords(records) : refuse('malformed-key-exchange')
    }
    records.push({ type, critical: (head & CRITICAL) !== 0, body })
  }
  return { kind: 'incomplete' }
}

function judgeRecords(records: readonly KeyRecord[]): KeyExchangeResponse {
  const bodies = (type: number): readonly Buffer[] =>
    records.filter((record) => record.type === type).map((record) => record.body)
  const [error] = bodies(ERROR)
  if (error !== undefined) {
    return refuse(
      error.length === 2 ? `key-exchange-error ${error.readUInt16BE(0)}` : 'malformed-key-exchange'
    )
  }
  // No warning is defined yet, and an unknown one counts as an error (§4.1.4); so does an unknown critical record.
  if (records.some(({ type, critical }) => type === WARNING || (critical && type > NTP_PORT))) {
    return refuse('malformed-key-exchange')
  }
  const cookies = bodies(NEW_COOKIE)
  const host = hostOf(bodies(NTP_SERVER))
  const port = portOf(bodies(NTP_PORT))
  const proper =
    isOnly(bodies(NEXT_PROTOCOL), NTPV4) &&
    isOnly(bodies(AEAD_ALGORITHM), AES_SIV_CMAC_256) &&
    cookies.length > 0 &&
    cookies.every((cookie) => cookie.length > 0 && cookie.length <= MAX_COOKIE_LENGTH) &&
    host !== undefined &&
    port !== undefined
  if (!proper) return refuse('malformed-key-exchange')
  return {
    kind: 'complete',
    host,
    port,
    cookies: cookies.slice(0, COOKIES_KEPT).map((cookie) => Buffer.from(cookie))
  }
}

/** Whether there is exactly one such record, which holds exactly this number. */
function isOnly(bodies: readonly Buffer[], value: number): boolean {
  const [body, ...more] = bodies
  return body?.length === 2 && body.readUInt16BE(0) === value && more.length === 0
}

/** `undefined`: malformed. */
function hostOf(bodies: readonly Buffer[]): string | null | undefined {
  const [body, ...more] = bodies
  if (body === undefined) return null
  const text = body.toString('latin1')
  if (more.length > 0 || text.includes('/') || text.includes('[')) return undefined
  try {
    // An IPv6 literal comes bare here and is written in brackets in a URL.
    const way = parseServerUrl(text.includes(':') ? `ntp://[${text}]` : `ntp://${text}`).ways[0]
    return way.host
  } catch (error) {
    if (error instanceof SourceError) return undefined
    throw error
  }
}

/** `undefined`: malformed. */
function portOf(bodies: readonly Buffer[]): number | null | undefined {
  const [body, ...more] = bodies
  if (body === undefined) return null
  if (body.length !== 2 || more.length > 0) return undefined
  const port = body.readUInt16BE(0)
  return port === 0 ? undefined : port
}

function refuse(reason: Refusal): KeyExchangeResponse {
  return { kind: 'refused', reason }
}

/** All three records of the request are critical. */
function writeRecord(type: number, body: Buffer): Buffer {
  return Buffer.concat([uint16(CRITICAL | type), uint16(body.length), body])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}
