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
export const DEPTH_LIMIT = 16
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
  if (a === b || (a instanceof EncodedFields && b instanceof EncodedFields && a.hasBytesOf(b))) {
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
  return value instanceof Map || value instanceof EncodedFields
}

export function isList(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value)
}

/** Whether a value is a number from 0 to 2^53 − 1. */
export function isCount(value: CborValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/**
 * A map of fields as it lies encoded in a longer buffer, decoded when something in it is first asked for. The buffer is
 * another's, who wipes it: byte strings are views on it, and what wasn't decoded before can't be afterwards.
 */
export class EncodedFields implements ReadonlyMap<string, CborValue> {
  readonly source: Buffer
  readonly start: number
  readonly end: number
  #decoded: Fields | null = null

  /** @param source - where `start` to `end` are one map with text keys (`endOf` of cbor-skim.ts has seen it) */
  constructor(source: Buffer, start: number, end: number) {
    this.source = source
    this.start = start
    this.end = end
  }

  get size(): number {
    return this.#fields.size
  }

  get(name: string): CborValue {
    return this.#fields.get(name)
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  keys(): MapIterator<string> {
    return this.#fields.keys()
  }

  values(): MapIterator<CborValue> {
    return this.#fields.values()
  }

  entries(): MapIterator<[string, CborValue]> {
    return this.#fields.entries()
  }

  [Symbol.iterator](): MapIterator<[string, CborValue]> {
    return this.#fields.entries()
  }

  forEach(callback: (value: CborValue, name: string, fields: Fields) => void): void {
    this.#fields.forEach(callback)
  }

  hasBytesOf(other: EncodedFields): boolean {
    return this.source.compare(other.source, other.start, other.end, this.start, this.end) === 0
  }

  get #fields(): Fields {
    this.#decoded ??= decodeFields(this.source.subarray(this.start, this.end))
    return this.#decoded
  }
}

function decodeFields(bytes: Buffer): Fields {
  const value = decodeCbor(bytes)
  if (!(value instanceof Map)) {
    throw new TypeError('expected a record, got one that was wiped')
  }
  return value as Fields
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
