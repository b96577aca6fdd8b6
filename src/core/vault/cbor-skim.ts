/**
 * Looks through CBOR (RFC 8949) without decoding it, to tell where an item ends. It knows only what we write ourselves:
 * of anything else it gives up, and the decoder decides. Whatever it passes, the decoder of cbor.ts would take as well.
 */
import { DEPTH_LIMIT } from './cbor.ts'

/** Major types of RFC 8949 §3.1. */
export const MAJOR = { bytes: 2, text: 3, list: 4, map: 5, simple: 7 } as const
/** Instead of an offset: not what we write. */
export const UNKNOWN = -1

/** The beginning of an item. One object is used again and again: read it before the next call. */
export interface Head {
  major: number
  /** Its value, length or number of children. */
  count: number
  /** Offset after it. */
  next: number
}

/** Reads a head of definite and shortest length, below 2^32; says whether there is one. */
export function readHead(bytes: Buffer, at: number, head: Head): boolean {
  const first = bytes[at] ?? 0xff
  const minor = first & 31
  const lengthBytes = minor < 24 ? 0 : minor === 24 ? 1 : minor === 25 ? 2 : minor === 26 ? 4 : UNKNOWN
  if (lengthBytes === UNKNOWN || at + lengthBytes >= bytes.length) {
    return false
  }
  head.major = first >> 5
  head.next = at + 1 + lengthBytes
  head.count = minor
  if (lengthBytes === 0) {
    return true
  }
  let count = 0
  for (let i = at + 1; i < head.next; i++) {
    count = count * 256 + (bytes[i] ?? 0)
  }
  head.count = count
  return count >= (lengthBytes === 1 ? 24 : 256 ** (lengthBytes / 2))
}

/**
 * The offset after the item at an offset, or {@link UNKNOWN}.
 * @param depth - how many lists and maps are open around it
 */
export function endOf(bytes: Buffer, at: number, depth: number): number {
  if ((bytes[at] ?? 0) >> 5 === MAJOR.simple) {
    return endOfSimple(bytes, at)
  }
  const head: Head = { major: 0, count: 0, next: 0 }
  if (!readHead(bytes, at, head)) {
    return UNKNOWN
  }
  const { major, count, next } = head
  switch (major) {
    case 0:
    case 1:
      return next
    case MAJOR.bytes:
    case MAJOR.text:
      return next + count <= bytes.length ? next + count : UNKNOWN
    case MAJOR.list:
    case MAJOR.map:
      return depth < DEPTH_LIMIT ? endOfChildren(bytes, next, count, major, depth + 1) : UNKNOWN
    default:
      return UNKNOWN
  }
}

/** The offset after a text of ASCII letters, or {@link UNKNOWN}. */
export function endOfKey(bytes: Buffer, at: number, head: Head): number {
  if (!readHead(bytes, at, head) || head.major !== MAJOR.text) {
    return UNKNOWN
  }
  const end = head.next + head.count
  if (end > bytes.length) {
    return UNKNOWN
  }
  for (let i = head.next; i < end; i++) {
    if ((bytes[i] ?? 0x80) >= 0x80) {
      return UNKNOWN
    }
  }
  return end
}

/** Keys have to rise, the shorter before the longer (RFC 8949 §4.2.3), as our encoder writes them: so none comes twice. */
function endOfChildren(bytes: Buffer, start: number, count: number, major: number, depth: number): number {
  let at = start
  let formerKey = start
  let formerEnd = start
  const head: Head = { major: 0, count: 0, next: 0 }
  for (let child = 0; child < count && at !== UNKNOWN; child++) {
    if (major === MAJOR.map) {
      const end = endOfKey(bytes, at, head)
      const isRising =
        end !== UNKNOWN && (child === 0 || bytes.compare(bytes, formerKey, formerEnd, at, end) > 0)
      if (!isRising) {
        return UNKNOWN
      }
      formerKey = at
      formerEnd = end
      at = end
    }
    at = endOf(bytes, at, depth)
  }
  return at
}

/** False, true, null, undefined, and floating point of 2, 4 or 8 bytes. */
function endOfSimple(bytes: Buffer, at: number): number {
  const minor = (bytes[at] ?? 0) & 31
  const end =
    at + (minor >= 20 && minor <= 23 ? 1 : minor >= 25 && minor <= 27 ? 1 + 2 ** (minor - 24) : Infinity)
  return end <= bytes.length ? end : UNKNOWN
}
