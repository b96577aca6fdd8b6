/** Looks for secrets in the memory of a running process, in every form in which they might lie there (Linux). */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { base32Of } from './independent-base32.ts'

/** What is looked for: its name → its bytes. */
export type Needles = ReadonlyMap<string, Buffer>

const CHUNK_BYTES = 2 ** 22

/**
 * The forms of a secret: raw, base 32, hex and base 64, in either case and in UTF-16, as a page's strings may be.
 * @param name - For the report; never the secret itself.
 */
export function formsOf(name: string, secret: Uint8Array): Needles {
  const raw = Buffer.from(secret)
  const texts = {
    'base 32': base32Of(secret),
    'base 32, lower case': base32Of(secret).toLowerCase(),
    hex: raw.toString('hex'),
    'hex, upper case': raw.toString('hex').toUpperCase(),
    'base 64': raw.toString('base64').replace(/=+$/u, '')
  }
  const needles = new Map<string, Buffer>([[`${name}, raw`, raw]])
  for (const [form, text] of Object.entries(texts)) {
    needles.set(`${name}, ${form}`, Buffer.from(text, 'latin1'))
    needles.set(`${name}, ${form}, UTF-16`, Buffer.from(text, 'utf16le'))
  }
  return needles
}

/** The forms of a text: UTF-8 and UTF-16. */
export function formsOfText(name: string, text: string): Needles {
  return new Map([
    [`${name}, UTF-8`, Buffer.from(text, 'utf8')],
    [`${name}, UTF-16`, Buffer.from(text, 'utf16le')]
  ])
}

export function allOf(...parts: readonly Needles[]): Needles {
  return new Map(parts.flatMap((part) => [...part]))
}

/** Names of the needles that a haystack holds. */
export function found(haystack: Buffer, needles: Needles): readonly string[] {
  return [...needles].filter(([, needle]) => haystack.includes(needle)).map(([name]) => name)
}

/** More needles than this are looked for all at once. */
const MANY_NEEDLES = 16

/** Size of the filter below, in bits: with 10,000 needles one place in 1,600 is looked at closer. */
const FILTER_BITS = 24

/** Looks for thousands of needles in one pass: by their first four bytes, and closer only where those are some needle's. */
class ManyNeedles {
  readonly #filter = new Uint8Array(2 ** (FILTER_BITS - 3))
  readonly #byPrefix = new Map<number, [string, Buffer][]>()

  constructor(needles: Needles) {
    for (const [name, needle] of needles) {
      const prefix = needle.readUInt32LE(0)
      const place = placeOf(prefix)
      this.#filter[place >>> 3] = (this.#filter[place >>> 3] ?? 0) | (1 << (place & 7))
      this.#byPrefix.set(prefix, [...(this.#byPrefix.get(prefix) ?? []), [name, needle]])
    }
  }

  find(haystack: Buffer): readonly string[] {
    const names: string[] = []
    let word = 0
    for (let at = 0; at < haystack.length; at++) {
      word = (word >>> 8) | ((haystack[at] ?? 0) << 24)
      const place = placeOf(word)
      if (((this.#filter[place >>> 3] ?? 0) & (1 << (place & 7))) === 0 || at < 3) continue
      for (const [name, needle] of this.#byPrefix.get(word >>> 0) ?? []) {
        // What is cut off by the end is whole in the next chunk.
        if (haystack.subarray(at - 3, at - 3 + needle.length).equals(needle)) names.push(name)
      }
    }
    return names
  }
}

/** Fibonacci hashing of the four bytes. */
function placeOf(prefix: number): number {
  return Math.imul(prefix, 0x9e3779b1) >>> (32 - FILTER_BITS)
}

export interface MemoryScan {
  /** Names of the needles that were found. */
  readonly found: readonly string[]
  /** How much memory was read: a scan that read nothing proves nothing. */
  readonly bytes: number
}

/** Reads every readable page of a process. @throws where the process is gone, or isn't ours. */
export function scanProcess(pid: number, needles: Needles): MemoryScan {
  const longest = Math.max(...[...needles.values()].map((needle) => needle.length))
  const hits = new Set<string>()
  const many = needles.size > MANY_NEEDLES ? new ManyNeedles(needles) : null
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  let bytes = 0
  try {
    for (const { from, to } of readableRegions(pid)) {
      // Chunks overlap, so that nothing hides on a border.
      for (let at = from; at < to; at += CHUNK_BYTES - longest) {
        const chunk = readAt(memory, at, Math.min(CHUNK_BYTES, to - at))
        if (chunk === null) break
        bytes += chunk.length
        for (const name of many?.find(chunk) ?? found(chunk, needles)) hits.add(name)
        if (at + CHUNK_BYTES >= to) break
      }
    }
  } finally {
    closeSync(memory)
  }
  return { found: [...hits], bytes }
}

function readableRegions(pid: number): readonly { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', to = '', rights = '', name = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/u.exec(line) ?? []
      // Read-only files on the disk are the program itself.
      if (!rights.startsWith('r') || name === '[vvar]' || name === '[vsyscall]') return []
      if (!rights.includes('w') && name.startsWith('/')) return []
      return [{ from: parseInt(from, 16), to: parseInt(to, 16) }]
    })
}

/** Null where the region went away, or was never given memory. */
function readAt(memory: number, at: number, length: number): Buffer | null {
  const chunk = Buffer.allocUnsafe(length)
  try {
    const read = readSync(memory, chunk, 0, length, at)
    return chunk.subarray(0, read)
  } catch {
    return null
  }
}
