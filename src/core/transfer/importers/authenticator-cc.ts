/**
 * authenticator.cc, the browser extension: its backup in JSON `{id: {account, issuer, secret, type, …}}`. (Its list of Key
 * URIs is read as any other.) Encrypted in three ways, all of them CryptoJS' AES with a passphrase:
 * - each `secret` by the password itself;
 * - each `secret` by a key in hexadecimal, which `key.enc` holds, sealed by the password;
 * - since version 8 each entry whole (`dataType: "EncOTPStorage"`), by the Argon2id of the password that `salt` of its
 *   `Key` belongs to.
 *
 * There is no tag anywhere: what opens to a secret, or to JSON, was opened by the right password. If nothing does, it's
 * called a wrong password, though all of it could be damaged.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import { entryName, readEntries } from '../collect.ts'
import { objectIn } from '../container.ts'
import { isCryptoJs, openCryptoJs } from '../crypto-js.ts'
import { hexBytes } from '../entry-bytes.ts'
import {
  algorithmField,
  badField,
  neededText,
  numberField,
  textField,
  unsupportedType
} from '../entry-values.ts'
import type { Importer, ReadExport, ReadingHelp } from '../importer.ts'
import { deriveArgon2, passwordOf, wrongPassword } from '../kdf.ts'
import { fieldOf, isObject, numberOf, parseJson, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

export const authenticatorCcImporter: Importer = {
  format: 'authenticator-cc',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json)) return null
    const entries = entriesIn(json)
    const isTheirs = entries.length > 0 && entries.every(looksLikeEntry)
    return isTheirs ? { isEncrypted: entries.some(isSealed) } : null
  },
  read: async (peek, help) => {
    const json = objectIn(peek)
    const entries = entriesIn(json)
    const keys = entries.some(isSealed) ? await unlock(json, entries, help) : NO_KEYS
    const read = await readEntries(entries, (entry) => readEntry(entry, keys), nameOf)
    if (noneOpened(read, entries)) throw wrongPassword()
    return read
  }
}

/** What isn't an entry: keys, and settings. In the order that the user gave them. */
function entriesIn(json: JsonObject): Json[] {
  return [...json]
    .filter(([id, value]) => isObject(value) && !['key', 'UserSettings', 'LocalStorage'].includes(id))
    .map(([, value]) => value)
    .filter((value) => textOf(value, 'dataType') !== 'Key')
    .map((value, at) => ({ value, at, index: numberOf(value, 'index') ?? at }))
    .sort((one, other) => one.index - other.index || one.at - other.at)
    .map(({ value }) => value)
}

function looksLikeEntry(entry: Json): boolean {
  if (isWholeSealed(entry)) return textOf(entry, 'data') !== undefined
  return (
    textOf(entry, 'secret') !== undefined &&
    ['type', 'encrypted', 'hash'].filter((name) => fieldOf(entry, name) !== undefined).length >= 2
  )
}

function isWholeSealed(entry: Json): boolean {
  return textOf(entry, 'dataType') === 'EncOTPStorage'
}

function isSealed(entry: Json): boolean {
  return isWholeSealed(entry) || fieldOf(entry, 'encrypted') === true
}

const NOT_OPENED = 'something else'

function readEntry(entry: Json, keys: Keys): NewAccount {
  if (!isSealed(entry)) return accountOf(entry, neededText(entry, 'secret'))
  if (isWholeSealed(entry)) {
    const passphrase =
      keys.byId.get(neededText(entry, 'keyId')) ?? badField('keyId', 'a key of the file', 'another')
    const inner = parseJson(openText(neededText(entry, 'data'), passphrase) ?? '')
    return isObject(inner)
      ? accountOf(inner, neededText(inner, 'secret'))
      : badField('data', 'JSON inside', NOT_OPENED)
  }
  const secret = openText(neededText(entry, 'secret'), keys.ofAll)
  return secret !== null && /^(?:bli?z-|stm-)?[a-z0-9= -]+$/iu.test(secret)
    ? accountOf(entry, secret)
    : badField('secret', 'a secret inside', NOT_OPENED)
}

/** The passphrases that secrets and entries are sealed by. */
interface Keys {
  /** The password, or the key that it opens. */
  readonly ofAll: Buffer
  /** What Argon2id makes of the password, in the encoding of its own text form: base 64 without padding. */
  readonly byId: ReadonlyMap<string, Buffer>
}

const NO_KEYS: Keys = { ofAll: Buffer.alloc(0), byId: new Map() }
/** One is usual; there are two while the extension changes over to another password. */
const MOST_KEYS = 4

async function unlock(json: JsonObject, entries: readonly Json[], help: ReadingHelp): Promise<Keys> {
  const ofAll = openKey(textOf(json.get('key'), 'enc'), passwordOf(help))
  const ids = new Set(entries.filter(isWholeSealed).map((entry) => textOf(entry, 'keyId') ?? ''))
  const byId = new Map<string, Buffer>()
  for (const id of ids) {
    const salt = Buffer.from(textOf(json.get(id), 'salt') ?? '', 'utf8')
    if (salt.length === 0) continue
    if (byId.size === MOST_KEYS) {
      throw new TransferError('too-large', { field: 'keyId', expected: `≤ ${MOST_KEYS} keys`, got: 'more' })
    }
    const derived = await deriveArgon2({ salt, passes: 2, memoryKib: 19_456, lanes: 1, length: 32 }, help)
    byId.set(id, secretBytesOf(derived.toString('base64').replaceAll('=', '')))
    derived.fill(0)
  }
  return { ofAll, byId }
}

function openKey(sealed: string | undefined, password: Buffer): Buffer {
  if (sealed === undefined) return password
  const key = openCryptoJs(sealed, password)
  if (key === null || key.length === 0) throw wrongPassword()
  const hex = secretBytesOf(key.toString('hex'))
  key.fill(0)
  return hex
}

/** @throws TransferError `unsupported-parameters` for what CryptoJS didn't write */
function openText(sealed: string, passphrase: Buffer): string | null {
  if (!isCryptoJs(sealed)) {
    const expected = 'what CryptoJS’ AES writes'
    throw new TransferError('unsupported-parameters', { field: 'cipher', expected, got: 'another' })
  }
  const opened = openCryptoJs(sealed, passphrase)
  if (opened === null || opened.length === 0) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(opened)
  } catch {
    return null
  } finally {
    opened.fill(0)
  }
}

/** The extension's own kinds: `hex` and `hhex` are TOTP and HOTP in hexadecimal, `battle` is a TOTP of 8 digits. */
function accountOf(entry: Json, written: string): NewAccount {
  const [, prefix = '', secret = ''] = /^(blz-|bliz-|stm-)?(.*)$/su.exec(written.trim()) ?? []
  const type = prefix === 'stm-' ? 'steam' : prefix !== '' ? 'battle' : textField(entry, 'type') || 'totp'
  if (!['totp', 'hotp', 'hex', 'hhex', 'battle', 'steam'].includes(type)) {
    unsupportedType(type, 'totp, hotp, hex, hhex, battle or steam')
  }
  const isHotp = type === 'hotp' || type === 'hhex'
  const isSteam = type === 'steam'
  const bytes = type === 'hex' || type === 'hhex' ? hexBytes(secret, 'secret') : undefined
  try {
    return accountFrom({
      kind: isHotp ? 'hotp' : isSteam ? 'steam' : 'totp',
      ...namesOf(entry),
      ...(bytes === undefined ? { secretBase32: secret } : { secretBytes: bytes }),
      algorithm: algorithmOf(entry),
      // It shows Steam's and Battle.net's codes in their own length, whatever is written.
      digits: isSteam ? DIGITS.steam : type === 'battle' ? 8 : numberField(entry, 'digits', DIGITS.usual),
      period: isHotp ? PERIOD.usual : numberField(entry, 'period', PERIOD.usual),
      counter: isHotp ? numberField(entry, 'counter', 0) : 0,
      details: { isFavourite: fieldOf(entry, 'pinned') === true }
    })
  } finally {
    bytes?.fill(0)
  }
}

/** By name, or by the number that older versions wrote. */
function algorithmOf(entry: Json): ReturnType<typeof algorithmField> {
  const number = fieldOf(entry, 'algorithm') === undefined ? undefined : numberOf(entry, 'algorithm')
  if (number === undefined) return algorithmField(entry, 'algorithm', 'SHA1')
  // 0 was never written by choice: the extension counts from 1.
  const known = { 1: 'SHA1', 2: 'SHA256', 3: 'SHA512' } as const
  if (number === 1 || number === 2 || number === 3) return known[number]
  return badField('algorithm', '1, 2 or 3', String(number))
}

/** `issuer` may have the site's host behind two colons: "GitHub::github.com". */
function namesOf(entry: Json): { issuer: string; label: string } {
  const [issuer = ''] = textField(entry, 'issuer').split('::')
  return { issuer, label: textField(entry, 'account') }
}

function nameOf(entry: Json): string {
  return entryName(textOf(entry, 'issuer')?.split('::')[0], textOf(entry, 'account'))
}

/** Whether there were sealed entries and the password opened none of them. */
function noneOpened(read: ReadExport, entries: readonly Json[]): boolean {
  const sealed = entries.filter(isSealed).length
  const shut = read.failed.filter(({ error }) => error.got === NOT_OPENED).length
  return sealed > 0 && shut === sealed
}
