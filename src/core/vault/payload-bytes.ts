/**
 * The payload's bytes, and back. Only the index of the records is made of them: a record is decoded when it is asked for,
 * and one that wasn't changed is copied as it lies, because encoding 10,000 accounts anew takes longer than all the rest.
 */
import { decodeCbor, encodeCbor, EncodedFields, type CborValue, type Fields } from './cbor.ts'
import { endOf, endOfKey, MAJOR, readHead, UNKNOWN, type Head } from './cbor-skim.ts'
import { decoded } from './format.ts'
import { payloadOf, type Payload } from './payload.ts'
import { layersOf, type Records } from './records.ts'

/** Parts of the payload that are maps of records. */
const RECORDS = ['accounts', 'trash', 'tombstones'] as const

/**
 * The payload in these bytes, of which its records are views.
 * @throws {@link VaultError} `damaged`
 */
export function readPayload(bytes: Buffer): Payload {
  return payloadOf(indexOf(bytes) ?? decoded(bytes, 'the payload'))
}

/** A payload's encoding in parts, which are one after another what is read again. */
export interface PayloadParts {
  readonly parts: readonly Uint8Array[]
  /** Those of the parts that were made for this: to be wiped. The others lie in a payload that was read. */
  readonly made: readonly Uint8Array[]
  /** How many records had to be encoded, because they lie in no payload yet. */
  readonly loose: number
}

/**
 * @throws RangeError for more than can be kept
 */
export function writePayload({ use, extra, ...records }: Payload): PayloadParts {
  const rest = entriesOf(new Map<string, CborValue>([...extra, ['use', use]]))
  const parts: Uint8Array[] = [mapHead(extra.size + 1 + RECORDS.length), rest]
  const made: Uint8Array[] = [rest]
  let looseCount = 0
  for (const name of RECORDS) {
    const { runs, loose } = partsOf(records[name])
    const entries = entriesOf(loose)
    made.push(entries)
    looseCount += loose.size
    parts.push(encodeCbor(name), mapHead(records[name].size), ...runs, entries)
  }
  return { parts, made, loose: looseCount }
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

/** Bytes with records that are encoded already, each right after its id. */
interface Run {
  readonly source: Buffer
  readonly start: number
  readonly end: number
}

interface RecordParts {
  readonly runs: readonly Run[]
  readonly loose: ReadonlyMap<string, Fields>
}

/** What records were loaded as stays the same from save to save, and so do its parts. */
const PARTS = new WeakMap<ReadonlyMap<string, Fields>, RecordParts>()

function partsOf(records: Records): { runs: readonly Uint8Array[]; loose: ReadonlyMap<string, Fields> } {
  const { base, changes } = layersOf(records)
  const whole = PARTS.get(base) ?? partsOfBase(base)
  PARTS.set(base, whole)
  const loose = new Map(whole.loose)
  const moved: Run[] = []
  const holes: Run[] = []
  for (const [id, record] of changes) {
    loose.delete(id)
    const before = base.get(id)
    if (before instanceof EncodedFields) {
      holes.push(runOf(id, before))
    }
    if (record instanceof EncodedFields) {
      moved.push(runOf(id, record))
    } else if (record !== null) {
      loose.set(id, record)
    }
  }
  holes.sort((a, b) => a.start - b.start)
  const runs = [...whole.runs.flatMap((run) => without(run, holes)), ...moved]
  return { runs: runs.map(({ source, start, end }) => source.subarray(start, end)), loose }
}

/** What lies side by side is one run. */
function partsOfBase(base: ReadonlyMap<string, Fields>): RecordParts {
  const runs: Run[] = []
  const loose = new Map<string, Fields>()
  let last: Run | undefined
  for (const [id, record] of base) {
    if (!(record instanceof EncodedFields)) {
      loose.set(id, record)
      continue
    }
    const run = runOf(id, record)
    const isNext = last?.source === run.source && last.end === run.start
    last = isNext && last !== undefined ? { ...run, start: last.start } : run
    if (isNext) {
      runs.pop()
    }
    runs.push(last)
  }
  return { runs, loose }
}

function runOf(id: string, { source, start, end }: EncodedFields): Run {
  // In the payload that it was read from, its id lies right before it.
  return { source, start: start - textLength(id), end }
}

/** A run without some of its records, in the order of their places. */
function without(run: Run, holes: readonly Run[]): readonly Run[] {
  const left: Run[] = []
  let start = run.start
  for (const hole of holes) {
    if (hole.source === run.source && hole.start >= start && hole.end <= run.end) {
      left.push({ ...run, start, end: hole.start })
      start = hole.end
    }
  }
  return [...left, { ...run, start }].filter((one) => one.start < one.end)
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
