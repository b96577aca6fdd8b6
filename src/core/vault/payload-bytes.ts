/**
 * The payload's bytes, and back. Only the index of the records is made of them: a record is decoded when it is asked for,
 * and one that wasn't changed is copied as it lies, because encoding 10,000 accounts anew takes longer than all the rest.
 */
import { decodeCbor, encodeCbor, EncodedFields, type CborValue, type Fields } from './cbor.ts'
import { endOf, endOfKey, MAJOR, readHead, UNKNOWN, type Head } from './cbor-skim.ts'
import { decoded } from './format.ts'
import { payloadOf, type Payload, type Records } from './payload.ts'
import { secretBytes, wipe } from './secret-bytes.ts'

/** Parts of the payload that are maps of records. */
const RECORDS = ['accounts', 'trash', 'tombstones'] as const

/**
 * The payload in these bytes, of which its records are views.
 * @throws {@link VaultError} `damaged`
 */
export function readPayload(bytes: Buffer): Payload {
  return payloadOf(indexOf(bytes) ?? decoded(bytes, 'the payload'))
}

/**
 * The encoding, over an ArrayBuffer of its own, which the caller wipes. `loose` counts the records that had to be encoded,
 * because they aren't copied from other bytes.
 * @throws RangeError for more than can be kept
 */
export function writePayload(payload: Payload): { bytes: Buffer; loose: number } {
  const { use, extra, ...records } = payload
  const rest = entriesOf(new Map<string, CborValue>([...extra, ['use', use]]))
  const pieces: Uint8Array[] = [mapHead(extra.size + 1 + RECORDS.length), rest]
  // What is encoded here, and not copied: wiped once it is in place.
  const encoded = [rest]
  let loose = 0
  for (const name of RECORDS) {
    const { runs, changed } = partsOf(records[name])
    const entries = entriesOf(changed)
    encoded.push(entries)
    loose += changed.size
    pieces.push(encodeCbor(name), mapHead(records[name].size), ...runs, entries)
  }
  const bytes = secretBytes(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  wipe(...encoded)
  return { bytes, loose }
}

/** The payload's map with its records still encoded, or `null` where it isn't as we write it ourselves. */
function indexOf(bytes: Buffer): Fields | null {
  const head: Head = { major: 0, count: 0, next: 0 }
  if (!readHead(bytes, 0, head) || head.major !== MAJOR.map) {
    return null
  }
  const { count } = head
  const fields = new Map<string, CborValue>()
  let at = head.next
  for (let entry = 0; entry < count; entry++) {
    const valueAt = endOfKey(bytes, at, head)
    const name = valueAt === UNKNOWN ? '' : bytes.toString('latin1', head.next, valueAt)
    if (valueAt === UNKNOWN || fields.has(name)) {
      return null
    }
    if (RECORDS.some((one) => one === name)) {
      const records = new Map<string, Fields>()
      at = indexRecords(bytes, valueAt, records)
      fields.set(name, records)
    } else {
      at = endOf(bytes, valueAt, 1)
      fields.set(name, at === UNKNOWN ? null : decodeCbor(bytes.subarray(valueAt, at)))
    }
    if (at === UNKNOWN) {
      return null
    }
  }
  return at === bytes.length ? fields : null
}

/** Fills in the records of a map; gives the offset after it, or UNKNOWN. */
function indexRecords(bytes: Buffer, start: number, records: Map<string, Fields>): number {
  const head: Head = { major: 0, count: 0, next: 0 }
  if (!readHead(bytes, start, head) || head.major !== MAJOR.map) {
    return UNKNOWN
  }
  const { count } = head
  let at = head.next
  for (let entry = 0; entry < count; entry++) {
    const valueAt = endOfKey(bytes, at, head)
    if (valueAt === UNKNOWN || (bytes[valueAt] ?? 0) >> 5 !== MAJOR.map) {
      return UNKNOWN
    }
    const id = bytes.toString('latin1', head.next, valueAt)
    at = endOf(bytes, valueAt, 2)
    if (at === UNKNOWN) {
      return UNKNOWN
    }
    records.set(id, new EncodedFields(bytes, valueAt, at))
  }
  return records.size === count ? at : UNKNOWN
}

/** Records that are encoded already, with their ids (what lies side by side is one run), and the others. */
function partsOf(records: Records): { runs: readonly Uint8Array[]; changed: ReadonlyMap<string, Fields> } {
  const runs: { readonly source: Buffer; readonly start: number; end: number }[] = []
  const changed = new Map<string, Fields>()
  let last: (typeof runs)[number] | undefined
  for (const [id, record] of records) {
    if (!(record instanceof EncodedFields)) {
      changed.set(id, record)
      continue
    }
    const { source, start, end } = record
    // In the payload that it was read from, its id lies right before it.
    const idAt = start - textLength(id)
    if (last?.source === source && last.end === idAt) {
      last.end = end
    } else {
      last = { source, start: idAt, end }
      runs.push(last)
    }
  }
  return { runs: runs.map(({ source, start, end }) => source.subarray(start, end)), changed }
}

/** A map's entries without its head. */
function entriesOf(fields: ReadonlyMap<string, CborValue>): Buffer {
  const encoded = encodeCbor(fields, 1024 + 256 * fields.size)
  return encoded.subarray(headLength(fields.size))
}

function mapHead(count: number): Uint8Array {
  const head = encodeCbor(count)
  head[0] = (head[0] ?? 0) | (MAJOR.map << 5)
  return head
}

/** Length of an encoded text of ASCII letters. */
function textLength(text: string): number {
  return headLength(text.length) + text.length
}

function headLength(count: number): number {
  return count < 24 ? 1 : count < 2 ** 8 ? 2 : count < 2 ** 16 ? 3 : 5
}
