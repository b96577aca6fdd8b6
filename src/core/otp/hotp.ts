/** HMAC-based one-time passwords, RFC 4226, with the hashes that RFC 6238 §1.2 adds. */
import { createHmac, type KeyObject } from 'node:crypto'
import type { Algorithm } from './account.ts'

/**
 * The code of one moving factor, RFC 4226 §5.3.
 * @param digits - 1–10; ten digits begin with 0, 1 or 2, because only 31 bits are truncated to.
 * @param movingFactor - 0 ≤ integer \< 2^64 (a number up to 2^53 − 1); for TOTP it is the time step.
 */
export function hotp(
  secret: KeyObject,
  algorithm: Algorithm,
  digits: number,
  movingFactor: number | bigint
): string {
  const value = truncatedHmac(secret, algorithm, movingFactor) % 10 ** digits
  return value.toString().padStart(digits, '0')
}

/**
 * HMAC of the moving factor, dynamically truncated to 31 bits: RFC 4226 §5.3, steps 1 and 2.
 * @throws RangeError for a moving factor outside 0 … 2^64 − 1 or not an exact integer: a bug of the caller's
 */
export function truncatedHmac(
  secret: KeyObject,
  algorithm: Algorithm,
  movingFactor: number | bigint
): number {
  const hmac = createHmac(algorithm, secret).update(eightBytes(movingFactor)).digest()
  const offset = hmac.readUInt8(hmac.length - 1) & 0xf
  return hmac.readUInt32BE(offset) & 0x7fff_ffff
}

/** The 8 bytes, most significant first, that the HMAC is over: RFC 4226 §5.1. */
export function eightBytes(movingFactor: number | bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  if (typeof movingFactor === 'bigint') {
    bytes.writeBigUInt64BE(movingFactor)
    return bytes
  }
  if (!Number.isSafeInteger(movingFactor) || movingFactor < 0) {
    throw new RangeError(`expected a moving factor from 0 to 2^53 − 1, got ${movingFactor}`)
  }
  bytes.writeUInt32BE(Math.floor(movingFactor / 2 ** 32), 0)
  bytes.writeUInt32BE(movingFactor % 2 ** 32, 4)
  return bytes
}
