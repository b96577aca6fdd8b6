/** Mutations of a file: of its bytes, and of the digits, letters and values of a text. */

/** One mutation, by a generator of numbers from 0 to 1. */
export function mutated(bytes: Buffer, random: () => number): Buffer {
  const pick = (count: number): number => Math.floor(random() * count)
  const at = pick(bytes.length)
  const length = 1 + pick(Math.min(32, bytes.length))
  const copy = Buffer.from(bytes)
  switch (pick(9)) {
    case 0: // one bit
      copy[at] = (copy[at] ?? 0) ^ (1 << pick(8))
      return copy
    case 1: // one byte
      copy[at] = pick(256)
      return copy
    case 2: // cut off
      return copy.subarray(0, at)
    case 3: // a span left out
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)])
    case 4: // a span twice
      return Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)])
    case 5: // a span of something else
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.from(Array.from({ length }, () => pick(256))),
        copy.subarray(at)
      ])
    case 6: // another span of the file
      copy.copy(copy, at, pick(bytes.length), bytes.length)
      return copy
    case 7: // a digit or letter of the same alphabet: what a checksum would have to see
      return withOtherCharacter(copy, pick)
    default: // a number or a word of JSON in another kind of value
      return withOtherValue(copy, pick)
  }
}

const ALPHABETS = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 'abcdefghijklmnopqrstuvwxyz']
const VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '-1',
  '1e9',
  '9007199254740993',
  '"__proto__"',
  '0.5',
  '"6"',
  '7'
]

function withOtherCharacter(copy: Buffer, pick: (count: number) => number): Buffer {
  for (let tries = 0; tries < 64; tries++) {
    const at = pick(copy.length)
    const character = String.fromCharCode(copy[at] ?? 0)
    const alphabet = ALPHABETS.find((one) => one.includes(character))
    if (alphabet === undefined) continue
    copy[at] = alphabet.charCodeAt(pick(alphabet.length))
    return copy
  }
  return copy
}

function withOtherValue(copy: Buffer, pick: (count: number) => number): Buffer {
  const text = copy.toString('latin1')
  const values = [
    ...text.matchAll(/(?<=[:,[]\s*)(?:-?\d+(?:\.\d+)?|true|false|null|"[^"\\]{0,64}")(?=\s*[,}\]])/gu)
  ]
  const value = values[pick(Math.max(1, values.length))]
  if (value === undefined) return withOtherCharacter(copy, pick)
  const other = VALUES[pick(VALUES.length)] ?? 'null'
  const whole = text.slice(0, value.index) + other + text.slice(value.index + value[0].length)
  return Buffer.from(whole, 'latin1')
}
