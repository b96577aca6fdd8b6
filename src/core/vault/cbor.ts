/** CBOR (RFC 8949) within limits, with byte strings as views on the one buffer that is decoded, so that it is wiped once. */
import { decode, encodeInto, Tokenizer, type DecodeOptions, type Token } from 'cborg'
import { secretBytes, wipe } from './secret-bytes.ts'

export type CborValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<string, CborValue>

/** A map with text keys: what our records are made of. */
export type Fields = ReadonlyMap<string, CborValue>

/** Deep enough for every record of ours and for what a newer minor version may add. */
const DEPTH_LIMIT = 16
const SIZE_LIMIT = 32 * 1024 * 1024

const DECODING: DecodeOptions = {
  allowIndefinite: false,
  strict: true,
  useMaps: true,
  rejectDuplicateMapKeys: true
}

/**
 * @throws Error for anything but one whole item; `TypeError` for a map with a key that isn't text
 */
export function decodeCbor(bytes: Buffer): CborValue {
  const tokenizer = new ShallowTokenizer(bytes, DECODING)
  return checked(decode(bytes, { ...DECODING, tokenizer }))
}

/** The encoding, over an ArrayBuffer of its own that may be longer. */
export function encodeCbor(value: CborValue, roomBytes = 1024): Buffer<ArrayBuffer> {
  for (let room = roomBytes; ; room *= 2) {
    const buffer = secretBytes(Math.min(room, SIZE_LIMIT))
    try {
      const { written } = encodeInto(value, buffer)
      return buffer.subarray(0, written)
    } catch (error) {
      wipe(buffer)
      if (room >= SIZE_LIMIT) {
        throw new RangeError(`expected at most ${SIZE_LIMIT} bytes of CBOR`, { cause: error })
      }
    }
  }
}

/** Whether two values are the same, byte for byte and field for field; the order of fields doesn't count. */
export function sameCbor(a: CborValue, b: CborValue): boolean {
  if (a === b) {
    return true
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0
  }
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, i) => sameCbor(item, b[i]))
  }
  if (isFields(a) && isFields(b)) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameCbor(value, b.get(key)))
  }
  return Number.isNaN(a) && Number.isNaN(b)
}

export function isFields(value: CborValue): value is Fields {
  return value instanceof Map
}

export function isList(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value)
}

/** Whether a value is a number from 0 to 2^53 − 1. */
export function isCount(value: CborValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** Counts what is open, so that a deep nest is refused before it is descended into. */
class ShallowTokenizer extends Tokenizer {
  readonly #missing: number[] = []

  override next(): Token {
    const token = super.next()
    while (this.#missing.at(-1) === 0) {
      this.#missing.pop()
    }
    const last = this.#missing.length - 1
    if (last >= 0) {
      this.#missing[last] = (this.#missing[last] ?? 0) - 1
    }
    const children = token.type.major === 4 ? 1 : token.type.major === 5 ? 2 : 0
    if (children > 0) {
      this.#missing.push(Number(token.value) * children)
      if (this.#missing.length > DEPTH_LIMIT) {
        throw new RangeError(`expected at most ${DEPTH_LIMIT} levels of CBOR`)
      }
    }
    return token
  }
}

/** The decoder's depth is limited above, so this recursion is too. */
function checked(value: unknown): CborValue {
  if (value instanceof Map) {
    for (const [key, item] of value) {
      if (typeof key !== 'string') {
        throw new TypeError(`expected text as a map key, got ${typeof key}`)
      }
      checked(item)
    }
  } else if (Array.isArray(value)) {
    value.forEach(checked)
  }
  return value as CborValue
}
