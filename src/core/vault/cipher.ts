/** What protects a vault file: HKDF-SHA-256 (RFC 5869), HMAC-SHA-256, AES-256-GCM, all of node:crypto (docs/vault-format.md). */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  timingSafeEqual
} from 'node:crypto'

export const KEY_BYTES = 32
export const SALT_BYTES = 32
export const NONCE_BYTES = 12
export const TAG_BYTES = 16
export const MAC_BYTES = 32

/** Node takes a tag of 4 bytes for good unless it is told the length. */
const GCM = { authTagLength: TAG_BYTES }

/** What a derived key is for; the names are part of the format. */
export type KeyPurpose = 'payload' | 'header' | 'keychain slot' | 'recovery slot' | 'shares slot'

/** 256 bits by HKDF-SHA-256, with info `zeroskew 1 <purpose>`. */
export function deriveKey(from: Uint8Array, salt: Uint8Array, purpose: KeyPurpose): Buffer<ArrayBuffer> {
  return Buffer.from(hkdfSync('sha256', from, salt, `zeroskew 1 ${purpose}`, KEY_BYTES))
}

export function macOf(key: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha256', key).update(bytes).digest()
}

export function isMacOf(key: Uint8Array, bytes: Uint8Array, mac: Uint8Array): boolean {
  return mac.length === MAC_BYTES && timingSafeEqual(macOf(key, bytes), mac)
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) {
    hash.update(part)
  }
  return hash.digest()
}

/** AES-256-GCM: ciphertext, then the tag of 16 bytes. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, associated: Uint8Array): Buffer {
  return Buffer.concat(sealParts(key, nonce, [plain], associated))
}

/** The same of a plaintext that lies in parts, and in parts: none of a long one is copied once more than it has to be. */
export function sealParts(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: readonly Uint8Array[],
  associated: Uint8Array
): readonly Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, GCM).setAAD(associated)
  const sealed = plain.map((part) => cipher.update(part))
  return [...sealed, cipher.final(), cipher.getAuthTag()]
}

/** The plaintext over its own ArrayBuffer, or `null` where key, bytes or associated bytes aren't those that were sealed. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array
): Buffer | null {
  if (sealed.length < TAG_BYTES) {
    return null
  }
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, GCM).setAAD(associated)
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  overwriteFreed(end)
  try {
    decipher.final()
    return plain
  } catch {
    // Unauthenticated plaintext is worth nothing to us, and may be worth something to others.
    plain.fill(0)
    return null
  }
}

/** Larger chunks are mapped by themselves and given back to the system when they are freed (glibc's M_MMAP_THRESHOLD). */
const REUSED_BYTES = 4 * 1024 * 1024

/**
 * Node deciphers into a chunk one byte longer than the plaintext, copies it, and frees the first without wiping it. The
 * next chunk of that size is laid over it: so the same is done with zeros under a key of zeros, twice.
 */
function overwriteFreed(bytes: number): void {
  if (bytes > REUSED_BYTES) return
  const zeros = Buffer.alloc(bytes)
  for (let times = 0; times < 2; times++) {
    createCipheriv('aes-256-gcm', Buffer.alloc(KEY_BYTES), Buffer.alloc(NONCE_BYTES), GCM).update(zeros)
  }
}
