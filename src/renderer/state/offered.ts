/**
 * The values that a list of numbers offers: the usual ones, and the one that is set, where somebody set another.
 * @param set - `null`: none is set.
 */
export function offered(usual: readonly number[], set: number | null): readonly number[] {
  return [...new Set(set === null ? usual : [...usual, set])].sort((a, b) => a - b)
}
