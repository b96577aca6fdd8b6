/** How a code is shown and read aloud: groups that the eye takes in at once, single characters for the ear. */
import type { AccountView } from '../../shared/views/account.ts'

const GROUPS: Readonly<Record<number, readonly number[]>> = {
  5: [5],
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [5, 5]
}

/** A code in its groups: 482913 in 482 and 913; one of another length stays whole. */
export function groupsOf(code: string): readonly string[] {
  let from = 0
  return (GROUPS[code.length] ?? [code.length]).map((length) => code.slice(from, (from += length)))
}

/** Whether codes of a kind are shown in one piece: those with letters are typed as a word. */
export function isWhole(kind: AccountView['kind']): boolean {
  return kind === 'steam' || kind === 'motp' || kind === 'yandex'
}

/** As many dots as a code has characters, in its groups. */
export function dotsFor(digits: number, whole: boolean): readonly string[] {
  const dots = '•'.repeat(digits)
  return whole ? [dots] : groupsOf(dots)
}

/** A code as a screen reader shall read it, character by character: "4 8 2 9 1 3". */
export function readable(code: string): string {
  return Array.from(code).join(' ')
}
