/** The bytes of a vault file: prelude, header, MAC, sealed payload (docs/vault-format.md, "The file"). */
import { decodeCbor, encodeCbor, isCount, isFields, isList, type CborValue, type Fields } from './cbor.ts'
import { MAC_BYTES, NONCE_BYTES, SALT_BYTES, TAG_BYTES } from './cipher.ts'
import { ID_BYTES, WRAPPED_BYTES, type KeySlot } from './key-slot.ts'
import { VaultError } from './vault-error.ts'

/** A vault file's first bytes. */
export const MAGIC = Buffer.from('ZEROSKEW', 'ascii')
/** A reader refuses a newer major version untouched, and keeps what it doesn't know of a newer minor one. */
export const MAJOR_VERSION = 1
export const MINOR_VERSION = 1
/** Magic, major, minor (2 bytes each), length of the header (4 bytes), all big-endian. */
const PRELUDE_BYTES = MAGIC.length + 2 + 2 + 4
const HEADER_LIMIT = 64 * 1024
const SLOT_LIMIT = 32
/** Longest file that is read at all. */
export const FILE_LIMIT = 32 * 1024 * 1024

/** The header lies within so many first bytes of a file. */
export const START_LIMIT = PRELUDE_BYTES + HEADER_LIMIT

/** What is authenticated and not secret. */
export interface Header {
  readonly minorVersion: number
  readonly vaultId: Buffer
  /** Names the master key, so that a changed key can be told from a damaged file. */
  readonly masterKeyId: Buffer
  /** Counts the saves, from 1. */
  readonly revision: number
  readonly saveId: Buffer
  /** `null` in the first save. */
  readonly parentSaveId: Buffer | null
  /** HKDF salt of this save. */
  readonly salt: Buffer
  /** AES-GCM nonce of the payload. */
  readonly nonce: Buffer
  /** The vault was locked by the user: the keychain's slot doesn't open it until another way in has. */
  readonly keychainSuspended: boolean
  readonly slots: readonly KeySlot[]
  /** Fields that only a newer minor version knows. */
  readonly extra: Fields
}

/** A file taken apart; nothing in it is authenticated yet. */
export interface VaultFileParts {
  readonly header: Header
  /** Prelude and header as they stand in the file: what the MAC and the payload's associated bytes are made over. */
  readonly rawHeader: Buffer
  readonly mac: Buffer
  /** Ciphertext and tag. */
  readonly sealedPayload: Buffer
}

/**
 * @throws {@link VaultError} `damaged`, `newer-version`
 */
export function parseVaultFile(file: Buffer): VaultFileParts {
  const headerEnd = headerEndOf(file)
  const payloadStart = headerEnd + MAC_BYTES
  if (file.length < payloadStart + TAG_BYTES) {
    throw damaged(`expected at least ${payloadStart + TAG_BYTES} bytes, got ${file.length}`)
  }
  return {
    header: parseHeader(file.subarray(PRELUDE_BYTES, headerEnd), file.readUInt16BE(10)),
    rawHeader: file.subarray(0, headerEnd),
    mac: file.subarray(headerEnd, payloadStart),
    sealedPayload: file.subarray(payloadStart)
  }
}

/**
 * What a file says of itself; nothing of it is authenticated.
 * @param start - its first bytes, up to {@link START_LIMIT}
 * @throws {@link VaultError} `damaged`, `newer-version`
 */
export function headerIn(start: Buffer): Header {
  return parseHeader(start.subarray(PRELUDE_BYTES, headerEndOf(start)), start.readUInt16BE(10))
}

/** Of a file that begins as a vault of a version that is known here. */
function headerEndOf(file: Buffer): number {
  if (file.length < PRELUDE_BYTES || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw damaged(`expected a vault file, got ${file.length} bytes of something else`)
  }
  const majorVersion = file.readUInt16BE(8)
  if (majorVersion > MAJOR_VERSION) {
    throw new VaultError('newer-version', `expected format version ${MAJOR_VERSION}, got ${majorVersion}`)
  }
  const headerEnd = PRELUDE_BYTES + file.readUInt32BE(12)
  if (majorVersion < MAJOR_VERSION || headerEnd > PRELUDE_BYTES + HEADER_LIMIT) {
    throw damaged(`expected format version ${MAJOR_VERSION} and a header of at most ${HEADER_LIMIT} bytes`)
  }
  return headerEnd
}

/**
 * Prelude and header as they go into the file.
 * @throws {@link VaultError} `too-large`, also for a revision beyond 2^53 − 1, which no reader would take
 */
export function formatHeader(header: Header): Buffer {
  if (!isCount(header.revision)) {
    throw new VaultError('too-large', 'expected a revision from 0 to 2^53 - 1', {
      limit: { field: 'revision', expected: `≤ ${Number.MAX_SAFE_INTEGER}` }
    })
  }
  const body = encodeCbor(
    new Map<string, CborValue>([
      ...header.extra,
      ['vaultId', header.vaultId],
      ['masterKeyId', header.masterKeyId],
      ['revision', header.revision],
      ['saveId', header.saveId],
      ['parentSaveId', header.parentSaveId],
      ['salt', header.salt],
      ['nonce', header.nonce],
      ['keychainSuspended', header.keychainSuspended],
      ['slots', header.slots.map(formatSlot)]
    ])
  )
  if (body.length > HEADER_LIMIT) {
    throw new VaultError(
      'too-large',
      `expected a header of at most ${HEADER_LIMIT} bytes, got ${body.length}`
    )
  }
  const prelude = Buffer.alloc(PRELUDE_BYTES)
  MAGIC.copy(prelude)
  prelude.writeUInt16BE(MAJOR_VERSION, 8)
  prelude.writeUInt16BE(header.minorVersion, 10)
  prelude.writeUInt32BE(body.length, 12)
  return Buffer.concat([prelude, body])
}

function parseHeader(bytes: Buffer, minorVersion: number): Header {
  const fields = new Map(decoded(bytes, 'the header'))
  const slots = take(fields, 'slots')
  if (!isList(slots) || slots.length > SLOT_LIMIT) {
    throw damaged(`expected up to ${SLOT_LIMIT} key slots in the header`)
  }
  return {
    minorVersion,
    vaultId: takeBytes(fields, 'vaultId', ID_BYTES),
    masterKeyId: takeBytes(fields, 'masterKeyId', ID_BYTES),
    revision: takeCount(fields, 'revision'),
    saveId: takeBytes(fields, 'saveId', ID_BYTES),
    parentSaveId:
      fields.get('parentSaveId') === null
        ? (take(fields, 'parentSaveId'), null)
        : takeBytes(fields, 'parentSaveId', ID_BYTES),
    salt: takeBytes(fields, 'salt', SALT_BYTES),
    nonce: takeBytes(fields, 'nonce', NONCE_BYTES),
    keychainSuspended: takeFlag(fields, 'keychainSuspended'),
    slots: slots.map(parseSlot),
    extra: fields
  }
}

function parseSlot(value: CborValue): KeySlot {
  if (!isFields(value)) {
    throw damaged('expected a map for each key slot')
  }
  const fields = new Map(value)
  const type = take(fields, 'type')
  const parameters = take(fields, 'parameters')
  if (typeof type !== 'string' || Buffer.byteLength(type) > 255 || !(parameters instanceof Uint8Array)) {
    throw damaged('expected type and parameters in each key slot')
  }
  return {
    id: takeBytes(fields, 'id', ID_BYTES).toString('hex'),
    type,
    parameters: Buffer.from(parameters),
    nonce: takeBytes(fields, 'nonce', NONCE_BYTES),
    body: takeBytes(fields, 'body', WRAPPED_BYTES),
    confirmed: takeFlag(fields, 'confirmed'),
    extra: fields
  }
}

function formatSlot(slot: KeySlot): Fields {
  return new Map<string, CborValue>([
    ...slot.extra,
    ['id', Buffer.from(slot.id, 'hex')],
    ['type', slot.type],
    ['parameters', slot.parameters],
    ['nonce', slot.nonce],
    ['body', slot.body],
    ['confirmed', slot.confirmed]
  ])
}

/** A CBOR map, or `damaged`. */
export function decoded(bytes: Buffer, what: string): Fields {
  let value: CborValue
  try {
    value = decodeCbor(bytes)
  } catch {
    // The decoder's message may quote what it read, so it isn't kept as a cause.
    throw damaged(`expected ${what} as one CBOR map within the limits`)
  }
  if (!isFields(value)) {
    throw damaged(`expected ${what} as a CBOR map`)
  }
  return value
}

export function damaged(message: string): VaultError {
  return new VaultError('damaged', message)
}

function take(fields: Map<string, CborValue>, name: string): CborValue {
  const value = fields.get(name)
  fields.delete(name)
  return value
}

function takeBytes(fields: Map<string, CborValue>, name: string, length: number): Buffer {
  const value = take(fields, name)
  if (!(value instanceof Uint8Array) || value.length !== length) {
    throw damaged(`expected ${name} as ${length} bytes`)
  }
  return Buffer.from(value)
}

function takeCount(fields: Map<string, CborValue>, name: string): number {
  const value = take(fields, name)
  if (!isCount(value)) {
    throw damaged(`expected ${name} as a number from 0 to 2^53 - 1`)
  }
  return value
}

/** A flag that is missing is not set. */
function takeFlag(fields: Map<string, CborValue>, name: string): boolean {
  const value = take(fields, name)
  if (value !== undefined && typeof value !== 'boolean') {
    throw damaged(`expected ${name} as true or false`)
  }
  return value === true
}
