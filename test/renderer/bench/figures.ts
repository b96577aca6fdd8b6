/** What both benches of the window print: figures, and one last line. */

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** One thing promised, and whether it was kept. */
export interface Promised {
  readonly what: string
  readonly kept: boolean
}

/** Prints `met` or `missed: …` as the last line and sets the exit code, which counts with `--check`. */
export function conclude(promised: readonly Promised[]): void {
  const missed = promised.filter(({ kept }) => !kept).map(({ what }) => what)
  console.log(missed.length === 0 ? 'met' : `missed: ${missed.join('; ')}`)
  process.exitCode = missed.length > 0 && process.argv.includes('--check') ? 1 : 0
}
