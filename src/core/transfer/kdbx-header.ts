/**
 * The outer header of KeePass' databases (KDBX 4: https://keepass.info/help/kb/kdbx.html), which is in clear: read and
 * checked before anything is derived.
 */
import { TransferError } from './transfer-error.ts'

export type KdbxCipher = 'AES' | 'ChaCha20'

export type KdbxKdf =
  | { readonly kind: 'aes'; readonly seed: Buffer; readonly rounds: number }
  | {
      readonly kind: 'argon2d' | 'argon2id'
      readonly salt: Buffer
      readonly passes: number
      readonly memoryKib: number
      readonly lanes: number
    }

export interface KdbxHeader {
  readonly cipher: KdbxCipher
  readonly isCompressed: boolean
  readonly masterSeed: Buffer
  readonly iv: Buffer
  readonly kdf: KdbxKdf
  /** How long the header is; its hash follows. */
  readonly length: number
}

/** Whether it begins as a database of KeePass does, of any version. */
export function isKeepass(bytes: Buffer): boolean {
  return (
    bytes.length >= 12 &&
    bytes.readUInt32LE(0) === 0x9aa2d903 &&
    (bytes.readUInt32LE(4) & ~3) >>> 0 === 0xb54bfb64
  )
}

/** @throws {@link TransferError} `unsupported-version`, `unsupported-parameters`, `damaged-file` */
export function readKdbxHeader(bytes: Buffer): KdbxHeader {
  checkVersion(bytes)
  const fields = new Map<number, Buffer>()
  let at = 12
  for (let id = -1; id !== FIELD.end;) {
    if (at + 5 > bytes.length) throw damaged('header', 'its end')
    id = bytes.readUInt8(at)
    const size = bytes.readUInt32LE(at + 1)
    at += 5
    if (at + size > bytes.length) throw damaged('header', 'a whole field')
    if (fields.has(id)) throw damaged('header', 'each field once')
    fields.set(id, bytes.subarray(at, at + size))
    at += size
  }
  const cipher = readCipher(needed(fields, FIELD.cipher, 16))
  const compression = needed(fields, FIELD.compression, 4).readUInt32LE()
  if (compression > 1) throw unsupported('compression', 'none or gzip', `number ${compression}`)
  return {
    cipher,
    isCompressed: compression === 1,
    masterSeed: needed(fields, FIELD.masterSeed, 32),
    iv: needed(fields, FIELD.iv, cipher === 'AES' ? 16 : 12),
    kdf: readKdf(readDictionary(needed(fields, FIELD.kdf))),
    length: at
  }
}

const FIELD = { end: 0, cipher: 2, compression: 3, masterSeed: 4, iv: 7, kdf: 11 } as const

const CIPHERS: Readonly<Record<string, string>> = {
  '31c1f2e6bf714350be5805216afc5aff': 'AES',
  d6038a2b8b6f4cb5a524339a31dbb59a: 'ChaCha20',
  ad68f29f576f4bb9a36ad47af965346c: 'Twofish'
}
const KDFS: Readonly<Record<string, KdbxKdf['kind']>> = {
  c9d9f39a628a4460bf740d08c18a4fea: 'aes',
  '7c02bb8279a74ac0927d114a00648238': 'aes',
  ef636ddf8c29444b91f7a9a403e30a0c: 'argon2d',
  '9e298b1956db4773b23dfc3ec6f0a1e6': 'argon2id'
}
const ARGON2_VERSION = 0x13

function checkVersion(bytes: Buffer): void {
  if (!isKeepass(bytes)) throw damaged('header', 'KeePass’ signature')
  const [minor, major] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  // KeePass 1 has its own signature, and other fields where KDBX has its version.
  const isKdbx = bytes.readUInt32LE(4) === 0xb54bfb67
  if (isKdbx && major === 4 && minor <= 1) return
  throw new TransferError('unsupported-version', {
    field: 'version',
    expected: 'KDBX 4 (in KeePass and KeePassXC: database settings, security, a newer format or Argon2)',
    got: isKdbx ? `KDBX ${major}.${minor}` : 'KeePass 1 (KDB)'
  })
}

function readCipher(id: Buffer): KdbxCipher {
  const cipher = CIPHERS[id.toString('hex')]
  if (cipher === 'AES' || cipher === 'ChaCha20') return cipher
  const expected = 'AES or ChaCha20 (choose it in the database’s security settings and save)'
  throw unsupported('cipher', expected, cipher ?? 'an unknown one')
}

function readKdf(dictionary: ReadonlyMap<string, Buffer>): KdbxKdf {
  const bytesOf = (name: string, length: number): Buffer => {
    const value = dictionary.get(name)
    if (value?.length !== length) throw damaged('kdf', `${name} of ${length} bytes`)
    return value
  }
  const numberOf = (name: string): number => {
    const value = Number(bytesOf(name, 8).readBigUInt64LE())
    if (Number.isSafeInteger(value)) return value
    throw unsupported('kdf', `${name} < 2^53`, 'more')
  }
  const kind = KDFS[bytesOf('$UUID', 16).toString('hex')]
  if (kind === undefined) throw unsupported('kdf', 'AES-KDF, Argon2d or Argon2id', 'another')
  if (kind === 'aes') return { kind, seed: bytesOf('S', 32), rounds: numberOf('R') }
  const version = bytesOf('V', 4).readUInt32LE()
  if (version !== ARGON2_VERSION) throw unsupported('kdf', 'Argon2 version 19', `version ${version}`)
  if (dictionary.has('K') || dictionary.has('A')) {
    throw unsupported('kdf', 'Argon2 of password and salt', 'more parameters')
  }
  const memory = numberOf('M')
  if (memory % 1024 !== 0) throw unsupported('kdf', 'Argon2 in whole KiB', `${memory} bytes`)
  const salt = dictionary.get('S')
  if (salt === undefined) throw damaged('kdf', 'a salt')
  const lanes = bytesOf('P', 4).readUInt32LE()
  return { kind, salt, passes: numberOf('I'), memoryKib: memory / 1024, lanes }
}

/** KeePass' VariantDictionary: names with values, whose types the names imply here. */
function readDictionary(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>()
  if (bytes.length < 3 || bytes.readUInt8(1) !== 1)
    throw unsupported('kdf', 'a dictionary of version 1', 'another')
  let at = 2
  const sized = (): Buffer => {
    if (at + 4 > bytes.length) throw damaged('kdf', 'a whole dictionary')
    const size = bytes.readUInt32LE(at)
    at += 4
    if (at + size > bytes.length) throw damaged('kdf', 'a whole dictionary')
    at += size
    return bytes.subarray(at - size, at)
  }
  for (;;) {
    const type = bytes[at]
    at += 1
    if (type === undefined) throw damaged('kdf', 'the end of the dictionary')
    if (type === 0) return entries
    const name = sized().toString('utf8')
    if (entries.has(name)) throw damaged('kdf', 'each parameter once')
    entries.set(name, sized())
  }
}

function needed(fields: ReadonlyMap<number, Buffer>, id: number, length?: number): Buffer {
  const field = fields.get(id)
  if (field !== undefined && (length === undefined || field.length === length)) return field
  throw damaged('header', `field ${id}${length === undefined ? '' : ` of ${length} bytes`}`)
}

function unsupported(field: string, expected: string, got: string): TransferError {
  return new TransferError('unsupported-parameters', { field, expected, got })
}

function damaged(field: string, expected: string): TransferError {
  return new TransferError('damaged-file', { field, expected, got: 'something else' })
}
