/** The one text file of an archive that matters. */
import type { ReadingHelp } from '../importer.ts'
import { openZip } from '../read-zip.ts'
import { TransferError } from '../transfer-error.ts'

/** @throws {@link TransferError} as `openZip`; `damaged-file` without such a file, or where it is no UTF-8 */
export async function textInZip(
  bytes: Buffer,
  isIt: (name: string) => boolean,
  help: ReadingHelp
): Promise<string> {
  const files = await openZip(bytes, help.password)
  try {
    const file = files.find((one) => isIt(one.name))
    if (file === undefined) throw damaged('the list of accounts', 'nothing')
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes)
  } catch (error) {
    if (error instanceof TypeError) throw damaged('UTF-8', 'other bytes')
    throw error
  } finally {
    for (const file of files) file.bytes.fill(0)
  }
}

function damaged(expected: string, got: string): TransferError {
  return new TransferError('damaged-file', { field: 'archive', expected, got })
}
