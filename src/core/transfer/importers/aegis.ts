/**
 * Aegis Authenticator's vaults and exports, plain and encrypted, after docs/vault.md of its repository; contents of
 * version 1 to 3.
 */
import type { AccountKind, NewAccount } from '../../otp/account.ts'
import { accountFrom } from '../../otp/account-fields.ts'
import { open, TAG_BYTES } from '../../vault/cipher.ts'
import { secretBytes } from '../../vault/secret-bytes.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64In, damaged, hexIn, jsonOf, objectIn, unsupportedVersion } from '../container.ts'
import {
  algorithmField,
  groupsField,
  neededText,
  numberField,
  shortNote,
  textField,
  unsupportedType
} from '../entry-values.ts'
import { iconsOfFile, type IconsOfFile } from '../icons-of-file.ts'
import type { Importer, ReadingHelp, Without } from '../importer.ts'
import { deriveScrypt, passwordOf, wrongPassword } from '../kdf.ts'
import {
  fieldOf,
  isList,
  isObject,
  listOf,
  numberOf,
  textOf,
  type Json,
  type JsonObject
} from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

/**
 * Wrong password and damage are told apart: the password opens a slot or it doesn't, and what a slot holds has to open
 * the contents.
 */
export const aegisImporter: Importer = {
  format: 'aegis',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json) || !isObject(json.get('header')) || numberOf(json, 'version') === undefined)
      return null
    const db = json.get('db')
    return typeof db === 'string' || isObject(db) ? { isEncrypted: typeof db === 'string' } : null
  },
  read: async (peek, help) => {
    const file = objectIn(peek)
    if (file.get('version') !== 1) unsupportedVersion('version', '1', file.get('version'))
    const db = isObject(file.get('db')) ? file.get('db') : await openContents(file, help)
    if (!isObject(db)) damaged('db', 'an object', 'something else')
    const version = db.get('version')
    if (version !== 1 && version !== 2 && version !== 3)
      unsupportedVersion('db.version', '1, 2 or 3', version)
    const entries = db.get('entries')
    if (!isList(entries)) damaged('entries', 'a list', 'something else')
    const groups = groupNames(db)
    const icons = iconsOfFile()
    return await readEntries(
      entries,
      (entry, _, without) => readEntry(entry, groups, icons, without),
      (entry) => entryName(textOf(entry, 'issuer'), textOf(entry, 'name'))
    )
  }
}

const MASTER_KEY_BYTES = 32
const NONCE_BYTES = 12
/** Raw 0, biometric 2: their keys never leave the phone. */
const PASSWORD_SLOT = 1
/** Each may cost a whole key derivation; people have one or two. */
const MOST_SLOTS = 8
const KINDS: ReadonlyMap<string, AccountKind> = new Map(
  (['totp', 'hotp', 'steam', 'motp', 'yandex'] as const).map((kind) => [kind, kind])
)

async function openContents(file: JsonObject, help: ReadingHelp): Promise<Json> {
  const params = fieldOf(file.get('header'), 'params')
  const nonce = hexIn(params, 'nonce', NONCE_BYTES)
  const sealed = Buffer.concat([base64In(file, 'db'), hexIn(params, 'tag', TAG_BYTES)])
  const masterKey = await openSlots(listOf(file.get('header'), 'slots'), help)
  try {
    const plain = open(masterKey, nonce, sealed, Buffer.alloc(0))
    if (plain === null) damaged('db', 'contents that the key of its slot opens', 'others')
    try {
      return jsonOf(plain)
    } finally {
      plain.fill(0)
    }
  } finally {
    masterKey.fill(0)
  }
}

/**
 * The master key by whichever slot the password opens. A slot that can't even be tried stops the others only if none
 * of them opens: its fault is told then, for the password may be its.
 */
async function openSlots(slots: readonly Json[], help: ReadingHelp): Promise<Buffer> {
  const passwordSlots = slots.filter((slot) => numberOf(slot, 'type') === PASSWORD_SLOT)
  if (passwordSlots.length === 0) {
    const got = slots.length === 0 ? 'no slot' : 'slots of other kinds only'
    if (slots.length === 0) damaged('slots', 'a password slot', got)
    throw new TransferError('unsupported-parameters', { field: 'slots', expected: 'a password slot', got })
  }
  if (passwordSlots.length > MOST_SLOTS) {
    const got = `${passwordSlots.length}`
    throw new TransferError('too-large', { field: 'slots', expected: `≤ ${MOST_SLOTS} slots`, got })
  }
  passwordOf(help)
  let fault: TransferError | undefined
  for (const slot of passwordSlots) {
    try {
      const key = await openSlot(slot, help)
      if (key !== null) return key
    } catch (error) {
      if (!(error instanceof TransferError)) throw error
      fault ??= error
    }
  }
  throw fault ?? wrongPassword()
}

/** The key that the slot holds, or `null` where the password doesn't open it. */
async function openSlot(slot: Json, help: ReadingHelp): Promise<Buffer | null> {
  const key = await openSlotWith(slot, help)
  if (key !== null || fieldOf(slot, 'repaired') === true) return key
  const password = asOnceEncoded(passwordOf(help))
  if (password === null) return null
  try {
    return await openSlotWith(slot, { ...help, password })
  } finally {
    password.fill(0)
  }
}

/** HMAC-SHA-256 hashes a key that is longer, and fills up one that isn't with zeros (RFC 2104 §2). */
const HMAC_BLOCK_BYTES = 64

/**
 * The password as versions before `repaired` took it: with the zeros behind it that Java's encoder leaves in its array,
 * which make another key of it where the array is longer than a block of HMAC (Aegis' PasswordSlotDecryptTask and
 * CryptoUtils.toBytesOld). Android's encoder makes room for two bytes a character, and for twice that and one more where
 * these don't do. After the sources: no vault of that time was at hand.
 * @returns `null` where it makes no difference
 */
function asOnceEncoded(password: Buffer): Buffer | null {
  const room = 2 * password.toString('utf8').length
  const length = password.length <= room ? room : 2 * room + 1
  if (length <= HMAC_BLOCK_BYTES || length === password.length) return null
  const padded = secretBytes(length)
  padded.set(password)
  return padded
}

async function openSlotWith(slot: Json, help: ReadingHelp): Promise<Buffer | null> {
  const params = fieldOf(slot, 'key_params')
  const nonce = hexIn(params, 'nonce', NONCE_BYTES)
  const sealed = Buffer.concat([hexIn(slot, 'key', MASTER_KEY_BYTES), hexIn(params, 'tag', TAG_BYTES)])
  const number = (field: string): number =>
    numberOf(slot, field) ?? damaged(field, 'a number', 'something else')
  const parameters = {
    salt: hexIn(slot, 'salt'),
    cost: number('n'),
    blockSize: number('r'),
    parallelization: number('p'),
    length: MASTER_KEY_BYTES
  }
  const key = await deriveScrypt(parameters, help)
  try {
    return open(key, nonce, sealed, Buffer.alloc(0))
  } finally {
    key.fill(0)
  }
}

function groupNames(db: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    listOf(db, 'groups').map((group) => [textOf(group, 'uuid') ?? '', textOf(group, 'name') ?? ''])
  )
}

async function readEntry(
  entry: Json,
  groups: ReadonlyMap<string, string>,
  icons: IconsOfFile,
  without: Without
): Promise<NewAccount> {
  const type = neededText(entry, 'type')
  const kind = KINDS.get(type.toLowerCase()) ?? unsupportedType(type, [...KINDS.keys()].join(', '))
  const info = fieldOf(entry, 'info')
  const pin = textOf(info, 'pin')
  const icon = await icons(textOf(entry, 'icon'))
  if (icon === null && (textOf(entry, 'icon') ?? '') !== '') without('icon')
  return accountFrom({
    kind,
    issuer: textField(entry, 'issuer'),
    label: textField(entry, 'name'),
    secretBase32: neededText(info, 'secret'),
    algorithm: algorithmField(info, 'algo'),
    digits: numberField(info, 'digits'),
    period: kind === 'hotp' ? 0 : numberField(info, 'period'),
    counter: kind === 'hotp' ? numberField(info, 'counter') : 0,
    ...(pin === undefined ? {} : { pin }),
    details: {
      groups: groupsField(groupsOf(entry, groups)),
      note: shortNote(textField(entry, 'note'), without),
      isFavourite: fieldOf(entry, 'favorite') === true,
      icon
    }
  })
}

/** Up to version 2 an entry had one group, by its name; since version 3 it has several, by their ids. */
function groupsOf(entry: Json, names: ReadonlyMap<string, string>): readonly string[] {
  const byId = listOf(entry, 'groups').map((id) => (typeof id === 'string' ? (names.get(id) ?? '') : ''))
  return [...byId, textOf(entry, 'group') ?? '']
}
