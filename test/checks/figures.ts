/** Figures of a check: each printed with its target, and at the end one line, `met` or `missed: …`. */

export interface FiguresOptions {
  /** Exit code 1 where a target was missed. */
  readonly check: boolean
}

export class Figures {
  readonly #missed: string[] = []
  readonly #check: boolean

  constructor({ check }: FiguresOptions) {
    this.#check = check
  }

  heading(text: string): void {
    console.log(`\n${text}`)
  }

  /** A line without a target. */
  say(text: string): void {
    console.log(`  ${text}`)
  }

  /** A line with a target: whether it is met, and which one it is. */
  expect(isMet: boolean, name: string, figure: string): void {
    console.log(`  ${isMet ? 'ok    ' : 'MISSED'} ${name}: ${figure}`)
    if (!isMet) this.#missed.push(name)
  }

  /** Prints the last line and sets the exit code. */
  end(): void {
    console.log(this.#missed.length === 0 ? 'met' : `missed: ${this.#missed.join('; ')}`)
    if (this.#check && this.#missed.length > 0) process.exitCode = 1
  }
}

/** A value of a list such that the share of values at most that is `share`; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
