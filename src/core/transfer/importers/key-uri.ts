/**
 * Lists of Key URIs, one a line: what most apps write as "plain text", and what people keep in notes. Google's migration
 * codes may stand between them.
 */
import { parseKeyUri } from '../../otp/key-uri.ts'
import { isMigrationUri } from '../migration.ts'
import { joinExports, linesOf, readEntries } from '../collect.ts'
import type { FailedEntry, Importer, ReadExport } from '../importer.ts'
import { faultOfMigration, readMigrationLines } from './google-migration.ts'

export const keyUriImporter: Importer = {
  format: 'key-uri',
  recognise: ({ text }) =>
    text !== null && /^[ \t]*(?:otpauth|otpauth-migration|steam):\/\//imu.test(text)
      ? { isEncrypted: false }
      : null,
  read: async ({ text }) => await readKeyUriLines(text ?? '')
}

/**
 * Reads a text of Key URIs; a line that can't be read doesn't stop the others.
 * @throws TransferError `too-large`: over 10,000 entries; then nothing is read at all
 */
export async function readKeyUriLines(text: string): Promise<ReadExport> {
  const lines = linesOf(text)
  if (!lines.some(isMigrationUri)) return await readEntries(lines, parseKeyUri, nameOf)
  const links = await readEntries(
    lines.filter((line) => !isMigrationUri(line)),
    parseKeyUri,
    nameOf
  )
  return joinExports(links, await readMigrations(lines.filter(isMigrationUri)))
}

/** Codes among other lines: one that can't be read is one entry that failed, after those of the others. */
async function readMigrations(lines: readonly string[]): Promise<ReadExport> {
  const failed: FailedEntry[] = []
  const whole = lines.filter((line) => {
    const error = faultOfMigration(line)
    if (error !== null) failed.push({ entry: failed.length + 1, name: '', error })
    return error === null
  })
  const unread: ReadExport = { found: failed.length, accounts: [], failed }
  return whole.length === 0 ? unread : joinExports(await readMigrationLines(whole), unread)
}

/** The label as it is written, of a line that can't be read. */
function nameOf(line: string): string {
  const [, label = ''] = /^\s*otpauth:\/\/[a-z]+\/([^?]{1,400})\?/iu.exec(line) ?? []
  try {
    return decodeURIComponent(label).replace(/^([^:]+):\s*/u, '$1: ')
  } catch {
    return ''
  }
}
