/** Authenticator Plus's backup: a zip (ZipCrypto) with `Accounts.txt`, which has Key URIs, one a line. */
import type { Importer } from '../importer.ts'
import { listZip } from '../read-zip.ts'
import { readKeyUriLines } from './key-uri.ts'
import { textInZip } from './zipped-text.ts'

export const authenticatorPlusImporter: Importer = {
  format: 'authenticator-plus',
  recognise: ({ bytes }) => {
    const list = listZip(bytes)?.find((file) => isAccounts(file.name))
    return list === undefined ? null : { isEncrypted: list.isEncrypted }
  },
  read: async ({ bytes }, help) => await readKeyUriLines(await textInZip(bytes, isAccounts, help))
}

function isAccounts(name: string): boolean {
  return /(?:^|\/)Accounts\.txt$/iu.test(name)
}
