/**
 * Backups of Stratum (Authenticator Pro until 2024), after doc/BACKUP_FORMAT.md of its repository: plain JSON, "strong"
 * (Argon2id, AES-256-GCM) and "legacy" (PBKDF2-HMAC-SHA-1, AES-256-CBC) encryption.
 */
import { accountFrom, type AccountFields } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type AccountKind, type NewAccount } from '../../otp/account.ts'
import { open, TAG_BYTES } from '../../vault/cipher.ts'
import { entryName, readEntries } from '../collect.ts'
import { damaged, jsonOf, textOfPlain } from '../container.ts'
import {
  badField,
  countField,
  groupsField,
  neededText,
  numberField,
  textField,
  unsupportedType
} from '../entry-values.ts'
import { iconsOfFile, type IconsOfFile } from '../icons-of-file.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import { deriveArgon2, derivePbkdf2, wrongPassword } from '../kdf.ts'
import { openCbc } from '../open-aes.ts'
import { inOrder } from '../order.ts'
import type { Peek } from '../peek.ts'
import {
  fieldOf,
  isList,
  isObject,
  listOf,
  numberOf,
  parseJson,
  textOf,
  type Json,
  type JsonObject
} from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

/**
 * Neither encryption tells a wrong password from changed bytes: a file that is too short or not whole blocks is damaged,
 * and one whose seal doesn't open has a wrong password.
 */
export const stratumImporter: Importer = {
  format: 'stratum',
  recognise: (peek) => {
    if (peek.startsWith(STRONG) || peek.startsWith(LEGACY)) return { isEncrypted: true }
    const json = peek.json
    return isObject(json) && isList(json.get('Authenticators')) ? { isEncrypted: false } : null
  },
  read: async (peek, help) => {
    const backup = await contentsOf(peek, help)
    const authenticators = fieldOf(backup, 'Authenticators')
    if (!isObject(backup) || !isList(authenticators)) damaged('Authenticators', 'a list', 'something else')
    const beside = besideOf(backup)
    const read = await readEntries(
      authenticators,
      (one, _, without) => readAuthenticator(one, beside, without),
      (one) => entryName(textOf(one, 'Issuer'), textOf(one, 'Username'))
    )
    return inOrder(read, authenticators, (one) => numberOf(one, 'Ranking'))
  }
}

/** The two marks differ in case only. */
const STRONG = 'AUTHENTICATORPRO'
const LEGACY = 'AuthenticatorPro'
const STRONG_KDF = { passes: 3, memoryKib: 64 * 1024, lanes: 4, length: 32 } as const
const LEGACY_KDF = { iterations: 64_000, digest: 'sha1', length: 32 } as const
const BLOCK_BYTES = 16
const KINDS: readonly (AccountKind | undefined)[] = [undefined, 'hotp', 'totp', 'motp', 'steam', 'yandex']
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const
/** Of one account, more than are taken of any. */
const MOST_CATEGORIES = 100
/** Of mOTP, where it stands at the end of the secret. */
const PIN_CHARACTERS = 4

async function contentsOf(peek: Peek, help: ReadingHelp): Promise<Json | undefined> {
  if (peek.startsWith(STRONG)) return await openStrong(partsOf(peek.bytes, 16, 12, TAG_BYTES + 1), help)
  if (peek.startsWith(LEGACY)) return await openLegacy(partsOf(peek.bytes, 20, 16, BLOCK_BYTES), help)
  return peek.json
}

interface Parts {
  readonly salt: Buffer
  readonly iv: Buffer
  readonly sealed: Buffer
}

function partsOf(bytes: Buffer, saltBytes: number, ivBytes: number, least: number): Parts {
  const [saltAt, ivAt] = [STRONG.length, STRONG.length + saltBytes]
  const sealedAt = ivAt + ivBytes
  if (bytes.length < sealedAt + least) damaged('file', `≥ ${sealedAt + least} bytes`, `${bytes.length}`)
  return {
    salt: bytes.subarray(saltAt, ivAt),
    iv: bytes.subarray(ivAt, sealedAt),
    sealed: bytes.subarray(sealedAt)
  }
}

async function openStrong({ salt, iv, sealed }: Parts, help: ReadingHelp): Promise<Json> {
  const key = await deriveArgon2({ salt, ...STRONG_KDF }, help)
  const plain = open(key, iv, sealed, Buffer.alloc(0))
  key.fill(0)
  if (plain === null) throw wrongPassword()
  try {
    return jsonOf(plain)
  } finally {
    plain.fill(0)
  }
}

async function openLegacy({ salt, iv, sealed }: Parts, help: ReadingHelp): Promise<Json> {
  if (sealed.length % BLOCK_BYTES !== 0) damaged('file', 'whole blocks', `${sealed.length} bytes`)
  const key = await derivePbkdf2({ salt, ...LEGACY_KDF }, help)
  const plain = openCbc(key, iv, sealed)
  key.fill(0)
  if (plain === null) throw wrongPassword()
  try {
    // One wrong password in 256 gets past the padding; then what comes out is no text.
    return parseJson(textOfPlain(plain)) ?? damaged('contents', 'JSON', 'something else')
  } catch (error) {
    if (error instanceof TransferError && error.code === 'too-large') throw error
    throw wrongPassword(error)
  } finally {
    plain.fill(0)
  }
}

/** What stands beside the accounts and is bound to them by their secrets and by ids. */
interface Beside {
  readonly categories: ReadonlyMap<string, ReadonlySet<string>>
  /** Base 64 by id. */
  readonly icons: ReadonlyMap<string, string>
  readonly takeIcon: IconsOfFile
}

function besideOf(backup: JsonObject): Beside {
  const names = new Map(
    listOf(backup, 'Categories').map((one) => [textOf(one, 'Id') ?? '', textOf(one, 'Name') ?? ''])
  )
  const categories = new Map<string, Set<string>>()
  for (const bond of listOf(backup, 'AuthenticatorCategories')) {
    const [secret = '', name = ''] = [
      textOf(bond, 'AuthenticatorSecret'),
      names.get(textOf(bond, 'CategoryId') ?? '')
    ]
    const known = categories.get(secret)
    if (known === undefined) categories.set(secret, new Set([name]))
    // More than anybody has is refused with the account, and costs nothing before.
    else if (known.size < MOST_CATEGORIES) known.add(name)
  }
  const icons = new Map(
    listOf(backup, 'CustomIcons').map((one) => [textOf(one, 'Id') ?? '', textOf(one, 'Data') ?? ''])
  )
  return { categories, icons, takeIcon: iconsOfFile() }
}

async function readAuthenticator(
  one: Json,
  { categories, icons, takeIcon }: Beside,
  without: (field: string) => void
): Promise<NewAccount> {
  const type = numberField(one, 'Type')
  const kind = KINDS[type] ?? unsupportedType(String(type), '1–5')
  const secret = neededText(one, 'Secret')
  const written = customIcon(textOf(one, 'Icon') ?? '', icons)
  const icon = await takeIcon(written)
  if (icon === null && written !== undefined) without('Icon')
  return accountFrom({
    kind,
    issuer: textField(one, 'Issuer'),
    label: textField(one, 'Username'),
    ...codeFields(one, kind, secret),
    counter: kind === 'hotp' ? numberField(one, 'Counter', 0) : 0,
    details: {
      groups: groupsField([...(categories.get(secret) ?? [])]),
      icon,
      useCount: countField(one, 'CopyCount')
    }
  })
}

type CodeFields = Pick<
  AccountFields,
  'algorithm' | 'digits' | 'period' | 'secretHex' | 'secretBase32' | 'pin'
>

/** Of Steam, mOTP and Yandex, Stratum itself takes the constants, whatever is written. */
function codeFields(one: Json, kind: AccountKind, secret: string): CodeFields {
  switch (kind) {
    case 'steam':
      return { algorithm: 'SHA1', digits: DIGITS.steam, period: PERIOD.usual, secretBase32: secret }
    case 'yandex': {
      const fixed = { algorithm: 'SHA256', digits: DIGITS.yandex, period: PERIOD.usual } as const
      return { ...fixed, secretBase32: secret, pin: textField(one, 'Pin') }
    }
    case 'motp':
      return { algorithm: 'MD5', digits: DIGITS.motp, period: PERIOD.motp, ...motpSecret(one, secret) }
    case 'hotp':
    case 'totp': {
      const algorithm = numberField(one, 'Algorithm', 0)
      return {
        algorithm: ALGORITHMS[algorithm] ?? badField('Algorithm', '0, 1 or 2', String(algorithm)),
        digits: numberField(one, 'Digits'),
        period: kind === 'hotp' ? 0 : numberField(one, 'Period'),
        secretBase32: secret
      }
    }
  }
}

/** Before there was a field for the pin, the secret ended with it. */
function motpSecret(one: Json, secret: string): Pick<CodeFields, 'secretHex' | 'pin'> {
  const pin = textField(one, 'Pin')
  const [secretHex, usedPin] =
    pin === '' ? [secret.slice(0, -PIN_CHARACTERS), secret.slice(-PIN_CHARACTERS)] : [secret, pin]
  // Stratum hashes the text as it stands, and codes are made of lower case here.
  if (/[A-F]/u.test(secretHex)) badField('Secret', 'hexadecimal in lower case', 'upper case')
  return { secretHex, pin: usedPin }
}

/** `@id` names a picture of the user's own; other names are drawings that the app brings along. */
function customIcon(icon: string, icons: ReadonlyMap<string, string>): string | undefined {
  return icon.startsWith('@') ? icons.get(icon.slice(1)) : undefined
}
