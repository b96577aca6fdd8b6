/**
 * KeePass' databases, KDBX 4 (https://keepass.info/help/kb/kdbx.html): opened with a password, to the XML inside with its
 * protected values in clear.
 *
 * The container is read here, and not by a library: kdbxweb inflates whatever a file says, without a limit, and derives keys
 * in the main thread. Ciphers and hashes are Node's and noble's.
 */
import { createCipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { joinSecret, secretBytes } from '../vault/secret-bytes.ts'
import type { ReadingHelp } from './importer.ts'
import { readKdbxHeader, type KdbxHeader, type KdbxKdf } from './kdbx-header.ts'
import { deriveArgon2, passwordOf } from './kdf.ts'
import { LIMITS } from './limits.ts'
import { openCbc } from './open-aes.ts'
import { TransferError } from './transfer-error.ts'

export interface OpenedKdbx {
  /** UTF-8, to be wiped. */
  readonly xml: Buffer
  /** Deciphers what `Protected="True"` marks: all of them one after another, in the document's order. */
  readonly unprotect: (values: Uint8Array) => Promise<Uint8Array>
}

/**
 * A key that depends on a key file or a hardware token as well looks like a wrong password.
 * @throws {@link TransferError} `password-needed`, `wrong-password`, `unsupported-version`, `unsupported-parameters`,
 *   `damaged-file`, `too-large`
 */
export async function openKdbx(bytes: Buffer, help: ReadingHelp): Promise<OpenedKdbx> {
  const header = readKdbxHeader(bytes)
  const headerBytes = bytes.subarray(0, header.length)
  const [hash, mac] = [0, 32].map((at) => bytes.subarray(header.length + at, header.length + at + 32))
  if (hash?.length !== 32 || mac?.length !== 32) throw damaged('the header’s hashes')
  // It's no secret, and tells damage from a wrong password before that is even asked for.
  if (!createHash('sha256').update(headerBytes).digest().equals(hash)) throw damaged('the header’s hash')
  const { cipherKey, macKey } = await deriveKeys(header, help)
  try {
    if (!timingSafeEqual(hmac(blockKey(macKey, 0xffff_ffff_ffff_ffffn), headerBytes), mac)) {
      throw new TransferError('wrong-password', {
        expected: 'the password of the database, one without a key file',
        got: 'another'
      })
    }
    const sealed = joinBlocks(bytes.subarray(header.length + 64), macKey)
    const opened = await decipher(header, cipherKey, sealed)
    return splitContent(header.isCompressed ? inflate(opened) : opened)
  } finally {
    cipherKey.fill(0)
    macKey.fill(0)
  }
}

/** Attachments count, too, though they are passed over. */
const MOST_BYTES = 4 * LIMITS.fileBytes

async function deriveKeys(
  { masterSeed, kdf }: KdbxHeader,
  help: ReadingHelp
): Promise<{ cipherKey: Buffer; macKey: Buffer }> {
  const composite = sha256(sha256(passwordOf(help)))
  const transformed = await transform(composite, kdf, help)
  composite.fill(0)
  const seeded = joinSecret(masterSeed, transformed)
  const ending = joinSecret(seeded, Buffer.from([1]))
  transformed.fill(0)
  const keys = { cipherKey: sha256(seeded), macKey: createHash('sha512').update(ending).digest() }
  seeded.fill(0)
  ending.fill(0)
  return keys
}

async function transform(composite: Buffer, kdf: KdbxKdf, help: ReadingHelp): Promise<Buffer> {
  if (kdf.kind === 'aes') return await transformAes(composite, kdf, help)
  const { kind: variant, salt, passes, memoryKib, lanes } = kdf
  const parameters = { salt, passes, memoryKib, lanes, length: 32, variant }
  return await deriveArgon2(parameters, { ...help, password: composite })
}

/** Rounds that are computed before others get their turn: about a millisecond. */
const ROUNDS_AT_ONCE = 65_536

/**
 * AES-KDF: each half is enciphered with AES-256-ECB, over and over. CBC over zeros is the same: each block is the one before
 * it, enciphered.
 */
async function transformAes(
  composite: Buffer,
  { seed, rounds }: Extract<KdbxKdf, { kind: 'aes' }>,
  help: ReadingHelp
): Promise<Buffer> {
  if (rounds < 1 || rounds > LIMITS.aesKdfRounds) {
    const expected = `AES-KDF with 1–${LIMITS.aesKdfRounds} rounds`
    throw new TransferError('unsupported-parameters', { field: 'kdf', expected, got: `${rounds}` })
  }
  if (rounds > 5_000_000) help.onDeriving(Math.round(rounds / 25_000))
  const whole = secretBytes(32)
  const zeros = Buffer.alloc(16 * Math.min(rounds, ROUNDS_AT_ONCE))
  for (const at of [0, 16]) {
    const cipher = createCipheriv('aes-256-cbc', seed, composite.subarray(at, at + 16))
    for (let left = rounds; left > 0; left -= ROUNDS_AT_ONCE) {
      const made = cipher.update(left < ROUNDS_AT_ONCE ? zeros.subarray(0, 16 * left) : zeros)
      made.copy(whole, at, made.length - 16)
      made.fill(0)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const transformed = sha256(whole)
  whole.fill(0)
  return transformed
}

/** The content in blocks, each with its HMAC; an empty one ends it. */
function joinBlocks(bytes: Buffer, macKey: Buffer): Buffer {
  const blocks: Buffer[] = []
  let at = 0
  for (let index = 0n; ; index++) {
    if (at + 36 > bytes.length) throw damaged('the last block')
    const mac = bytes.subarray(at, at + 32)
    const size = bytes.readUInt32LE(at + 32)
    if (at + 36 + size > bytes.length) throw damaged('a whole block')
    const block = bytes.subarray(at + 36, at + 36 + size)
    const expected = hmac(blockKey(macKey, index), le64(index), bytes.subarray(at + 32, at + 36), block)
    if (!timingSafeEqual(expected, mac)) throw damaged('a block as it was written')
    at += 36 + size
    if (size === 0) return Buffer.concat(blocks)
    blocks.push(block)
  }
}

async function decipher({ cipher, iv }: KdbxHeader, key: Buffer, sealed: Buffer): Promise<Buffer> {
  if (cipher === 'AES') return openCbc(key, iv, sealed) ?? fail(damaged('AES’ padding'))
  const { chacha20 } = await import('@noble/ciphers/chacha.js')
  return Buffer.from(chacha20(key, iv, sealed).buffer)
}

function inflate(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    if (error instanceof RangeError) {
      const expected = `≤ ${MOST_BYTES} bytes inflated`
      throw new TransferError('too-large', { field: 'database', expected, got: 'more' }, { cause: error })
    }
    throw damaged('gzip', error)
  } finally {
    bytes.fill(0)
  }
}

const INNER = { end: 0, stream: 1, key: 2 } as const

/** The inner header, then the XML. Attachments stand in the header and are passed over. */
function splitContent(content: Buffer): OpenedKdbx {
  const fields = new Map<number, Buffer>()
  let at = 0
  for (let id = -1; id !== INNER.end;) {
    if (at + 5 > content.length) throw damaged('the inner header’s end')
    id = content.readUInt8(at)
    const size = content.readUInt32LE(at + 1)
    at += 5
    if (at + size > content.length) throw damaged('a whole inner header')
    if (id === INNER.stream || id === INNER.key) fields.set(id, content.subarray(at, at + size))
    at += size
  }
  const stream = fields.get(INNER.stream)
  const key = fields.get(INNER.key)
  if (stream?.length !== 4 || key === undefined) throw damaged('an inner stream')
  return { xml: content.subarray(at), unprotect: unprotectBy(stream.readUInt32LE(), key) }
}

function unprotectBy(id: number, key: Buffer): OpenedKdbx['unprotect'] {
  if (id === 3) {
    return async (values) => {
      const { chacha20 } = await import('@noble/ciphers/chacha.js')
      const made = createHash('sha512').update(key).digest()
      return chacha20(made.subarray(0, 32), made.subarray(32, 44), values)
    }
  }
  if (id === 2) {
    return async (values) => {
      const { salsa20 } = await import('@noble/ciphers/salsa.js')
      return salsa20(sha256(key), Buffer.from('e830094b97205d2a', 'hex'), values)
    }
  }
  throw new TransferError('unsupported-parameters', {
    field: 'inner stream',
    expected: 'ChaCha20 or Salsa20',
    got: `number ${id}`
  })
}

/** Each block has its own key. */
function blockKey(macKey: Buffer, index: bigint): Buffer {
  return createHash('sha512').update(le64(index)).update(macKey).digest()
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const made = createHmac('sha256', key)
  for (const part of parts) made.update(part)
  return made.digest()
}

function le64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  return bytes
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function fail(error: TransferError): never {
  throw error
}

function damaged(expected: string, cause?: unknown): TransferError {
  return new TransferError('damaged-file', { field: 'database', expected, got: 'something else' }, { cause })
}
