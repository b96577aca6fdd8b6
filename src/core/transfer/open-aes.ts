/** AES as other apps use it (FIPS 197, SP 800-38A CBC with the padding of RFC 5652 §6.3, SP 800-38D GCM). */
import { createDecipheriv } from 'node:crypto'
import { joinSecret } from '../vault/secret-bytes.ts'

/**
 * @param sealed - ciphertext and tag (16 bytes), as Java writes them
 * @returns the plaintext, to be wiped; null if key and content don't belong together
 */
export function openGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad?: Uint8Array
): Buffer | null {
  if (sealed.length < 16 || nonce.length === 0) return null
  const decipher = createDecipheriv(`aes-${key.length * 8 === 128 ? 128 : 256}-gcm`, key, nonce, {
    authTagLength: 16
  })
  if (aad !== undefined) decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(-16))
  const opened = decipher.update(sealed.subarray(0, -16))
  try {
    decipher.final()
    return opened
  } catch {
    opened.fill(0)
    return null
  }
}

/**
 * Nothing in CBC says whether the key was right but its padding, which one wrong key in about 256 gets past: whoever calls
 * checks what came out as well.
 * @param key - 32 bytes
 * @returns the plaintext, to be wiped; null if the padding is wrong or the ciphertext isn't whole blocks
 */
export function openCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length === 0 || sealed.length % 16 !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', key, iv)
  const opened = decipher.update(sealed)
  try {
    const last = decipher.final()
    const whole = joinSecret(opened, last)
    last.fill(0)
    return whole
  } catch {
    return null
  } finally {
    opened.fill(0)
  }
}
