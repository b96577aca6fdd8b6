/** What a fault harness says in the end: its figures, and what it was meant to show and didn't. */

export interface Report {
  /** One line each, with their numbers. */
  readonly figures: readonly string[]
  /** Promises that weren't kept, or planted bugs that weren't caught; none is what is hoped for. */
  readonly missed: readonly string[]
}

/** A harness, and how often it does what it does when it is run in full. */
export interface Harness {
  readonly name: string
  readonly full: number
  readonly run: (count: number) => Promise<Report>
}

/** Gathers figures and misses while a harness runs. */
export class Findings implements Report {
  readonly figures: string[] = []
  readonly missed: string[] = []

  figure(line: string): void {
    this.figures.push(line)
  }

  /** Notes a promise that has to hold. */
  expect(holds: boolean, promise: string): void {
    if (!holds) {
      this.missed.push(promise)
    }
  }

  /** Notes how planted bugs fared: each has to be caught, or the harness proves nothing. */
  planted(caught: ReadonlyMap<string, boolean>): void {
    const names = [...caught.keys()]
    const found = names.filter((name) => caught.get(name) === true)
    this.figure(`planted bugs caught: ${found.length} of ${names.length} (${names.join(', ')})`)
    for (const name of names) {
      this.expect(caught.get(name) === true, `planted bug not caught: ${name}`)
    }
  }
}
