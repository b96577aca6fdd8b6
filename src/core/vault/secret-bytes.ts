/**
 * The one allocator for secrets. Typed arrays of up to 64 bytes usually live on V8's moving heap, where every collection
 * may leave a copy behind; bytes over an ArrayBuffer of their own stay in one place, and wiping them once is enough.
 */

/** Zeroed bytes that a collection never copies. */
export function secretBytes(length: number): Buffer<ArrayBuffer> {
  return Buffer.from(new ArrayBuffer(length))
}

export function copySecret(bytes: Uint8Array): Buffer<ArrayBuffer> {
  const copy = secretBytes(bytes.length)
  copy.set(bytes)
  return copy
}

/** UTF-8 of a text. The string itself can't be wiped: let it go as soon as this is taken. */
export function secretBytesOf(text: string): Buffer<ArrayBuffer> {
  const bytes = secretBytes(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}

export function joinSecret(...parts: readonly Uint8Array[]): Buffer<ArrayBuffer> {
  const whole = secretBytes(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) {
    secret.fill(0)
  }
}
