/**
 * One object of Java's serialisation (Java Object Serialization Specification §6.4): a `HashMap<String, String>`, and
 * nothing else of that grammar. No class is ever made from it.
 */
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

const MAGIC = Buffer.from([0xac, 0xed, 0x00, 0x05])
/** Up to its fields: TC_OBJECT, TC_CLASSDESC, name, serialVersionUID, SC_WRITE_METHOD | SC_SERIALIZABLE. */
const HASH_MAP = Buffer.concat([
  MAGIC,
  Buffer.from([0x73, 0x72]),
  utf('java.util.HashMap'),
  Buffer.from('0507dac1c31660d1', 'hex'),
  Buffer.from([0x03])
])
/** The fields, `loadFactor` and `threshold`, and that there is no superclass; old Androids have the first alone. */
const FIELDS = [
  ['F', 'loadFactor'],
  ['I', 'threshold']
].map(([type = '', name = '']) => Buffer.concat([Buffer.from(type), utf(name)]))
const TC_NULL = 0x70
const TC_REFERENCE = 0x71
const TC_STRING = 0x74
const TC_BLOCKDATA = 0x77
const TC_ENDBLOCKDATA = 0x78
const TC_LONGSTRING = 0x7c
/** Handles count from here; the class and the map itself have the first two. */
const FIRST_STRING = 0x7e0002

/** Whether it begins as a serialised HashMap does. */
export function isJavaHashMap(bytes: Buffer): boolean {
  return bytes.subarray(0, HASH_MAP.length).equals(HASH_MAP)
}

/** @throws {@link TransferError} `damaged-file`, `too-large` */
export function readJavaHashMap(bytes: Buffer): ReadonlyMap<string, string> {
  if (!isJavaHashMap(bytes)) throw damaged('a java.util.HashMap')
  const reader = new Reader(bytes, HASH_MAP.length)
  const fields = FIELDS.slice(0, reader.take(2).readUInt16BE())
  for (const field of fields)
    if (!reader.take(field.length).equals(field)) throw damaged('the fields of the map')
  if (reader.byte() !== TC_ENDBLOCKDATA || reader.byte() !== TC_NULL) throw damaged('no superclass')
  reader.take(4 * fields.length)
  if (reader.byte() !== TC_BLOCKDATA || reader.byte() !== 8) throw damaged('the size of the map')
  reader.take(4) // its capacity
  const size = reader.take(4).readUInt32BE()
  if (size > 2 * LIMITS.entries + 16) {
    throw new TransferError('too-large', { expected: `≤ ${LIMITS.entries} entries`, got: `${size} strings` })
  }
  const map = new Map<string, string>()
  for (let i = 0; i < size; i++) {
    const key = reader.string()
    const value = reader.string()
    if (key === null || map.has(key)) throw damaged('each key once')
    if (value !== null) map.set(key, value)
  }
  if (reader.byte() !== TC_ENDBLOCKDATA || !reader.isAtEnd) throw damaged('the end of the map')
  return map
}

class Reader {
  readonly #bytes: Buffer
  readonly #strings: string[] = []
  #at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw damaged('more bytes')
    const taken = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return taken
  }

  byte(): number {
    return this.take(1).readUInt8()
  }

  /** A string, or one that stood there before. */
  string(): string | null {
    switch (this.byte()) {
      case TC_NULL:
        return null
      case TC_STRING:
        return this.#keep(this.take(2).readUInt16BE())
      case TC_LONGSTRING: {
        if (this.take(4).readUInt32BE() !== 0) throw damaged('a string that fits')
        return this.#keep(this.take(4).readUInt32BE())
      }
      case TC_REFERENCE: {
        const known = this.#strings[this.take(4).readUInt32BE() - FIRST_STRING]
        if (known === undefined) throw damaged('a known string')
        return known
      }
      default:
        throw damaged('a string')
    }
  }

  #keep(length: number): string {
    const text = modifiedUtf8(this.take(length))
    this.#strings.push(text)
    return text
  }
}

/** Java's own UTF-8 (DataInput): UTF-16 units of one to three bytes each, NUL as two. */
function modifiedUtf8(bytes: Buffer): string {
  const units: string[] = []
  const follower = (at: number): number => {
    const byte = bytes[at] ?? 0
    if ((byte & 0xc0) !== 0x80) throw damaged('UTF-8')
    return byte & 0x3f
  }
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      units.push(String.fromCharCode(byte))
      at += 1
    } else if ((byte & 0xe0) === 0xc0) {
      units.push(String.fromCharCode(((byte & 0x1f) << 6) | follower(at + 1)))
      at += 2
    } else if ((byte & 0xf0) === 0xe0) {
      units.push(String.fromCharCode(((byte & 0x0f) << 12) | (follower(at + 1) << 6) | follower(at + 2)))
      at += 3
    } else throw damaged('UTF-8')
  }
  return units.join('')
}

/** A name as the grammar writes it: its length in two bytes before it. */
function utf(name: string): Buffer {
  return Buffer.concat([Buffer.from([0, name.length]), Buffer.from(name, 'latin1')])
}

function damaged(expected: string): TransferError {
  return new TransferError('damaged-file', { field: 'HashMap', expected, got: 'something else' })
}
