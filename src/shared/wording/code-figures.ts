/** Codes and times of day as people read them. */
import type { Language } from '../views/app.ts'

/** Group lengths that are read most easily, by the number of characters. */
const GROUPS: Readonly<Record<number, readonly number[]>> = {
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [5, 5]
}

/** Splits a code into groups: "123456" → ["123", "456"]. */
export function codeGroups(code: string): readonly string[] {
  const lengths = GROUPS[code.length] ?? [code.length]
  let from = 0
  return lengths.map((length) => code.slice(from, (from += length)))
}

/** A code with a space between its groups. */
export function groupCode(code: string): string {
  return codeGroups(code).join(' ')
}

/** Local time of day with seconds: "12:03:30". */
export function clockTime(unixMs: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23'
  }).format(unixMs)
}
