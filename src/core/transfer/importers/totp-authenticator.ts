/**
 * TOTP Authenticator's backup: base 64 of AES-256-CBC with a zero IV, key = SHA-256(password). Where the user set none, the
 * app takes one that is the same for everybody. Inside: an object with one field, whose NAME is the list of accounts in JSON.
 *
 * CBC has no tag. The content's own beginning tells a wrong password from the right one; a file that is damaged in its first
 * or last block can't be told from a wrong password, and is called one.
 */
import { createHash } from 'node:crypto'
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64Bytes, hexBytes } from '../entry-bytes.ts'
import { badField, neededText, numberField, textField } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { passwordOf, wrongPassword } from '../kdf.ts'
import { openCbc } from '../open-aes.ts'
import type { Peek } from '../peek.ts'
import { fieldOf, isList, isObject, parseJson, textOf, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

const EVERYBODYS_PASSWORD = Buffer.from('TotpAuthenticator')
/** Every list begins so: `{"[` and the first account, or the end of an empty list. */
const BEGINNING = /^\s*\{\s*"\[\s*(?:\{\\"|\\"|\])/u

export const totpAuthenticatorImporter: Importer = {
  format: 'totp-authenticator',
  recognise: (peek) => {
    const sealed = ciphertextOf(peek)
    if (sealed === null) return isCutShort(peek) ? { isEncrypted: true } : null
    return { isEncrypted: !opens(sealed, EVERYBODYS_PASSWORD) }
  },
  read: async (peek, help) => {
    const sealed = ciphertextOf(peek)
    if (sealed === null) throw damaged('base 64 of whole blocks')
    const opened = open(sealed, EVERYBODYS_PASSWORD) ?? open(sealed, passwordOf(help))
    if (opened === null) throw wrongPassword()
    try {
      return await readEntries(accountsIn(opened), readAccount, nameOf)
    } finally {
      opened.fill(0)
    }
  }
}

/** Without a mark of its own: one text of base 64 in whole blocks, and not one that names its own kind. */
function ciphertextOf({ text }: Peek): Buffer | null {
  const letters = text?.replace(/[\r\n\s]+/gu, '') ?? ''
  if (letters.length < 44 || letters.length % 4 !== 0 || !/^[a-z0-9+/]+={0,2}$/iu.test(letters)) return null
  // A checksum, and no ciphertext.
  if (/^[0-9a-f]+$/iu.test(letters)) return null
  const sealed = Buffer.from(letters, 'base64')
  return sealed.length % 16 === 0 && !sealed.subarray(0, 8).equals(Buffer.from('Salted__')) ? sealed : null
}

/** A file of its name with nothing but base 64 in it, and no whole blocks of that. */
function isCutShort({ name, text }: Peek): boolean {
  return NAMES.test(name) && text !== null && /^[a-z0-9+/\s]+={0,2}\s*$/iu.test(text)
}

const NAMES = /\.encrypt$|totp[ _-]?authenticator/iu

function opens(sealed: Buffer, password: Buffer): boolean {
  const opened = open(sealed, password)
  opened?.fill(0)
  return opened !== null
}

function open(sealed: Buffer, password: Buffer): Buffer | null {
  const key = createHash('sha256').update(password).digest()
  const opened = openCbc(key, Buffer.alloc(16), sealed)
  key.fill(0)
  if (opened === null || BEGINNING.test(opened.toString('latin1', 0, 64))) return opened
  opened.fill(0)
  return null
}

function accountsIn(opened: Buffer): readonly Json[] {
  const json = parseJson(opened.toString('utf8'))
  const [name] = isObject(json) ? json.keys() : []
  const list = parseJson(name ?? '')
  if (!isList(list)) throw damaged('a list of accounts')
  // Older versions wrote each account as a text of JSON.
  return list.map((one) => (typeof one === 'string' ? (parseJson(one) ?? null) : one))
}

function readAccount(entry: Json): NewAccount {
  const secret = secretOf(neededText(entry, 'key'), numberField(entry, 'base'))
  try {
    return accountFrom({
      kind: 'totp',
      issuer: textField(entry, 'issuer'),
      label: textField(entry, 'name'),
      ...secret,
      algorithm: 'SHA1',
      digits: numberField(entry, 'digits', DIGITS.usual),
      period: numberField(entry, 'period', PERIOD.usual),
      counter: 0,
      details: { isFavourite: fieldOf(entry, 'isFavorite') === true }
    })
  } finally {
    secret.secretBytes?.fill(0)
  }
}

function secretOf(text: string, base: number): { secretBytes?: Buffer; secretBase32?: string } {
  switch (base) {
    case 16:
      return { secretBytes: hexBytes(text, 'key') }
    case 32:
      return { secretBase32: text }
    case 64:
      return { secretBytes: base64Bytes(text, 'key') }
    default:
      return badField('base', '16, 32 or 64', String(base))
  }
}

function nameOf(entry: Json): string {
  return entryName(textOf(entry, 'issuer'), textOf(entry, 'name'))
}

function damaged(expected: string): TransferError {
  return new TransferError('damaged-file', { expected, got: 'something else' })
}
