/**
 * Proton Authenticator's exports: Key URIs in JSON, plain, or sealed by Argon2id (m = 19 MiB, t = 2, p = 1) and
 * AES-256-GCM with the nonce in front.
 */
import { open, TAG_BYTES } from '../../vault/cipher.ts'
import type { NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64In, damaged, jsonOf, objectIn, unsupportedVersion } from '../container.ts'
import { neededText, shortNote, textField, unsupportedType } from '../entry-values.ts'
import type { Importer, ReadingHelp, Without } from '../importer.ts'
import { deriveArgon2, wrongPassword } from '../kdf.ts'
import { fieldOf, isList, isObject, numberOf, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { accountFromUri } from '../uri-account.ts'

/**
 * The format doesn't tell a wrong password from changed bytes: a field that isn't base 64 or has the wrong length is
 * damaged, and a seal that doesn't open has a wrong password.
 */
export const protonImporter: Importer = {
  format: 'proton',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json) || numberOf(json, 'version') === undefined) return null
    if (textOf(json, 'salt') !== undefined && textOf(json, 'content') !== undefined)
      return { isEncrypted: true }
    const entries = json.get('entries')
    return isList(entries) && entries.some((entry) => isObject(fieldOf(entry, 'content')))
      ? { isEncrypted: false }
      : null
  },
  read: async (peek, help) => {
    const file = versioned(objectIn(peek))
    const contents = file.has('content') ? versioned(await openContents(file, help)) : file
    const entries = contents.get('entries')
    if (!isList(entries)) damaged('entries', 'a list', 'something else')
    return await readEntries(entries, readEntry, (entry) =>
      entryName('', textOf(fieldOf(entry, 'content'), 'name'))
    )
  }
}

const KDF = { passes: 2, memoryKib: 19 * 1024, lanes: 1, length: 32 } as const
const SALT_BYTES = 16
const NONCE_BYTES = 12
const ASSOCIATED = Buffer.from('proton.authenticator.export.v1')

function versioned(file: Json): JsonObject {
  if (!isObject(file)) damaged('contents', 'an object', 'something else')
  if (file.get('version') !== 1) unsupportedVersion('version', '1', file.get('version'))
  return file
}

async function openContents(file: JsonObject, help: ReadingHelp): Promise<Json> {
  const salt = base64In(file, 'salt', SALT_BYTES)
  const content = base64In(file, 'content')
  if (content.length <= NONCE_BYTES + TAG_BYTES) {
    damaged('content', `> ${NONCE_BYTES + TAG_BYTES} bytes`, `${content.length}`)
  }
  const key = await deriveArgon2({ salt, ...KDF }, help)
  const plain = open(key, content.subarray(0, NONCE_BYTES), content.subarray(NONCE_BYTES), ASSOCIATED)
  key.fill(0)
  if (plain === null) throw wrongPassword()
  try {
    return jsonOf(plain)
  } finally {
    plain.fill(0)
  }
}

/** A Steam account has nothing but its secret in the URI, and its name beside it. */
function readEntry(entry: Json, _: number, without: Without): NewAccount {
  const content = fieldOf(entry, 'content')
  const type = textField(content, 'entry_type')
  if (!['', 'totp', 'steam'].includes(type.toLowerCase())) unsupportedType(type, 'Totp or Steam')
  const names = { issuer: '', label: textField(content, 'name') }
  const note = shortNote(textField(entry, 'note'), without)
  return accountFromUri(neededText(content, 'uri'), names, { note })
}
