/**
 * Secrets as people keep and type them: bits in Crockford's base 32 (crockford.com/base32.html), which has no I, L, O and U,
 * in groups with dashes between. Recovery codes and shares are written so.
 */
import { secretBytes, wipe } from './secret-bytes.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The first `letters` times 5 bits. */
export function formatLetters(bytes: Uint8Array, letters: number, group: number): string {
  let text = ''
  for (let letter = 0; letter < letters; letter++) {
    let value = 0
    for (let bit = 0; bit < 5; bit++) {
      const place = letter * 5 + bit
      value = value * 2 + (((bytes[place >> 3] ?? 0) >> (7 - (place & 7))) & 1)
    }
    text += (letter > 0 && letter % group === 0 ? '-' : '') + ALPHABET.charAt(value)
  }
  return text
}

/**
 * The bits that were typed, with zeros up to a whole byte: any case, spaces and dashes anywhere, full-width letters, O for 0,
 * I or L for 1. `null` for another number of letters, or one outside the alphabet. The caller checks the sum in it.
 */
export function parseLetters(typed: string, letters: number): Buffer | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (text.length !== letters) {
    return null
  }
  const bytes = secretBytes(Math.ceil((letters * 5) / 8))
  for (let letter = 0; letter < letters; letter++) {
    const value = ALPHABET.indexOf(text.charAt(letter))
    if (value < 0) {
      wipe(bytes)
      return null
    }
    for (let bit = 0; bit < 5; bit++) {
      const place = letter * 5 + bit
      bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (((value >> (4 - bit)) & 1) << (7 - (place & 7)))
    }
  }
  return bytes
}
