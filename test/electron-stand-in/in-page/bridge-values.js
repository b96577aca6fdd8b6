/*
 * What contextBridge lets through between the two worlds of a page: plain objects and arrays by copy, functions as
 * numbers that the other side calls, everything else by structured clone. Runs as text in both worlds.
 */
export function makeBridgeValues(callTheOther) {
  const functions = []
  const isPlain = (value) =>
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype

  const pack = (value) => {
    if (typeof value === 'function') return { call: functions.push(value) - 1 }
    if (Array.isArray(value)) return { items: value.map(pack) }
    if (isPlain(value)) return { entries: Object.entries(value).map(([key, part]) => [key, pack(part)]) }
    return { value }
  }
  const unpack = (packed) => {
    if ('call' in packed) return (...args) => callTheOther(packed.call, args)
    if ('items' in packed) return Object.freeze(packed.items.map(unpack))
    if ('entries' in packed) {
      return Object.freeze(Object.fromEntries(packed.entries.map(([key, part]) => [key, unpack(part)])))
    }
    return packed.value
  }
  return { pack, unpack, functionAt: (index) => functions[index] }
}
