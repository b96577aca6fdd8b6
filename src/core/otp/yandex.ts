/** Yandex.Key codes (YAOTP). No document; as KeeYaOtp found it out, and Aegis and Stratum do it. */
import { createHash, createHmac, type KeyObject } from 'node:crypto'
import { DIGITS } from './account.ts'
import { eightBytes } from './hotp.ts'

/** The part of the secret that codes are made from, bytes. */
export const YANDEX_SECRET_BYTES = 16
/** The secret as Yandex shows it: followed by the user's id, the length of the pin and a checksum. */
export const YANDEX_SHOWN_BYTES = 26

/** The eight letters of one time step; a dynamic truncation as RFC 4226 §5.3, but to 63 bits. */
export function yandexCode(secret: KeyObject, pin: KeyObject, timeStep: number): string {
  const key = codeKey(secret, pin)
  try {
    const hmac = createHmac('sha256', key).update(eightBytes(timeStep)).digest()
    const offset = hmac.readUInt8(hmac.length - 1) & 0xf
    let value = hmac.readBigUInt64BE(offset) & 0x7fff_ffff_ffff_ffffn
    let code = ''
    for (let i = 0; i < DIGITS.yandex; i++) {
      code = String.fromCharCode(0x61 + Number(value % 26n)) + code
      value /= 26n
    }
    return code
  } finally {
    key.fill(0)
  }
}

/** What is wrong with a secret as Yandex shows it. */
export type YandexSecretFault = 'length' | 'checksum' | 'pin-length'

/**
 * Checks a secret of 26 bytes; one of 16, as QR codes hold it, has nothing to be checked by.
 * @param pinLength - characters of the pin.
 * @returns `null` where all is well.
 */
export function yandexSecretFault(secret: Uint8Array, pinLength: number): YandexSecretFault | null {
  if (secret.length === YANDEX_SECRET_BYTES) return null
  if (secret.length !== YANDEX_SHOWN_BYTES) return 'length'
  const [high, low] = [secret[YANDEX_SHOWN_BYTES - 2] ?? 0, secret[YANDEX_SHOWN_BYTES - 1] ?? 0]
  if (yandexChecksum(secret) !== (((high & 15) << 8) | low)) return 'checksum'
  return (high >>> 4) + 1 === pinLength ? null : 'pin-length'
}

/** The remainder of all bits but the last 12, the checksum's own, by a polynomial of degree 12. */
function yandexChecksum(secret: Uint8Array): number {
  const POLYNOMIAL = 0x18f3
  let remainder = 0
  for (let bit = 0; bit < 8 * secret.length - 12; bit++) {
    remainder = (remainder << 1) | (((secret[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1)
    if (remainder & 0x1000) remainder ^= POLYNOMIAL
  }
  return remainder
}

/** SHA-256(pin ‖ secret); its first byte is dropped where it is zero, as the original's big integers do. */
function codeKey(secret: KeyObject, pin: KeyObject): Buffer {
  const [secretBytes, pinBytes] = [secret.export(), pin.export()]
  const key = createHash('sha256')
    .update(pinBytes)
    .update(secretBytes.subarray(0, YANDEX_SECRET_BYTES))
    .digest()
  secretBytes.fill(0)
  pinBytes.fill(0)
  return key[0] === 0 ? key.subarray(1) : key
}
