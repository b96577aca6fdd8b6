/** Payloads for the fuzzing of the IPC: of any shape that crosses it, and good ones with one thing in them turned hostile. */
import fc from 'fast-check'
import { GOOD_ARGUMENTS } from './good-arguments.ts'

export type Payload = readonly unknown[]

/** As deep as nothing honest is. */
const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 'x')

const cycle: unknown[] = []
cycle.push(cycle, { cycle })

/** What takes the place of something good. */
const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  'x'.repeat(4096),
  'x'.repeat(2 ** 20),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a\0b',
  '../../../../etc/passwd',
  '/etc/passwd',
  '/etc/shadow',
  '/dev/zero',
  '/dev/random',
  '/proc/self/mem',
  '/proc/self/environ',
  '/',
  'beside/../../../../etc/passwd',
  'second/\0',
  '\\\\host\\share',
  'file:///etc/passwd',
  'otpauth://totp/x?secret=AAAA',
  'otpauth-migration://offline?data=AAAA',
  'ntp://127.0.0.1:0',
  'nts://[::1]:99999',
  'https://user:pass@127.0.0.1:1/',
  '127.0.0.1',
  'localhost:1',
  '\ud800',
  '\u202eevil\u202c',
  '<img src=x onerror=alert(1)>',
  '${process.exit(1)}',
  '; rm -rf ~',
  NaN,
  Infinity,
  -Infinity,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  Number.MIN_VALUE,
  Number.MAX_SAFE_INTEGER,
  10n ** 30n,
  null,
  undefined,
  true,
  [],
  [[]],
  {},
  new Array(100_000),
  Object.assign(Object.create(null) as object, { id: 'x' }),
  JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {"x": 1}}}'),
  { toString: 'x', valueOf: 1, then: 'x' },
  { length: 1, 0: 'x' },
  new Date(NaN),
  new Map<unknown, unknown>([['kind', 'passphrase']]),
  new Set(['x']),
  /(?:a+)+$/u,
  new Uint8Array(0),
  new Uint8Array(64),
  new Float64Array([NaN]),
  new ArrayBuffer(8),
  new Error('x'),
  nested(1000),
  cycle
]

/** Any argument list, as JavaScript can say it. */
const ANYTHING = fc.array(
  fc.anything({
    withNullPrototype: true,
    withSparseArray: true,
    withBigInt: true,
    withMap: true,
    withSet: true,
    withDate: true,
    withTypedArray: true
  }),
  // An empty one is what many requests take: those are grown.
  { minLength: 1, maxLength: 5 }
)

/** So many payloads of any shape; always the same ones of a seed. */
export function anyPayloads(count: number, seed: number): readonly Payload[] {
  return fc.sample(ANYTHING, { numRuns: count, seed }).filter(crosses)
}

/** Whether Electron's `invoke` would carry it: by structured clone. */
function crosses(payload: Payload): boolean {
  try {
    structuredClone(payload)
    return true
  } catch {
    return false
  }
}

/**
 * A good payload with one hostile thing in it, with ids that exist in it, or with an argument too many.
 * @param at - Which one; every number gives another.
 */
export function hostilePayload(request: string, ids: readonly string[], at: number): Payload {
  const good = structuredClone(GOOD_ARGUMENTS[request] ?? []) as unknown[]
  const withIds = ids.length === 0 ? good : (replaceIds(good, ids[at % ids.length] ?? '') as unknown[])
  const places = placesIn(withIds)
  const hostile = HOSTILE[Math.floor(at / (places.length + 2)) % HOSTILE.length]
  const place = places[at % (places.length + 2)]
  if (place !== undefined) return put(withIds, place, hostile) as Payload
  return at % (places.length + 2) === places.length ? [...withIds, hostile] : withIds
}

type Place = readonly (string | number)[]

/** Paths to everything in a payload, the arguments themselves included. */
function placesIn(value: unknown, path: Place = []): readonly Place[] {
  const here = path.length === 0 ? [] : [path]
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return here
  const inside = Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, [...path, Array.isArray(value) ? Number(key) : key])
  )
  return [...here, ...inside]
}

function put(value: unknown, [key, ...rest]: Place, hostile: unknown): unknown {
  if (key === undefined) return hostile
  const inside = put((value as Record<string | number, unknown>)[key], rest, hostile)
  return Array.isArray(value)
    ? value.map((item: unknown, at) => (at === key ? inside : item))
    : { ...(value as object), [key]: inside }
}

/** The ids of the table stand for those of the vault. */
function replaceIds(value: unknown, id: string): unknown {
  if (value === 'a1b2') return id
  if (Array.isArray(value)) return value.map((item) => replaceIds(item, id))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceIds(item, id)]))
}
