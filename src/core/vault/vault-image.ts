/** From contents to the bytes of a file and back, in the one order that is safe: MAC of the raw header, then the payload. */
import {
  deriveKey,
  isMacOf,
  KEY_BYTES,
  macOf,
  NONCE_BYTES,
  open,
  SALT_BYTES,
  sealParts,
  sha256
} from './cipher.ts'
import { contentsOf, type Contents, type Stamp } from './contents.ts'
import {
  damaged,
  FILE_LIMIT,
  formatHeader,
  MINOR_VERSION,
  parseVaultFile,
  type VaultFileParts
} from './format.ts'
import { readPayload, writePayload, type PayloadParts } from './payload-bytes.ts'
import { wipe } from './secret-bytes.ts'
import { VaultError } from './vault-error.ts'

const WHOLE_LIMIT = { expected: `≤ ${FILE_LIMIT / 1024 ** 2} MiB` } as const

/** The file of a save, in parts: joining them takes as long as encrypting them. */
export interface Sealed {
  /** Prelude, header and its HMAC: no two saves begin with the same. */
  readonly start: Buffer
  /** The payload, encrypted. */
  readonly rest: readonly Buffer[]
  /** How many records of the contents don't lie in a payload yet, and were encoded. */
  readonly loose: number
}

/**
 * What was encoded for it is wiped; the plaintext is never in one piece.
 * @throws {@link VaultError} `too-large`
 */
export function sealVault(
  contents: Contents,
  stamp: Stamp,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer
): Sealed {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const { minorVersion, vaultId, masterKeyId, keychainSuspended, slots, headerExtra } = contents
  const rawHeader = formatHeader({
    ...{ vaultId, masterKeyId, keychainSuspended, slots, extra: headerExtra },
    // What we write may hold what only we know of; what a newer version put there is in it still.
    minorVersion: Math.max(minorVersion, MINOR_VERSION),
    ...stamp,
    salt,
    nonce
  })
  const { parts, made, loose } = encodePayload(contents)
  const payloadKey = deriveKey(masterKey, salt, 'payload')
  const headerKey = deriveKey(masterKey, salt, 'header')
  const start = Buffer.concat([rawHeader, macOf(headerKey, rawHeader)])
  const rest = sealParts(payloadKey, nonce, parts, sha256(rawHeader))
  wipe(payloadKey, headerKey, ...made)
  const length = rest.reduce((sum, part) => sum + part.length, start.length)
  if (length > FILE_LIMIT) {
    throw new VaultError('too-large', `expected a vault of at most ${FILE_LIMIT} bytes, got ${length}`, {
      limit: WHOLE_LIMIT
    })
  }
  return { start, rest, loose }
}

/** The file in one piece. */
export function joined({ start, rest }: Pick<Sealed, 'start' | 'rest'>): Buffer {
  return Buffer.concat([start, ...rest])
}

/**
 * The payload's plaintext, over an ArrayBuffer of its own, once header and payload are authenticated by the master key.
 * @throws {@link VaultError} `damaged`
 */
export function authenticate(parts: VaultFileParts, masterKey: Buffer): Buffer {
  if (masterKey.length !== KEY_BYTES) {
    throw damaged(`expected a master key of ${KEY_BYTES} bytes`)
  }
  const { header, rawHeader, mac, sealedPayload } = parts
  const headerKey = deriveKey(masterKey, header.salt, 'header')
  const isOurs = isMacOf(headerKey, rawHeader, mac)
  wipe(headerKey)
  if (!isOurs) {
    throw damaged('expected the header that was saved, got another: its HMAC fails')
  }
  const payloadKey = deriveKey(masterKey, header.salt, 'payload')
  const payload = open(payloadKey, header.nonce, sealedPayload, sha256(rawHeader))
  wipe(payloadKey)
  if (payload === null) {
    throw damaged('expected the payload that was saved, got another: its tag fails')
  }
  return payload
}

/** Whether bytes are a vault under this master key, to the last one. */
export function isWhole(bytes: Buffer, masterKey: Buffer): boolean {
  try {
    wipe(authenticate(parseVaultFile(bytes), masterKey))
    return true
  } catch {
    return false
  }
}

/**
 * The contents, whose records are views on `payload`: they live and are wiped with it.
 * @throws {@link VaultError} `damaged`
 */
export function contentsIn(parts: VaultFileParts, payload: Buffer): Contents {
  return contentsOf(parts.header, readPayload(payload))
}

function encodePayload(contents: Contents): PayloadParts {
  try {
    return writePayload(contents.payload)
  } catch (error) {
    throw new VaultError('too-large', `expected a payload that fits ${FILE_LIMIT} bytes`, {
      cause: error,
      limit: WHOLE_LIMIT
    })
  }
}
