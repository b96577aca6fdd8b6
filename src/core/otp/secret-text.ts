/** A secret as text, for a file or a screen that was asked for: a string can't be wiped, so let it go at once. */
import type { KeyObject } from 'node:crypto'
import { encodeBase32 } from './base32.ts'

/** Base 32 without padding, lower-case hexadecimal, base 64 with padding, or the text that the bytes are. */
export function secretText(key: KeyObject, form: 'base32' | 'hex' | 'base64' | 'utf8'): string {
  const bytes = key.export()
  try {
    return form === 'base32' ? encodeBase32(bytes).replaceAll('=', '') : bytes.toString(form)
  } finally {
    bytes.fill(0)
  }
}
