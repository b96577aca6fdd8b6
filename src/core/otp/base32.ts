/** Base 32, RFC 4648 §6: written strictly, read as people and other apps write secrets. */
import { secretBytes } from '../vault/secret-bytes.ts'

export type Base32ErrorCode = 'empty' | 'bad-character' | 'bad-length' | 'bad-padding'

/** A text that isn't base 32. Says kinds, positions and lengths, never a character of the text. */
export class Base32Error extends Error {
  readonly code: Base32ErrorCode
  readonly expected: string
  readonly got: string

  constructor(code: Base32ErrorCode, expected: string, got: string) {
    super(`expected ${expected}, got ${got}`)
    this.name = 'Base32Error'
    this.code = code
    this.expected = expected
    this.got = got
  }
}

/** Base 32 in upper case with padding, exactly as RFC 4648 §6 says. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let buffered = 0
  let bits = 0
  for (const byte of bytes) {
    buffered = (buffered << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((buffered >>> bits) & 31)
    }
    buffered &= 255
  }
  if (bits > 0) text += ALPHABET.charAt((buffered << (5 - bits)) & 31)
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=')
}

/**
 * Reads base 32 in either case, with spaces and dashes anywhere, with its whole padding or none.
 *
 * Bits left over in the last character are dropped, whatever they are: RFC 4648 §3.5 leaves it to the decoder, and
 * secrets cut to length by careless servers are in use. Apps that refuse them lock their users out.
 * @returns a buffer over its own memory, which the caller can wipe
 * @throws {@link Base32Error} `empty`, `bad-character` (0, 1, 8 and 9 too: they are never read as O, I or B),
 *   `bad-length` (1, 3 or 6 characters over a multiple of 8), `bad-padding` (inside, or not up to the next multiple of 8)
 */
export function decodeBase32(text: string): Buffer {
  const { characters, padding } = measure(text)
  const over = characters % 8
  if (characters === 0) throw new Base32Error('empty', 'at least 2 characters of base 32', '0 characters')
  if (over === 1 || over === 3 || over === 6) {
    throw new Base32Error('bad-length', 'a whole number of bytes', `${characters} characters`)
  }
  if (padding !== 0 && padding !== (8 - over) % 8) {
    throw new Base32Error('bad-padding', `${(8 - over) % 8} or no '=' at the end`, `${padding} of them`)
  }
  const bytes = secretBytes(Math.floor((characters * 5) / 8))
  let buffered = 0
  let bits = 0
  let written = 0
  for (let i = 0; i < text.length; i++) {
    const value = valueOf(text.charCodeAt(i))
    if (value < 0) continue
    buffered = ((buffered << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[written++] = (buffered >>> bits) & 255
    }
  }
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const SEPARATOR = -1
const PADDING = -2
const FOREIGN = -3

/** Value of a UTF-16 unit. By number, because `toUpperCase` would turn letters outside ASCII (ſ, ı) into base 32. */
function valueOf(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41 // A–Z
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 // a–z
  if (unit >= 0x32 && unit <= 0x37) return unit - 0x32 + 26 // 2–7
  // The space that doesn't break is what copying from a web page gives.
  if (unit === 0x20 || unit === 0xa0 || unit === 0x2d) return SEPARATOR
  return unit === 0x3d ? PADDING : FOREIGN
}

/** Counts without keeping anything, and refuses what is neither base 32 nor a separator. */
function measure(text: string): { characters: number; padding: number } {
  let characters = 0
  let padding = 0
  for (let i = 0; i < text.length; i++) {
    const value = valueOf(text.charCodeAt(i))
    if (value === FOREIGN) {
      throw new Base32Error('bad-character', 'A–Z and 2–7', `another character at position ${i + 1}`)
    }
    if (value === PADDING) padding++
    if (value < 0) continue
    if (padding > 0) throw new Base32Error('bad-padding', "'=' only at the end", `more after position ${i}`)
    characters++
  }
  return { characters, padding }
}
