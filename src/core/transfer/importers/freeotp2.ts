/**
 * FreeOTP 2's backup, `externalBackup.xml`: in spite of its name a serialised `HashMap<String, String>`. `masterKey` has the
 * key, wrapped by the password; `UUID` a token's secret, sealed by that key; `UUID-token` what isn't secret of it, in clear.
 *
 * A wrong password and a damaged `masterKey` look the same (GCM): both are called a wrong password.
 */
import { entryName, readEntries } from '../collect.ts'
import { signedBytes } from '../entry-bytes.ts'
import { algorithmField, badField, neededText, numberField } from '../entry-values.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import { isJavaHashMap, readJavaHashMap } from '../java-hash-map.ts'
import { derivePbkdf2, wrongPassword } from '../kdf.ts'
import { openGcm } from '../open-aes.ts'
import { fieldOf, isList, isObject, parseJson, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'
import { inTokenOrder, tokenAccount, tokenName } from './freeotp-token.ts'

const MASTER_KEY = 'masterKey'
const ORDER = 'tokenOrder'
const TOKEN = '-token'

export const freeotp2Importer: Importer = {
  format: 'freeotp2',
  recognise: ({ bytes }) =>
    isJavaHashMap(bytes) && (bytes.includes(MASTER_KEY) || bytes.includes(TOKEN))
      ? { isEncrypted: true }
      : null,
  read: async ({ bytes }, help) => {
    const map = readJavaHashMap(bytes)
    const tokens = tokensOf(map)
    const masterKey = await unwrapMasterKey(map.get(MASTER_KEY), help)
    try {
      return await readEntries(tokens, (token) => readToken(token, masterKey), nameOf)
    } finally {
      masterKey.fill(0)
    }
  }
}

interface Token {
  /** JSON, in clear. */
  readonly about: string | undefined
  /** JSON, with the ciphertext. */
  readonly sealed: string | undefined
}

/** Every UUID that has a secret or a description: half a token is one that can't be read, not none. */
function tokensOf(map: ReadonlyMap<string, string>): Token[] {
  const tokens = new Map<string, Token>()
  for (const key of map.keys()) {
    if (key === MASTER_KEY || key === ORDER) continue
    const id = key.endsWith(TOKEN) ? key.slice(0, -TOKEN.length) : key
    tokens.set(id, { about: map.get(`${id}${TOKEN}`), sealed: map.get(id) })
  }
  const order = parseJson(map.get(ORDER) ?? '[]')
  return inTokenOrder(tokens, isList(order) ? order : [])
}

async function unwrapMasterKey(text: string | undefined, help: ReadingHelp): Promise<Buffer> {
  const json = parseJson(text ?? '')
  if (!isObject(json)) throw damaged('the master key', 'nothing')
  const algorithm = textOf(json, 'mAlgorithm') ?? ''
  const digest = /^PBKDF2withHmac(SHA1|SHA256|SHA512)$/iu.exec(algorithm)?.[1]?.toLowerCase()
  if (digest !== 'sha1' && digest !== 'sha256' && digest !== 'sha512') {
    throw unsupported('PBKDF2withHmacSHA1 or …SHA512', algorithm)
  }
  const parameters = wholeOrDamaged(() => ({
    salt: signedBytes(json.get('mSalt'), 'mSalt'),
    iterations: numberField(json, 'mIterations')
  }))
  const key = await derivePbkdf2({ ...parameters, digest, length: 32 }, help)
  try {
    const masterKey = wholeOrDamaged(() => unseal(json.get('mEncryptedKey'), key))
    if (masterKey === null) throw wrongPassword()
    if (masterKey.length === 32 || masterKey.length === 16) return masterKey
    masterKey.fill(0)
    throw damaged('a key of 32 bytes', `${masterKey.length}`)
  } finally {
    key.fill(0)
  }
}

function readToken({ about, sealed }: Token, masterKey: Buffer) {
  const token = objectIn(about, 'token')
  const envelope = objectIn(neededText(objectIn(sealed, 'secret'), 'key'), 'key')
  checkAlgorithm(token, envelope)
  const secret =
    unseal(envelope, masterKey) ?? badField('secret', 'what the master key sealed', 'something else')
  try {
    return tokenAccount(token, secret, 'next')
  } finally {
    secret.fill(0)
  }
}

/** Without `algo` it is SHA-1, unless the key itself was made for another one. */
function checkAlgorithm(token: Json, envelope: Json): void {
  const made = textOf(envelope, 'mToken')
  if (textOf(token, 'algo') !== undefined || made === undefined) return
  if (algorithmField(envelope, 'mToken', 'SHA1') !== 'SHA1')
    badField('algo', 'the algorithm', `nothing, and a key for ${made}`)
}

/** FreeOTP's EncryptedKey: AES-GCM, the kind of the key as additional data, the nonce in ASN.1. */
function unseal(envelope: Json | undefined, key: Buffer): Buffer | null {
  const cipher = neededText(envelope, 'mCipher')
  if (cipher !== 'AES/GCM/NoPadding') throw unsupported('AES/GCM/NoPadding', cipher)
  const nonce = nonceIn(signedBytes(fieldOf(envelope, 'mParameters'), 'mParameters'))
  const sealed = signedBytes(fieldOf(envelope, 'mCipherText'), 'mCipherText')
  return openGcm(key, nonce, sealed, Buffer.from(neededText(envelope, 'mToken'), 'utf8'))
}

/**
 * RFC 5084 §3.2: `SEQUENCE {OCTET STRING nonce, INTEGER length of the tag}`, as short as it always is. Android 6 writes the
 * OCTET STRING alone.
 */
function nonceIn(der: Buffer): Buffer {
  const isAlone = der[0] === 0x04
  const nonce = isAlone ? der : der.subarray(2)
  const length = nonce[1] ?? 0
  const isWhole =
    nonce[0] === 0x04 &&
    length > 0 &&
    (isAlone
      ? der.length === length + 2
      : der[0] === 0x30 && der[1] === der.length - 2 && der.length === length + 7)
  if (!isWhole) badField('mParameters', 'GCM’s nonce in ASN.1', 'something else')
  const [type, size, tagBytes] = isAlone ? [0x02, 1, 16] : nonce.subarray(2 + length)
  if (type !== 0x02 || size !== 1 || tagBytes !== 16) throw unsupported('a tag of 16 bytes', 'another length')
  return nonce.subarray(2, 2 + length)
}

function objectIn(text: string | undefined, field: string): JsonObject {
  const json = parseJson(text ?? '')
  if (isObject(json)) return json
  return badField(field, 'an object of JSON', text === undefined ? 'nothing' : 'another text')
}

function nameOf({ about }: Token): string {
  const token = parseJson(about ?? '')
  return token === undefined ? entryName('', '') : tokenName(token)
}

/** What one entry may lack on its own is a damaged file where it is the key of all. */
function wholeOrDamaged<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof TransferError) || error.code !== 'bad-field') throw error
    throw new TransferError(
      'damaged-file',
      { field: error.field ?? MASTER_KEY, expected: error.expected, got: error.got },
      { cause: error }
    )
  }
}

function damaged(expected: string, got: string): TransferError {
  return new TransferError('damaged-file', { field: MASTER_KEY, expected, got })
}

function unsupported(expected: string, name: string): TransferError {
  const got = /^[\w/-]{1,40}$/u.test(name) ? name : 'another'
  return new TransferError('unsupported-parameters', { field: MASTER_KEY, expected, got })
}
