/** The order that people gave their accounts, in formats that write it as a number. */
import type { ReadExport } from './importer.ts'

/** The accounts by their rank; those of the same rank, and those without one at the end, as the file has them. */
export function inOrder<T>(
  read: ReadExport,
  list: readonly T[],
  rankOf: (entry: T) => number | undefined
): ReadExport {
  const ranked = read.accounts.map((one) => {
    const entry = list[one.entry - 1]
    return { one, rank: (entry === undefined ? undefined : rankOf(entry)) ?? Infinity }
  })
  ranked.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
  return { ...read, accounts: ranked.map(({ one }) => one) }
}
