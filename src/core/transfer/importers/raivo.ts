/**
 * Raivo OTP's export: a zip with WinZip's AES that holds `raivo-otp-export.json`, a list of accounts with `kind`, `issuer`,
 * `account`, `secret`, `timer`, `digits`, `algorithm`, `counter` and `pinned`, all of them texts. The list alone, once
 * unpacked, is read too.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { algorithmField, neededText, numberField, textField, unsupportedType } from '../entry-values.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import type { Peek } from '../peek.ts'
import { listZip, openZip } from '../read-zip.ts'
import { isList, isObject, parseJson, textOf, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

export const raivoImporter: Importer = {
  format: 'raivo',
  recognise: (peek) => {
    const list = listZip(peek.bytes)
    if (list === null) return looksLikeRaivo(peek.json) ? { isEncrypted: false } : null
    const export_ = list.find((file) => isExport(file.name))
    return export_ === undefined ? null : { isEncrypted: export_.isEncrypted }
  },
  read: async (peek, help) => {
    const json = await listIn(peek, help)
    if (!isList(json))
      throw new TransferError('damaged-file', { expected: 'a list of accounts', got: 'none' })
    return await readEntries(json, readAccount, nameOf)
  }
}

async function listIn(peek: Peek, help: ReadingHelp): Promise<Json | undefined> {
  if (listZip(peek.bytes) === null) return peek.json
  const files = await openZip(peek.bytes, help.password)
  try {
    const file = files.find((one) => isExport(one.name))
    return file === undefined ? undefined : parseJson(file.bytes.toString('utf8'))
  } finally {
    for (const file of files) file.bytes.fill(0)
  }
}

function isExport(name: string): boolean {
  return /(?:^|\/)raivo[^/]*\.json$/iu.test(name)
}

function looksLikeRaivo(json: Json | undefined): boolean {
  return (
    isList(json) &&
    json.length > 0 &&
    json.every((one) => isObject(one) && one.has('kind') && one.has('account') && one.has('timer'))
  )
}

function readAccount(entry: Json): NewAccount {
  const kind = neededText(entry, 'kind').toUpperCase()
  if (kind !== 'TOTP' && kind !== 'HOTP') unsupportedType(kind, 'TOTP or HOTP')
  return accountFrom({
    kind: kind === 'HOTP' ? 'hotp' : 'totp',
    issuer: textField(entry, 'issuer'),
    label: textField(entry, 'account'),
    secretBase32: neededText(entry, 'secret'),
    algorithm: algorithmField(entry, 'algorithm', 'SHA1'),
    digits: numberField(entry, 'digits', DIGITS.usual),
    period: kind === 'HOTP' ? PERIOD.usual : numberField(entry, 'timer', PERIOD.usual),
    counter: kind === 'HOTP' ? numberField(entry, 'counter') : 0,
    details: { isFavourite: textOf(entry, 'pinned')?.toLowerCase() === 'true' }
  })
}

function nameOf(entry: Json): string {
  return entryName(textOf(entry, 'issuer'), textOf(entry, 'account'))
}
