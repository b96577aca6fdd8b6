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

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly isCi: boolean
  readonly find: (name: string) => string | null
}

/**
 * What becomes of a suite that needs these programs. They are Debian's: macOS has others of the same names (its `script`,
 * its `openssl`), so that elsewhere such a suite is skipped, in CI as well.
 */
export function fateOf(
  programs: readonly string[],
  { platform, isCi, find }: Machine
): { readonly kind: 'run' } | { readonly kind: 'skip' | 'fail'; readonly missing: readonly string[] } {
  const isLinux = platform === 'linux'
  const missing = isLinux ? programs.filter((program) => find(program) === null) : programs
  if (missing.length === 0) return { kind: 'run' }
  return { kind: isCi && isLinux ? 'fail' : 'skip', missing }
}

/** A suite that needs real programs: run where they are, skipped by name where not, failed where CI=true. */
export function describeWith(programs: readonly string[], name: string, suite: () => void): void {
  const { platform, env } = process
  const fate = fateOf(programs, { platform, isCi: env.CI === 'true', find: findProgram })
  if (fate.kind === 'run') {
    describe(name, suite)
    return
  }
  const missing = fate.missing.join(', ')
  if (fate.kind === 'skip') {
    describe.skip(`${name} (skipped: needs ${missing})`, suite)
    return
  }
  describe(name, () => {
    it(`needs ${missing}`, () => {
      throw new Error(`missing on this machine: ${missing}`)
    })
  })
}
