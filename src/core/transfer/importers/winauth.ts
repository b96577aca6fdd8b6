/**
 * WinAuth's export: Key URIs, one a line, plain or in a zip (ZipCrypto) with one text file. Where it had no issuer it writes
 * itself as the issuer and the site as the label: those two are swapped back.
 */
import { damaged } from '../container.ts'
import type { Importer, ReadEntry, ReadingHelp } from '../importer.ts'
import type { Peek } from '../peek.ts'
import { listZip } from '../read-zip.ts'
import { readKeyUriLines } from './key-uri.ts'
import { textInZip } from './zipped-text.ts'

const ITSELF = 'WinAuth'

export const winauthImporter: Importer = {
  format: 'winauth',
  recognise: (peek) => {
    const files = listZip(peek.bytes)
    if (files === null) return saysItself(peek.text) ? { isEncrypted: false } : null
    const [only, ...more] = files
    return only !== undefined && more.length === 0 && isList(only.name)
      ? { isEncrypted: only.isEncrypted }
      : null
  },
  read: async (peek, help) => {
    const read = await readKeyUriLines(await textOf(peek, help))
    return { ...read, accounts: read.accounts.map(swapBack) }
  }
}

/** Authenticator Plus's archive has a text file, too, of a fixed name. */
function isList(name: string): boolean {
  return /\.txt$/iu.test(name) && !/(?:^|\/)Accounts\.txt$/iu.test(name)
}

/** Any other list of Key URIs is read as what it is. */
function saysItself(text: string | null): boolean {
  return (
    text !== null &&
    /^[ \t]*otpauth:\/\/[^\r\n]*(?:[?&]issuer=WinAuth(?:&|\s|$)|\/WinAuth(?::|%3A))/imu.test(text)
  )
}

async function textOf(peek: Peek, help: ReadingHelp): Promise<string> {
  if (peek.startsWith('PK')) return await textInZip(peek.bytes, isList, help)
  return peek.text ?? damaged('file', 'a text', 'other bytes')
}

function swapBack({ entry, account }: ReadEntry): ReadEntry {
  const { issuer, label } = account
  return {
    entry,
    account: issuer === ITSELF && label !== '' ? { ...account, issuer: label, label: ITSELF } : account
  }
}
