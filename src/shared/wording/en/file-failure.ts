/** Why a file gives no accounts, and what to do next, in English. */
import type { ImportFormat } from '../../views/transfer.ts'
import { transfer } from './transfer.ts'

/** @param reason - The system's own name for why. */
export function fileUnreadable(reason: string | undefined): string {
  switch (reason) {
    case 'ENOENT':
      return 'There is no such file (ENOENT). Check its name and folder, and try again.'
    case 'EISDIR':
      return 'This is a folder (EISDIR). Name a file in it.'
    case 'ESPIPE':
      return 'This is a pipe or a device, and no file (ESPIPE). Save what it gives into a file first, and name that.'
    default:
      return `The file can’t be read${reason === undefined ? '' : ` (${reason})`}. Check that it exists and that you may read it.`
  }
}

/**
 * @param expected - The format that the user named, if any.
 * @param got - The format that it seems to be, or a kind.
 */
export function notAnExport(expected: string | undefined, got: string | undefined): string {
  const { formats } = transfer
  if (got === 'an empty file') return 'This file is empty. Export again from the other app.'
  if (!isFormat(expected)) {
    return 'This is no file of accounts that Zeroskew knows. Export again from the other app, as JSON, text or QR codes.'
  }
  return isFormat(got)
    ? `This is not what ${formats[expected]} writes; it looks like ${formats[got]}. Leave --from away, or give --from ${got}.`
    : `This is not what ${formats[expected]} writes. Leave --from away, or export again from that app.`
}

function isFormat(name: string | undefined): name is ImportFormat {
  return name !== undefined && Object.hasOwn(transfer.formats, name)
}
