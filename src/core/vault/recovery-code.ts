/** The recovery code: 128 random bits and a checksum of 22, written as 30 letters and digits in groups of five. */
import { sha256 } from './cipher.ts'
import { formatLetters, parseLetters } from './crockford-text.ts'
import { secretBytes } from './secret-bytes.ts'

const SECRET_BYTES = 16
const SECRET_BITS = 128
const LETTERS = 30
const GROUP = 5
const CHECKSUM_LABEL = Buffer.from('zeroskew 1 recovery code')

export const RECOVERY_SECRET_BYTES = SECRET_BYTES

/** The code of 16 random bytes: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
export function formatRecoveryCode(secret: Uint8Array): string {
  const bits = withChecksum(secret)
  const code = formatLetters(bits, LETTERS, GROUP)
  bits.fill(0)
  return code
}

/**
 * The 16 bytes of a code as people type it: any case, spaces and dashes anywhere, full-width letters, O for 0, I or L
 * for 1. `null` where it isn't one: wrong length, a letter outside the alphabet, or a checksum that fails (one mistyped
 * letter passes with a chance of 2^-22).
 */
export function parseRecoveryCode(typed: string): Buffer | null {
  const bits = parseLetters(typed, LETTERS)
  if (bits === null) {
    return null
  }
  const secret = bits.subarray(0, SECRET_BYTES)
  const expected = withChecksum(secret)
  const right = bits.equals(expected)
  expected.fill(0)
  if (!right) {
    bits.fill(0)
    return null
  }
  return secret
}

/** 128 bits, then the first 22 bits of the checksum, then two zero bits. */
function withChecksum(secret: Uint8Array): Buffer {
  const bits = secretBytes(Math.ceil((LETTERS * 5) / 8))
  bits.set(secret)
  sha256(CHECKSUM_LABEL, secret).copy(bits, SECRET_BITS / 8, 0, 3)
  const last = bits.length - 1
  bits[last] = (bits[last] ?? 0) & 0b1111_1100
  return bits
}
