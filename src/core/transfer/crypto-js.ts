/**
 * What CryptoJS' `AES.encrypt(text, passphrase)` writes, which is OpenSSL's `enc`: base 64 of `Salted__`, 8 bytes of salt
 * and AES-256-CBC, key and IV by EVP_BytesToKey with one round of MD5.
 */
import { createHash } from 'node:crypto'
import { openCbc } from './open-aes.ts'

const MAGIC = Buffer.from('Salted__')

/** Whether a text begins as those do. */
export function isCryptoJs(text: string): boolean {
  return Buffer.from(text.slice(0, 12), 'base64').subarray(0, 8).equals(MAGIC)
}

/** @returns the plaintext, to be wiped; null if it isn't of this form, or the padding is wrong (see `openCbc`) */
export function openCryptoJs(text: string, passphrase: Uint8Array): Buffer | null {
  const sealed = Buffer.from(text, 'base64')
  if (!sealed.subarray(0, 8).equals(MAGIC)) return null
  const made = bytesToKey(passphrase, sealed.subarray(8, 16))
  try {
    return openCbc(made.subarray(0, 32), made.subarray(32, 48), sealed.subarray(16))
  } finally {
    made.fill(0)
  }
}

/** OpenSSL's EVP_BytesToKey(3): D₁ = MD5(passphrase ‖ salt), Dᵢ = MD5(Dᵢ₋₁ ‖ passphrase ‖ salt). */
function bytesToKey(passphrase: Uint8Array, salt: Uint8Array): Buffer {
  const made = Buffer.from(new ArrayBuffer(48))
  let last: Buffer = Buffer.alloc(0)
  for (let at = 0; at < made.length; at += 16) {
    last = createHash('md5').update(last).update(passphrase).update(salt).digest()
    made.set(last, at)
  }
  last.fill(0)
  return made
}
