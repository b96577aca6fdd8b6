/**
 * Authme's `.authme` file: JSON `{role: "codes", codes: BASE64, version}`. Inside are blocks of `Name:`, `Secret:`,
 * `Issuer:` and `Type:` lines, or Key URIs. The app keeps no algorithm, digits or period: SHA1, 6, 30 s.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64In, damaged, objectIn, textOfPlain } from '../container.ts'
import { badField, unsupportedType } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, textOf } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'
import { readKeyUriLines } from './key-uri.ts'

export const authmeImporter: Importer = {
  format: 'authme',
  recognise: (peek) => {
    const json = peek.json
    return textOf(json, 'role') === 'codes' && textOf(json, 'codes') !== undefined
      ? { isEncrypted: false }
      : null
  },
  read: async (peek) => {
    const json = objectIn(peek)
    if (fieldOf(json, 'encrypted') === true) {
      // Sealed by a key in the app's own keychain item.
      throw new TransferError('unsupported-parameters', {
        field: 'encrypted',
        expected: 'a file exported without encryption',
        got: 'an encrypted one'
      })
    }
    const text = textOfPlain(base64In(json, 'codes'))
    if (/^\s*otpauth:\/\//imu.test(text)) return await readKeyUriLines(text)
    const blocks = blocksIn(text)
    if (blocks.length === 0 && text.trim() !== '')
      damaged('codes', 'Name, Secret, Issuer and Type', 'another text')
    return await readEntries(blocks, readBlock, (block) => entryName(block.get('Issuer'), block.get('Name')))
  }
}

type Block = ReadonlyMap<string, string>

/** A field that stands there again begins the next account. */
function blocksIn(text: string): Block[] {
  const blocks: Map<string, string>[] = []
  for (const line of text.split(/[\r\n]+/u)) {
    const [, field, value] = /^\s*(Name|Secret|Issuer|Type):[ \t]*(.*?)\s*$/u.exec(line) ?? []
    if (field === undefined || value === undefined) continue
    let block = blocks.at(-1)
    if (block === undefined || block.has(field)) {
      block = new Map()
      blocks.push(block)
    }
    block.set(field, value)
  }
  return blocks
}

function readBlock(block: Block): NewAccount {
  const type = block.get('Type') ?? 'OTP_TOTP'
  if (type !== 'OTP_TOTP') unsupportedType(type, 'OTP_TOTP')
  return accountFrom({
    kind: 'totp',
    issuer: block.get('Issuer') ?? '',
    label: block.get('Name') ?? '',
    secretBase32: block.get('Secret') ?? badField('Secret', 'base 32', 'nothing'),
    algorithm: 'SHA1',
    digits: DIGITS.usual,
    period: PERIOD.usual,
    counter: 0
  })
}
