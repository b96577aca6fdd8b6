/**
 * Ente Auth's exports: Key URIs one a line with `codeDisplay` beside the usual parameters, plain, or sealed by Argon2id
 * and libsodium's secretstream (XChaCha20-Poly1305).
 */
import type { AccountDetails, NewAccount } from '../../otp/account.ts'
import { linesOf, readEntries } from '../collect.ts'
import { base64In, damaged, objectIn, textOfPlain, unsupportedVersion } from '../container.ts'
import { countField, groupsField, shortNote } from '../entry-values.ts'
import type { Importer, ReadingHelp, Without } from '../importer.ts'
import { deriveArgon2, wrongPassword } from '../kdf.ts'
import { inOrder } from '../order.ts'
import type { Peek } from '../peek.ts'
import { fieldOf, isList, isObject, listOf, numberOf, parseJson, textOf, type Json } from '../safe-json.ts'
import { accountFromUri } from '../uri-account.ts'

/**
 * The stream doesn't tell a wrong password from changed bytes: a field that isn't base 64 or has the wrong length is
 * damaged, and a stream that doesn't open has a wrong password.
 */
export const enteImporter: Importer = {
  format: 'ente',
  recognise: (peek) => {
    const json = peek.json
    if (json === undefined) {
      return peek.text !== null && /^[ \t]*otpauth:\/\/[^\r\n]*[?&]codeDisplay=/imu.test(peek.text)
        ? { isEncrypted: false }
        : null
    }
    const isEnte = isObject(fieldOf(json, 'kdfParams')) && textOf(json, 'encryptedData') !== undefined
    return isEnte && textOf(json, 'encryptionNonce') !== undefined ? { isEncrypted: true } : null
  },
  read: async (peek, help) => {
    const text = peek.json === undefined ? (peek.text ?? '') : await openText(peek, help)
    const lines = linesOf(text)
    const read = await readEntries(lines, readLine, labelOf)
    return inOrder(read, lines, (line) => numberOf(displayOf(line), 'position'))
  }
}

const KEY_BYTES = 32
const HEADER_BYTES = 24
/** secretstream's own: a byte of tag, encrypted, and 16 of Poly1305. */
const OVERHEAD_BYTES = 17

async function openText(peek: Peek, help: ReadingHelp): Promise<string> {
  const file = objectIn(peek)
  if (file.get('version') !== 1) unsupportedVersion('version', '1', file.get('version'))
  const params = file.get('kdfParams')
  const header = base64In(file, 'encryptionNonce', HEADER_BYTES)
  const sealed = base64In(file, 'encryptedData')
  if (sealed.length <= OVERHEAD_BYTES)
    damaged('encryptedData', `> ${OVERHEAD_BYTES} bytes`, `${sealed.length}`)
  const number = (field: string): number =>
    numberOf(params, field) ?? damaged(field, 'a number', 'something else')
  const parameters = {
    salt: base64In(params, 'salt'),
    passes: number('opsLimit'),
    // Whole KiB, as libsodium takes it.
    memoryKib: Math.floor(number('memLimit') / 1024),
    lanes: 1,
    length: KEY_BYTES
  }
  const key = await deriveArgon2(parameters, help)
  try {
    return await openStream(key, header, sealed)
  } finally {
    key.fill(0)
  }
}

/** The one message of the stream, whatever its tag: older versions wrote 0 ("more to come"), newer ones 3 ("final"). */
async function openStream(key: Buffer, header: Buffer, sealed: Buffer): Promise<string> {
  const { default: sodium } = await import('libsodium-wrappers')
  await sodium.ready
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
  // False, though its types don't say so, where the seal doesn't fit.
  const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null) as
    { message: Uint8Array } | false
  if (pulled === false) throw wrongPassword()
  try {
    return textOfPlain(pulled.message)
  } finally {
    pulled.message.fill(0)
  }
}

/** No account is lost over its details: broken ones are told. */
function readLine(line: string, _: number, without: Without): NewAccount {
  const display = displayOf(line)
  const account = accountFromUri(line, { issuer: '', label: '' }, detailsOf(display, without))
  if (display === undefined && DISPLAY.test(line)) without('codeDisplay')
  for (const [field, isRight] of FIELDS) {
    const value = fieldOf(display, field) ?? null
    if (value !== null && !isRight(value)) without(field)
  }
  return account
}

const DISPLAY = /[?&]codeDisplay=([^&]*)/iu
const isBoolean = (value: Json): boolean => typeof value === 'boolean'
/** Those that are carried. */
const FIELDS: readonly (readonly [string, (value: Json) => boolean])[] = [
  ['tags', (value) => isList(value) && value.every((tag) => typeof tag === 'string')],
  ['note', (value) => typeof value === 'string'],
  ['pinned', isBoolean],
  ['trashed', isBoolean],
  ['tapCount', (value) => typeof value === 'number']
]

/** What Ente keeps beside the code. Its icons are names of drawings that the app brings along. */
function detailsOf(display: Json | undefined, without: Without): Partial<AccountDetails> {
  return {
    groups: groupsField(listOf(display, 'tags').filter((tag) => typeof tag === 'string')),
    note: shortNote(textOf(display, 'note') ?? '', without),
    isFavourite: fieldOf(display, 'pinned') === true,
    isTrashed: fieldOf(display, 'trashed') === true,
    useCount: countField(display, 'tapCount')
  }
}

/** `codeDisplay`, or undefined where it isn't there or can't be read. */
function displayOf(line: string): Json | undefined {
  const [, written] = DISPLAY.exec(line) ?? []
  if (written === undefined) return undefined
  try {
    const json = parseJson(decodeURIComponent(written.trim().replaceAll('+', ' ')))
    return isObject(json) ? json : undefined
  } catch {
    return undefined
  }
}

function labelOf(line: string): string {
  const [, label = ''] = /^\s*otpauth:\/\/[a-z]+\/([^?]{1,400})\?/iu.exec(line) ?? []
  try {
    return decodeURIComponent(label).replace(/^([^:]+):\s*/u, '$1: ')
  } catch {
    return ''
  }
}
