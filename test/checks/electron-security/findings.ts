/** What the checks of Electron's security list say: one finding for each thing that isn't as promised. */

export interface Finding {
  /** Which rule: `web-preferences`, `csp`, … */
  readonly rule: string
  /** The file, from the repository's root. */
  readonly file: string
  readonly message: string
}

/** The findings that weren't there before: what a planted fault brings. */
export function beyond(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map(({ file, message }) => `${file}: ${message}`))
  return after.filter(({ file, message }) => !known.has(`${file}: ${message}`))
}

/** Collects findings of one file. */
export class Notes {
  readonly findings: Finding[] = []
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** Notes a finding unless the promise holds. */
  expect(isKept: boolean, rule: string, message: string): void {
    if (!isKept) this.findings.push({ rule, file: this.#file, message })
  }
}
