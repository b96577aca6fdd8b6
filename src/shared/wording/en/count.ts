/** Numbers with their nouns, in English. */
const plurals = new Intl.PluralRules('en')

export const figures = new Intl.NumberFormat('en')

/** "1 account", "1,200 accounts". */
export function count(n: number, one: string, other: string): string {
  return `${figures.format(n)} ${plurals.select(n) === 'one' ? one : other}`
}
