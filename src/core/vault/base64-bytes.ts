/** Base 64 (RFC 4648 §4) from bytes to bytes: Node's goes through strings, which can't be wiped. */
import { secretBytes } from './secret-bytes.ts'

const ALPHABET = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PAD = 0x3d

/** ASCII bytes, padded. */
export function encodeBase64(bytes: Uint8Array): Buffer<ArrayBuffer> {
  const text = secretBytes(Math.ceil(bytes.length / 3) * 4).fill(PAD)
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const letters = Math.min(bytes.length - at, 3) + 1
    for (let letter = 0; letter < letters; letter++) {
      text[to + letter] = ALPHABET[(three >> (18 - 6 * letter)) & 63] ?? PAD
    }
  }
  return text
}

/** The bytes, or `null` for anything but the one padded encoding of exactly `length` bytes. */
export function decodeBase64(text: Uint8Array, length: number): Buffer<ArrayBuffer> | null {
  const letters = Math.ceil((length * 8) / 6)
  if (text.length !== Math.ceil(length / 3) * 4 || text.subarray(letters).some((byte) => byte !== PAD)) {
    return null
  }
  const bytes = secretBytes(length)
  let bits = 0
  let held = 0
  let to = 0
  for (const byte of text.subarray(0, letters)) {
    const value = ALPHABET.indexOf(byte)
    if (value < 0) {
      bytes.fill(0)
      return null
    }
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[to++] = (bits >> held) & 0xff
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) {
    bytes.fill(0)
    return null
  }
  return bytes
}
