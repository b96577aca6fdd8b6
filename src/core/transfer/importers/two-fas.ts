/**
 * 2FAS Auth's backups, schema 1 to 4, plain and encrypted: AES-256-GCM under a key by PBKDF2-HMAC-SHA-256 of 10,000
 * iterations, written `base64(ciphertext and tag):base64(salt):base64(nonce)`.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type AccountKind, type NewAccount } from '../../otp/account.ts'
import { open, TAG_BYTES } from '../../vault/cipher.ts'
import { entryName, readEntries } from '../collect.ts'
import { base64Of, damaged, jsonOf, objectIn, unsupportedVersion } from '../container.ts'
import {
  algorithmField,
  groupsField,
  neededText,
  numberField,
  textField,
  unsupportedType
} from '../entry-values.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import { derivePbkdf2, passwordOf, wrongPassword } from '../kdf.ts'
import { inOrder } from '../order.ts'
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

/**
 * Wrong password and damage are told apart by `reference`, a constant sealed with the same key: where it opens and the
 * accounts don't, these are damaged. Without it, a seal that doesn't open is told as a wrong password.
 */
export const twoFasImporter: Importer = {
  format: '2fas',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json) || numberOf(json, 'schemaVersion') === undefined) return null
    const isEncrypted = isSealed(json)
    return isEncrypted || isList(json.get('services')) ? { isEncrypted } : null
  },
  read: async (peek, help) => {
    const file = objectIn(peek)
    const schema = numberOf(file, 'schemaVersion')
    if (schema === undefined || !SCHEMAS.includes(schema)) {
      unsupportedVersion('schemaVersion', '1–4', schema ?? file.get('schemaVersion'))
    }
    const services = isSealed(file) ? await openServices(file, help) : file.get('services')
    if (!isList(services)) damaged('services', 'a list', 'something else')
    const groups = new Map(
      listOf(file, 'groups').map((group) => [textOf(group, 'id') ?? '', textOf(group, 'name') ?? ''])
    )
    const read = await readEntries(
      services,
      (service) => readService(service, groups),
      (service) =>
        entryName(textOf(fieldOf(service, 'otp'), 'issuer') ?? textOf(service, 'name'), labelIn(service))
    )
    return inOrder(read, services, (service) => numberOf(fieldOf(service, 'order'), 'position'))
  }
}

const SCHEMAS: readonly number[] = [1, 2, 3, 4]
const ITERATIONS = 10_000
const KEY_BYTES = 32
/** 2FAS' own for HOTP where none is written (`Service.DefaultHotpCounter`). */
const FIRST_COUNTER = 1
const NONCE_BYTES = 12
const TYPES: ReadonlyMap<string, AccountKind> = new Map([
  ['TOTP', 'totp'],
  ['HOTP', 'hotp'],
  ['STEAM', 'steam']
])

function isSealed(file: JsonObject): boolean {
  return (textOf(file, 'servicesEncrypted') ?? '') !== ''
}

interface Sealed {
  readonly sealed: Buffer
  readonly salt: Buffer
  readonly nonce: Buffer
}

async function openServices(file: JsonObject, help: ReadingHelp): Promise<Json> {
  const services = sealedIn(file, 'servicesEncrypted')
  const plain = await openSealed(services, help)
  if (plain === null) {
    if (await opensReference(file, help)) damaged('servicesEncrypted', 'what was sealed', 'something else')
    throw wrongPassword()
  }
  try {
    return jsonOf(plain)
  } finally {
    plain.fill(0)
  }
}

/** Whether the password is right by what was sealed beside the accounts. */
async function opensReference(file: JsonObject, help: ReadingHelp): Promise<boolean> {
  if ((textOf(file, 'reference') ?? '') === '') return false
  const opened = await openSealed(sealedIn(file, 'reference'), help)
  opened?.fill(0)
  return opened !== null
}

function sealedIn(file: JsonObject, field: string): Sealed {
  const parts = (textOf(file, field) ?? '').split(':')
  const [sealed = '', salt = '', nonce = ''] = parts
  if (parts.length !== 3) damaged(field, '3 parts', `${parts.length}`)
  const bytes = base64Of(sealed, field)
  if (bytes.length <= TAG_BYTES) damaged(field, `> ${TAG_BYTES} bytes`, `${bytes.length}`)
  return {
    sealed: bytes,
    salt: base64Of(salt, `${field}.salt`),
    nonce: base64Of(nonce, `${field}.nonce`, NONCE_BYTES)
  }
}

async function openSealed({ sealed, salt, nonce }: Sealed, help: ReadingHelp): Promise<Buffer | null> {
  passwordOf(help)
  const key = await derivePbkdf2({ salt, iterations: ITERATIONS, digest: 'sha256', length: KEY_BYTES }, help)
  try {
    return open(key, nonce, sealed, Buffer.alloc(0))
  } finally {
    key.fill(0)
  }
}

/** Schema 1 has neither digits nor period nor algorithm, and schema 2 no type: 2FAS means a usual TOTP by that. */
function readService(service: Json, groups: ReadonlyMap<string, string>): NewAccount {
  const otp = fieldOf(service, 'otp')
  const type = textField(otp, 'tokenType') || 'TOTP'
  const kind = TYPES.get(type.toUpperCase()) ?? unsupportedType(type, [...TYPES.keys()].join(', '))
  const name = textField(service, 'name')
  const issuer = textField(otp, 'issuer') || name
  return accountFrom({
    kind,
    issuer,
    label: labelIn(service),
    secretBase32: neededText(service, 'secret'),
    algorithm: algorithmField(otp, 'algorithm', 'SHA1'),
    digits: kind === 'steam' ? DIGITS.steam : numberField(otp, 'digits', DIGITS.usual),
    period: numberField(otp, 'period', PERIOD.usual),
    counter: kind === 'hotp' ? numberField(otp, 'counter', FIRST_COUNTER) : 0,
    details: {
      groups: groupsField([groups.get(textOf(service, 'groupId') ?? '')]),
      // A name of the user's own for the service has no other place.
      note: name === issuer ? '' : name
    }
  })
}

/** The account, or where it is missing the label without the issuer that older schemas put before it. */
function labelIn(service: Json): string {
  const otp = fieldOf(service, 'otp')
  const issuer = textOf(otp, 'issuer') ?? textOf(service, 'name') ?? ''
  const account = textOf(otp, 'account') ?? ''
  const label = textOf(otp, 'label') ?? ''
  if (account !== '') return account
  return issuer !== '' && label.startsWith(`${issuer}:`) ? label.slice(issuer.length + 1) : label
}
