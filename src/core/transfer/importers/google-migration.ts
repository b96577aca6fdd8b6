/**
 * Google Authenticator's migration codes: `otpauth-migration://offline?data=…`, one a line, of one batch or several.
 * Codes scanned one after another arrive as such lines, too.
 */
import {
  accountOfMigration,
  namesOf,
  parseMigration,
  type MigrationAccount,
  type MigrationPart
} from '../migration.ts'
import { wipe } from '../../vault/secret-bytes.ts'
import { entryName, linesOf, readEntries } from '../collect.ts'
import type { Importer, ReadExport } from '../importer.ts'
import { TransferError } from '../transfer-error.ts'

export const googleMigrationImporter: Importer = {
  format: 'google-migration',
  recognise: ({ text }) =>
    text !== null && MIGRATION_LINE.test(text) && !OTHER_LINE.test(text) ? { isEncrypted: false } : null,
  read: async ({ text }) => await readMigrationLines(linesOf(text ?? ''))
}

/** A hundred times what the largest QR code holds. */
const MOST_CHARACTERS = 256 * 1024
const MIGRATION_LINE = /^[ \t]*otpauth-migration:\/\//imu
/** Neither such a code, nor blank, nor a comment. */
const OTHER_LINE = /^[ \t]*(?!otpauth-migration:\/\/|#|\/\/)[^\s]/imu

/**
 * Reads codes together: the same one twice counts once, and the parts that a batch still lacks are named.
 * @throws TransferError `damaged-file`, `too-large`
 */
export async function readMigrationLines(lines: readonly string[]): Promise<ReadExport> {
  const parts = distinct(lines.map(readPart))
  const entries = parts.flatMap((part) => part.accounts)
  try {
    const read = await readEntries(entries, accountOfMigration, nameOf)
    const missingParts = missingIn(parts)
    return missingParts === null ? read : { ...read, missingParts }
  } finally {
    wipe(...entries.map((entry) => entry.secret))
  }
}

/** Why one code by itself can't be read, or null where it can. */
export function faultOfMigration(line: string): TransferError | null {
  try {
    wipe(...readPart(line).accounts.map((entry) => entry.secret))
    return null
  } catch (error) {
    if (error instanceof TransferError) return error
    throw error
  }
}

function readPart(line: string): MigrationPart {
  if (line.length > MOST_CHARACTERS) {
    const [expected, got] = [`≤ ${MOST_CHARACTERS} characters a code`, `${line.length}`]
    throw new TransferError('too-large', { field: 'data', expected, got })
  }
  return parseMigration(line)
}

function nameOf(entry: MigrationAccount): string {
  const { issuer, label } = namesOf(entry)
  return entryName(issuer, label)
}

/** A part that was scanned twice is one. */
function distinct(parts: readonly MigrationPart[]): readonly MigrationPart[] {
  const kept = new Map<string, MigrationPart>()
  for (const part of parts) {
    const key = `${part.batchId}/${part.batchSize}/${part.batchIndex}`
    const same = kept.get(key)
    // Another export may have drawn the same number, 0 in old versions: only what is the same counts once.
    if (same === undefined) kept.set(key, part)
    else if (!isSame(same, part)) kept.set(`${key}/${kept.size}`, part)
  }
  return [...kept.values()]
}

function isSame(one: MigrationPart, other: MigrationPart): boolean {
  return (
    one.accounts.length === other.accounts.length &&
    one.accounts.every((account, i) => {
      const { secret, ...rest } = account
      const { secret: otherSecret, ...otherRest } = other.accounts[i] ?? account
      return otherSecret.equals(secret) && JSON.stringify(rest) === JSON.stringify(otherRest)
    })
  )
}

/** Of the first batch that isn't whole. */
function missingIn(parts: readonly MigrationPart[]): NonNullable<ReadExport['missingParts']> | null {
  for (const { batchId, batchSize } of parts) {
    const there = new Set(
      parts
        .filter((part) => part.batchId === batchId && part.batchSize === batchSize)
        .map((part) => part.batchIndex + 1)
    )
    const missing = Array.from({ length: batchSize }, (_, i) => i + 1).filter((part) => !there.has(part))
    if (missing.length > 0) return { parts: missing, of: batchSize, batchId }
  }
  return null
}
