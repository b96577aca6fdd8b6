/** An entry's bytes, as other apps write them: hexadecimal, base 64, or numbers in a list. */
import { secretBytes } from '../vault/secret-bytes.ts'
import { badField } from './entry-values.ts'
import { LIMITS } from './limits.ts'
import { isList, type Json } from './safe-json.ts'

/**
 * Bytes written as a list of Java's signed ones, −128 – 127.
 * @returns a buffer over its own memory, to be wiped
 * @throws TransferError `bad-field`
 */
export function signedBytes(list: Json | undefined, field: string): Buffer {
  if (!isList(list))
    return badField(field, 'a list of bytes', list === undefined ? 'nothing' : 'another value')
  if (list.length > LIMITS.secretCharacters) {
    return badField(field, `≤ ${LIMITS.secretCharacters} bytes`, `${list.length}`)
  }
  const bytes = secretBytes(list.length)
  for (const [at, byte] of list.entries()) {
    if (typeof byte !== 'number' || !Number.isInteger(byte) || byte < -128 || byte > 127) {
      bytes.fill(0)
      return badField(field, 'bytes of −128 – 127', `something else at position ${at + 1}`)
    }
    bytes[at] = byte & 0xff
  }
  return bytes
}

/**
 * Hexadecimal in either case, with spaces or dashes between.
 * @returns a buffer over its own memory, to be wiped
 * @throws TransferError `bad-field`
 */
export function hexBytes(text: string, field: string): Buffer {
  const digits = text.replace(/[\s-]/gu, '')
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/iu.test(digits)) {
    return badField(field, 'hexadecimal', `another text of ${text.length} characters`)
  }
  return decoded(digits, 'hex', digits.length / 2)
}

/**
 * Base 64 (RFC 4648 §4), with its padding or without, line breaks between.
 * @returns a buffer over its own memory, to be wiped
 * @throws TransferError `bad-field`
 */
export function base64Bytes(text: string, field: string): Buffer {
  const letters = text.replace(/\s/gu, '').replace(/={1,2}$/u, '')
  if (letters.length % 4 === 1 || !/^[a-z0-9+/]*$/iu.test(letters)) {
    return badField(field, 'base 64', `another text of ${text.length} characters`)
  }
  return decoded(letters, 'base64', Math.floor((letters.length * 3) / 4))
}

function decoded(text: string, encoding: 'hex' | 'base64', length: number): Buffer {
  const bytes = secretBytes(length)
  bytes.write(text, encoding)
  return bytes
}
