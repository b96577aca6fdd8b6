/** The shells around other apps' accounts: what a file of a known format has to be, and the errors where it isn't. */
import type { Peek } from './peek.ts'
import { isObject, parseJson, textOf, type Json, type JsonObject } from './safe-json.ts'
import { TransferError } from './transfer-error.ts'

/**
 * The file's JSON object.
 * @throws {@link TransferError} `damaged-file`, `too-large`
 */
export function objectIn(peek: Peek): JsonObject {
  const { json } = peek
  return isObject(json) ? json : damaged('file', 'a JSON object', 'something else')
}

/**
 * What was in a ciphertext, as JSON.
 * @throws {@link TransferError} `damaged-file`, `too-large`
 */
export function jsonOf(plain: Uint8Array): Json {
  return parseJson(textOfPlain(plain)) ?? damaged('contents', 'JSON', 'something else')
}

/**
 * What was in a ciphertext, as text.
 * @throws {@link TransferError} `damaged-file`
 */
export function textOfPlain(plain: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return damaged('contents', 'UTF-8', 'other bytes')
  }
}

/**
 * Bytes that stand in a field as base 64, padded or not, of either alphabet.
 * @throws {@link TransferError} `damaged-file`
 */
export function base64In(json: Json | undefined, field: string, length?: number): Buffer {
  return base64Of(textOf(json, field) ?? damaged(field, 'base 64', 'nothing'), field, length)
}

/**
 * @param length - how many bytes it has to have
 * @throws {@link TransferError} `damaged-file`
 */
export function base64Of(text: string, field: string, length?: number): Buffer {
  const bytes = Buffer.from(text, 'base64')
  const letters = text.replace(/={1,2}$/u, '').length
  // Node skips what isn't base 64: then there are fewer bytes than letters would make.
  if (letters % 4 === 1 || bytes.length !== Math.floor((letters * 3) / 4)) {
    damaged(field, 'base 64', `another text of ${text.length} characters`)
  }
  return sized(bytes, field, length)
}

/**
 * Bytes that stand in a field as hexadecimal digits.
 * @throws {@link TransferError} `damaged-file`
 */
export function hexIn(json: Json | undefined, field: string, length?: number): Buffer {
  const text = textOf(json, field) ?? damaged(field, 'hexadecimal digits', 'nothing')
  const bytes = Buffer.from(text, 'hex')
  if (bytes.length * 2 !== text.length) {
    damaged(field, 'hexadecimal digits', `another text of ${text.length} characters`)
  }
  return sized(bytes, field, length)
}

function sized(bytes: Buffer, field: string, length: number | undefined): Buffer {
  return length === undefined || bytes.length === length
    ? bytes
    : damaged(field, `${length} bytes`, `${bytes.length} bytes`)
}

/** @throws {@link TransferError} `damaged-file`, always */
export function damaged(field: string, expected: string, got: string): never {
  throw new TransferError('damaged-file', { field, expected, got })
}

/**
 * @param got - the version as the file says it
 * @throws {@link TransferError} `unsupported-version`; `damaged-file` where it says none
 */
export function unsupportedVersion(field: string, expected: string, got: Json | undefined): never {
  if (typeof got !== 'number') damaged(field, expected, got === undefined ? 'nothing' : 'another value')
  throw new TransferError('unsupported-version', { field, expected, got: String(got) })
}
