/** Real programs that suites are run against: a suite whose program is missing is skipped by name, and fails where CI=true. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, it } from 'vitest'

/** Absolute path of a program in PATH or the system's own folders, or `null`. */
export function findProgram(name: string): string | null {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin']) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder: look on.
    }
  }
  return null
}

/** A suite that needs real programs: run where they are, skipped by name where not, failed where CI=true. */
export function describeWith(programs: readonly string[], name: string, suite: () => void): void {
  const missing = programs.filter((program) => findProgram(program) === null)
  if (missing.length === 0) {
    describe(name, suite)
  } else if (process.env.CI === 'true') {
    describe(name, () => {
      it(`needs ${missing.join(', ')}`, () => {
        throw new Error(`missing on this machine: ${missing.join(', ')}`)
      })
    })
  } else {
    describe.skip(`${name} (skipped: needs ${missing.join(', ')})`, suite)
  }
}
