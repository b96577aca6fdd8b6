/**
 * Authy's preferences on Android (`com.authy.storage.tokens.authenticator.xml`, `….authy.xml`): a list in JSON. An account
 * has its secret in clear (`decryptedSecret`, base 32), sealed by the backup password (`encryptedSecret`), or is Authy's own
 * kind (`secretSeed`, hexadecimal, 10 s). SHA-1 always.
 *
 * Each secret is sealed by itself, in CBC without a tag. One that opens to base 32 shows that the password is right; if none
 * does, it's called a wrong password, though all of them could be damaged.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64Bytes, hexBytes } from '../entry-bytes.ts'
import { badField, neededText, numberField, unsupportedType } from '../entry-values.ts'
import type { Importer, ReadExport, ReadingHelp } from '../importer.ts'
import { derivePbkdf2, passwordOf, wrongPassword } from '../kdf.ts'
import { openCbc } from '../open-aes.ts'
import { hasPreference, readPreferences } from '../read-xml.ts'
import { isList, parseJson, textOf, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

const KEYS = ['com.authy.storage.tokens.authenticator.key', 'com.authy.storage.tokens.authy.key'] as const
const ITERATIONS = 1_000
/** Authy's own accounts. */
const AUTHY_PERIOD = 10
const AUTHY_DIGITS = 7

export const authyImporter: Importer = {
  format: 'authy',
  recognise: ({ text }) =>
    hasPreference(text, KEYS)
      ? { isEncrypted: count(text, /encryptedSecret/gu) > count(text, /decryptedSecret/gu) }
      : null,
  read: async ({ text }, help) => {
    const preferences = await readPreferences(text ?? '')
    const lists = KEYS.flatMap((key) => {
      const list = preferences.get(key)
      return list === undefined ? [] : [parseJson(list)]
    })
    if (lists.length === 0 || !lists.every(isList)) {
      throw new TransferError('damaged-file', { expected: 'a list of tokens', got: 'another text' })
    }
    const tokens = lists.flat()
    if (tokens.some(isSealed)) passwordOf(help)
    const read = await readEntries(tokens, async (token) => await readToken(token, help), nameOf)
    if (noneOpened(read, tokens)) throw wrongPassword()
    return read
  }
}

async function readToken(token: Json, help: ReadingHelp): Promise<NewAccount> {
  const { issuer, label } = namesOf(token)
  const base = { kind: 'totp', issuer, label, algorithm: 'SHA1', counter: 0 } as const
  const seed = textOf(token, 'secretSeed')
  if (seed !== undefined) {
    const secretBytes = hexBytes(seed, 'secretSeed')
    try {
      const digits = numberField(token, 'digits', AUTHY_DIGITS)
      return accountFrom({ ...base, secretBytes, digits, period: AUTHY_PERIOD })
    } finally {
      secretBytes.fill(0)
    }
  }
  const digits = numberField(token, 'digits')
  const clear = textOf(token, 'decryptedSecret')
  if (clear !== undefined) return accountFrom({ ...base, secretBase32: clear, digits, period: PERIOD.usual })
  if (textOf(token, 'encryptedSecret') === undefined) {
    unsupportedType(textOf(token, 'accountType') ?? '', 'an account with a secret')
  }
  const secretBase32 =
    (await openSecret(token, help)) ?? badField('encryptedSecret', 'base 32 inside', NOT_OPENED)
  return accountFrom({ ...base, secretBase32, digits, period: PERIOD.usual })
}

const NOT_OPENED = 'something else'

async function openSecret(token: Json, help: ReadingHelp): Promise<string | null> {
  const sealed = base64Bytes(neededText(token, 'encryptedSecret'), 'encryptedSecret')
  const salt = Buffer.from(neededText(token, 'salt'), 'utf8')
  const key = await derivePbkdf2({ salt, iterations: ITERATIONS, digest: 'sha1', length: 32 }, help)
  const opened = openCbc(key, Buffer.alloc(16), sealed)
  key.fill(0)
  if (opened === null) return null
  const text = opened.toString('latin1')
  opened.fill(0)
  return /^[a-z2-7 -]+=*$/iu.test(text) ? text : null
}

function isSealed(token: Json | undefined): boolean {
  const [seed, clear, sealed] = ['secretSeed', 'decryptedSecret', 'encryptedSecret'].map((field) =>
    textOf(token, field)
  )
  return seed === undefined && clear === undefined && sealed !== undefined
}

function count(text: string | null, pattern: RegExp): number {
  return text?.match(pattern)?.length ?? 0
}

/** Whether there were sealed secrets and the password opened none of them. */
function noneOpened(read: ReadExport, tokens: readonly Json[]): boolean {
  const sealed = tokens.filter(isSealed).length
  const shut = read.failed.filter(
    ({ entry, error }) =>
      isSealed(tokens[entry - 1]) && error.field === 'encryptedSecret' && error.got === NOT_OPENED
  ).length
  return sealed > 0 && shut === sealed
}

function nameOf(token: Json): string {
  const { issuer, label } = namesOf(token)
  return entryName(issuer, label)
}

/**
 * `name` is what the user sees, "Issuer: label" or "Issuer - label", and may have been edited; `originalName` is the label of
 * the code that was scanned. Without an issuer anywhere there is none: `accountType` says what the logo is.
 */
function namesOf(token: Json): { issuer: string; label: string } {
  const [name, originalName, originalIssuer] = ['name', 'originalName', 'originalIssuer'].map(
    (field) => textOf(token, field)?.trim() ?? ''
  )
  const shown = name === undefined || name === '' ? (originalName ?? '') : name
  const scanned = /^([^:]+):/u.exec(originalName ?? '')?.[1]?.trim()
  const issuer = [originalIssuer, scanned, /^(.+?) - /u.exec(shown)?.[1]].find(
    (one) => one !== undefined && one !== ''
  )
  if (issuer === undefined) return { issuer: '', label: shown }
  if (!shown.startsWith(issuer)) return { issuer, label: shown }
  const label = shown.slice(issuer.length)
  return { issuer, label: /^(?::| - |$)/u.test(label) ? label.replace(/^(?::| - )\s*/u, '') : shown }
}
