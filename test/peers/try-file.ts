/** Tries one file of somebody else's app: what came of it, and in how long. */
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { readExport, type FormattedExport } from '../../src/core/transfer/read-export.ts'
import { plainAccount, type Expected } from '../core/transfer/importers/samples.ts'

/** What a file has to give, or the code with which it has to be refused. */
export interface ExpectedFile extends Partial<Expected> {
  readonly error?: string
}

export interface Tried {
  readonly name: string
  readonly read: FormattedExport | null
  /** The code with which the whole file was refused; '' where it was read. */
  readonly refusal: string
  readonly tookMs: number
}

export async function tryFile(path: string, name: string, password: string | null): Promise<Tried> {
  const bytes = await readFile(path)
  const beganMs = performance.now()
  const secret = password === null ? null : Buffer.from(password)
  try {
    const read = await readExport(bytes, { name, password: secret })
    return { name, read, refusal: '', tookMs: performance.now() - beganMs }
  } catch (error) {
    // A fault of ours has no code: it is named, so that it can't pass for a refusal.
    const refusal =
      error instanceof Error && 'code' in error
        ? String(error.code)
        : `a crash (${String(error).slice(0, 80)})`
    return { name, read: null, refusal, tookMs: performance.now() - beganMs }
  }
}

/** One line: file, format, found, read, failed, in how long; then why. */
export function lineOf({ name, read, refusal, tookMs }: Tried): string {
  const took = `${tookMs.toFixed(0)} ms`
  if (read === null) return [name, '-', 'refused', refusal, took].join('  ')
  const { format, found, accounts, failed, missingParts } = read
  const figures = [`found ${found}`, `read ${accounts.length}`, `failed ${failed.length}`]
  const why = failed.map(({ entry, error }) => `${entry}: ${error.code} ${error.field ?? ''}`.trimEnd())
  const missing = missingParts === undefined ? [] : [`parts ${missingParts.parts.join(', ')} missing`]
  return [name, format, ...figures, took, ...why, ...missing].join('  ')
}

/** What differs from what was expected, field by field; none is what is hoped for. */
export function differences({ name, read, refusal }: Tried, expected: ExpectedFile): readonly string[] {
  const { error = '' } = expected
  if (read === null || error !== '') {
    return refusal === error
      ? []
      : [`${name}: expected ${error || 'to be read'}, got ${refusal || 'it read'}`]
  }
  const got = read.accounts.map(({ entry, account }) => ({ entry, ...plainAccount(account) }))
  const failed = read.failed.map(({ entry, name: of, error }) => ({
    entry,
    name: of,
    code: error.code,
    field: error.field ?? null
  }))
  return [
    ...listDifferences(`${name}: account`, got, expected.accounts ?? []),
    ...listDifferences(`${name}: failure`, failed, expected.failed ?? [])
  ]
}

type Row = Readonly<Record<string, unknown>>

function listDifferences(what: string, got: readonly Row[], expected: readonly Row[]): readonly string[] {
  const count =
    got.length === expected.length ? [] : [`${what}s: expected ${expected.length}, got ${got.length}`]
  return [
    ...count,
    ...expected.flatMap((row, i) =>
      Object.entries(row)
        // Not the values: a secret may be among them.
        .filter(([field, value]) => !isDeepStrictEqual(got[i]?.[field], value))
        .map(([field]) => `${what} ${i + 1}: another ${field}`)
    )
  ]
}
