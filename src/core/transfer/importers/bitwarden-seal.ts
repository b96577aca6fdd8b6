/**
 * Bitwarden's password-protected export: PBKDF2-HMAC-SHA-256 or Argon2id, stretched by HKDF-Expand (RFC 5869 §2.3) to an
 * AES-256-CBC and an HMAC-SHA-256 key, after its importer bitwarden-password-protected-importer.ts.
 */
import { isMacOf, macOf, sha256 } from '../../vault/cipher.ts'
import { base64Of, damaged, jsonOf } from '../container.ts'
import type { ReadingHelp } from '../importer.ts'
import { deriveArgon2, derivePbkdf2, wrongPassword } from '../kdf.ts'
import { openCbc } from '../open-aes.ts'
import { numberOf, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

const KEY_BYTES = 32
const BLOCK_BYTES = 16
const MAC_BYTES = 32
/** AES-256-CBC with HMAC-SHA-256, the one that exports are sealed with. */
const CIPHER_TYPE = '2'
const KDF = { pbkdf2: 0, argon2id: 1 } as const

/**
 * What the export holds. A wrong password and damage are told apart by `encKeyValidation_DO_NOT_EDIT`, which is sealed
 * with the same key.
 * @throws {@link TransferError} `password-needed`, `wrong-password`, `unsupported-parameters`, `damaged-file`
 */
export async function openBitwarden(file: JsonObject, help: ReadingHelp): Promise<Json> {
  const data = sealedIn(file, 'data')
  const stretched = await deriveKey(file, help)
  const keys = { cipher: expand(stretched, 'enc'), mac: expand(stretched, 'mac') }
  stretched.fill(0)
  try {
    if (!isSealedWith(keys.mac, data)) {
      const validation = textOf(file, VALIDATION)
      const isRight = validation !== undefined && isSealedWith(keys.mac, sealedIn(file, VALIDATION))
      if (!isRight) throw wrongPassword()
      return damaged('data', 'what was sealed', 'something else')
    }
    const plain = openCbc(keys.cipher, data.iv, data.ciphertext)
    if (plain === null) return damaged('data', 'whole padding', 'other padding')
    try {
      return jsonOf(plain)
    } finally {
      plain.fill(0)
    }
  } finally {
    keys.cipher.fill(0)
    keys.mac.fill(0)
  }
}

const VALIDATION = 'encKeyValidation_DO_NOT_EDIT'

async function deriveKey(file: JsonObject, help: ReadingHelp): Promise<Buffer> {
  // The text itself, though it looks like base 64.
  const salt = Buffer.from(textOf(file, 'salt') ?? damaged('salt', 'a text', 'nothing'))
  const number = (field: string): number => numberOf(file, field) ?? damaged(field, 'a number', 'nothing')
  const type = number('kdfType')
  switch (type) {
    case KDF.pbkdf2: {
      const iterations = number('kdfIterations')
      return await derivePbkdf2({ salt, iterations, digest: 'sha256', length: KEY_BYTES }, help)
    }
    case KDF.argon2id: {
      const memoryKib = number('kdfMemory') * 1024
      const cost = { passes: number('kdfIterations'), memoryKib, lanes: number('kdfParallelism') }
      return await deriveArgon2({ salt: sha256(salt), ...cost, length: KEY_BYTES }, help)
    }
    default:
      throw new TransferError('unsupported-parameters', {
        field: 'kdfType',
        expected: '0 or 1',
        got: `${type}`
      })
  }
}

/** The first and only block of HKDF-Expand. */
function expand(key: Buffer, info: 'enc' | 'mac'): Buffer {
  return macOf(key, Buffer.from(`${info}\u0001`))
}

interface Sealed {
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly mac: Buffer
}

/** `2.iv|ciphertext|mac`, each in base 64. */
function sealedIn(file: JsonObject, field: string): Sealed {
  const text = textOf(file, field) ?? damaged(field, 'a text', 'nothing')
  const [, type = '', rest = ''] =
    /^(\d{1,3})\.(.*)$/su.exec(text) ?? damaged(field, 'type and parts', 'other text')
  if (type !== CIPHER_TYPE) {
    throw new TransferError('unsupported-parameters', {
      field,
      expected: `cipher type ${CIPHER_TYPE}`,
      got: type
    })
  }
  const parts = rest.split('|')
  const [iv = '', ciphertext = '', mac = ''] = parts
  if (parts.length !== 3) damaged(field, '3 parts', `${parts.length}`)
  const sealed = {
    iv: base64Of(iv, field, BLOCK_BYTES),
    ciphertext: base64Of(ciphertext, field),
    mac: base64Of(mac, field, MAC_BYTES)
  }
  const { length } = sealed.ciphertext
  return length > 0 && length % BLOCK_BYTES === 0 ? sealed : damaged(field, 'whole blocks', `${length} bytes`)
}

function isSealedWith(macKey: Buffer, { iv, ciphertext, mac }: Sealed): boolean {
  return isMacOf(macKey, Buffer.concat([iv, ciphertext]), mac)
}
