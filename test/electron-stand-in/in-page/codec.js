/*
 * Structured-cloneable values as tagged JSON, for the way between a page and the app. The same source runs in the
 * app and, as text, in the page: it may use nothing from outside.
 */
export function makeCodec() {
  const toBase64 = (bytes) => {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

  const pack = (value) => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number') {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value
      return { $: 'number', of: Object.is(value, -0) ? '-0' : String(value) }
    }
    if (typeof value === 'bigint') return { $: 'bigint', of: String(value) }
    if (typeof value !== 'object') throw new Error('An object could not be cloned.')
    if (value instanceof Date) return { $: 'date', of: value.getTime() }
    if (value instanceof RegExp) return { $: 'regexp', of: [value.source, value.flags] }
    if (value instanceof Error) return { $: 'error', of: [value.name, value.message] }
    if (value instanceof Map) return { $: 'map', of: [...value].map((entry) => entry.map(pack)) }
    if (value instanceof Set) return { $: 'set', of: [...value].map(pack) }
    if (value instanceof Promise || value instanceof WeakMap)
      throw new Error('An object could not be cloned.')
    if (value instanceof ArrayBuffer) return { $: 'buffer', of: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const name = value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name
      return {
        $: 'view',
        name,
        of: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      }
    }
    if (Array.isArray(value)) return value.map(pack)
    return { $: 'object', of: Object.keys(value).map((key) => [key, pack(value[key])]) }
  }

  const unpack = (packed) => {
    if (packed === null || typeof packed !== 'object') return packed
    if (Array.isArray(packed)) return packed.map(unpack)
    const { $, of } = packed
    switch ($) {
      case 'undefined':
        return undefined
      case 'number':
        return of === '-0' ? -0 : Number(of)
      case 'bigint':
        return BigInt(of)
      case 'date':
        return new Date(of)
      case 'regexp':
        return new RegExp(of[0], of[1])
      case 'error':
        return Object.assign(new Error(of[1]), { name: of[0] })
      case 'map':
        return new Map(of.map((entry) => entry.map(unpack)))
      case 'set':
        return new Set(of.map(unpack))
      case 'buffer':
        return fromBase64(of).buffer
      case 'view': {
        const bytes = fromBase64(of)
        return packed.name === 'Uint8Array' ? bytes : new globalThis[packed.name](bytes.buffer)
      }
      default:
        // fromEntries defines own properties, so a key named __proto__ stays a key.
        return Object.fromEntries(of.map(([key, value]) => [key, unpack(value)]))
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text))
  }
}
