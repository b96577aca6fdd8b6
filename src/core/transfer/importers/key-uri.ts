/** Lists of Key URIs, one a line: what most apps write as "plain text", and what people keep in notes. */
import { parseKeyUri } from '../../otp/key-uri.ts'
import { readEntries } from '../collect.ts'
import type { Importer } from '../importer.ts'

export const keyUriImporter: Importer = {
  format: 'key-uri',
  recognise: ({ text }) =>
    text !== null && /^[ \t]*(?:otpauth|steam):\/\//imu.test(text) ? { isEncrypted: false } : null,
  read: async ({ text }) => await readEntries(linesOf(text ?? ''), parseKeyUri, nameOf)
}

/** Lines that say something: blank ones and comments (`#`, `//`) don't. */
export function linesOf(text: string): string[] {
  return text.split(/[\r\n]+/u).filter((line) => !/^\s*(?:$|#|\/\/)/u.test(line))
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
