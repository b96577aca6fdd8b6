/**
 * andOTP's backups: plain JSON; encrypted (AES-256-GCM under a key by PBKDF2-HMAC-SHA-1); encrypted as versions before
 * 0.6.3 did (the key is a bare SHA-256 of the password).
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type AccountKind, type NewAccount } from '../../otp/account.ts'
import { open, sha256, TAG_BYTES } from '../../vault/cipher.ts'
import { entryName, readEntries } from '../collect.ts'
import { damaged, jsonOf } from '../container.ts'
import {
  algorithmField,
  countField,
  groupsField,
  neededText,
  numberField,
  textField,
  unsupportedType
} from '../entry-values.ts'
import type { Importer, ReadingHelp } from '../importer.ts'
import { derivePbkdf2, passwordOf } from '../kdf.ts'
import { LIMITS } from '../limits.ts'
import { looksRandom } from '../looks-random.ts'
import { isList, listOf, textOf, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

/**
 * An encrypted backup has no mark of its own. What could be one: bytes that are no text, look random throughout, begin
 * like no container that is known, and are long enough for one account. It counts as one where it begins with a number of
 * iterations that somebody would choose, which one random file in 4,300 does, or where its name says so. The rest, which
 * old backups belong to, is unmarked: the right password shows it, or the user's word for it, and nobody is asked for the
 * password of any other random file. A damaged backup ends as a wrong password: nothing in the format tells them apart.
 */
export const andotpImporter: Importer = {
  format: 'andotp',
  recognise: (peek) => {
    const json = peek.json
    if (json !== undefined) return isList(json) && json.some(isEntry) ? { isEncrypted: false } : null
    if (peek.text !== null || !looksRandom(peek.bytes)) return null
    const isNamed = NAMES.test(peek.name)
    if (peek.bytes.length < LEAST_BYTES) return isNamed ? { isEncrypted: true } : null
    const isMarked = isNamed || isLikelyCount(iterationsIn(peek.bytes))
    return { isEncrypted: true, ...(isMarked ? {} : { isUnmarked: true as const }) }
  },
  read: async (peek, help) => {
    const entries = peek.json ?? (await openBackup(peek.bytes, help))
    if (!isList(entries)) damaged('contents', 'a list', 'something else')
    return await readEntries(entries, readEntry, (entry) => entryName(...namesIn(entry)))
  }
}

const ITERATION_BYTES = 4
const SALT_BYTES = 12
const NONCE_BYTES = 12
/** The shortest entry that says anything, as the first versions wrote it. */
const LEAST_ENTRY_BYTES = 40
const LEAST_BYTES = NONCE_BYTES + LEAST_ENTRY_BYTES + TAG_BYTES
const LEAST_NEW_BYTES = ITERATION_BYTES + SALT_BYTES + LEAST_BYTES
/** Up to here a first number that is too high is told as such: the nonce of an old backup seldom begins so low. */
const ABSURD_ITERATIONS = 10 * LIMITS.pbkdf2Iterations
/** andOTP itself draws 140,000–160,000; others' scripts go lower and higher. */
const LIKELY_ITERATIONS = { least: 1_000, most: 1_000_000 } as const
/** As andOTP and its users call them: otp_accounts_2021-01-01_12-00-00.json.aes. */
const NAMES = /\.aes$|andotp|otp_accounts/iu
const TYPES: ReadonlyMap<string, AccountKind> = new Map([
  ['TOTP', 'totp'],
  ['HOTP', 'hotp'],
  ['STEAM', 'steam'],
  ['MOTP', 'motp']
])

function isEntry(entry: Json): boolean {
  return (
    textOf(entry, 'secret') !== undefined &&
    textOf(entry, 'label') !== undefined &&
    (textOf(entry, 'type') !== undefined ||
      textOf(entry, 'thumbnail') !== undefined ||
      listOf(entry, 'tags').length > 0)
  )
}

/** The new form first, then the old one: which of them it is shows only by its opening. */
async function openBackup(bytes: Buffer, help: ReadingHelp): Promise<Json> {
  if (bytes.length < LEAST_BYTES) damaged('file', `≥ ${LEAST_BYTES} bytes`, `${bytes.length}`)
  const password = passwordOf(help)
  const iterations = iterationsIn(bytes)
  const plain =
    (iterations >= 1 && iterations <= LIMITS.pbkdf2Iterations
      ? await openNew(bytes, iterations, help)
      : null) ?? openOld(bytes, password)
  if (plain !== null) {
    try {
      return jsonOf(plain)
    } finally {
      plain.fill(0)
    }
  }
  if (iterations > LIMITS.pbkdf2Iterations && iterations <= ABSURD_ITERATIONS) {
    const expected = `PBKDF2 with 1–${LIMITS.pbkdf2Iterations} iterations`
    throw new TransferError('unsupported-parameters', { field: 'kdf', expected, got: `${iterations}` })
  }
  throw new TransferError('wrong-password', {
    expected: 'the password of a backup of andOTP',
    got: 'another, or another file'
  })
}

/** Of the new form; 0 for what is too short for it. */
function iterationsIn(bytes: Buffer): number {
  return bytes.length >= LEAST_NEW_BYTES ? bytes.readUInt32BE(0) : 0
}

function isLikelyCount(iterations: number): boolean {
  return iterations >= LIKELY_ITERATIONS.least && iterations <= LIKELY_ITERATIONS.most
}

async function openNew(bytes: Buffer, iterations: number, help: ReadingHelp): Promise<Buffer | null> {
  const salt = bytes.subarray(ITERATION_BYTES, ITERATION_BYTES + SALT_BYTES)
  const key = await derivePbkdf2({ salt, iterations, digest: 'sha1', length: 32 }, help)
  return openWith(key, bytes.subarray(ITERATION_BYTES + SALT_BYTES))
}

function openOld(bytes: Buffer, password: Buffer): Buffer | null {
  return openWith(sha256(password), bytes)
}

function openWith(key: Buffer, bytes: Buffer): Buffer | null {
  try {
    return open(key, bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES), Buffer.alloc(0))
  } finally {
    key.fill(0)
  }
}

/** Defaults as andOTP itself takes them for fields that older versions didn't write. It never wrote the pin of mOTP. */
function readEntry(entry: Json): NewAccount {
  const type = textField(entry, 'type') || 'TOTP'
  const kind = TYPES.get(type.toUpperCase()) ?? unsupportedType(type, [...TYPES.keys()].join(', '))
  const [issuer, label] = namesIn(entry)
  return accountFrom({
    kind,
    issuer,
    label,
    ...(kind === 'motp'
      ? { secretHex: neededText(entry, 'secret') }
      : { secretBase32: neededText(entry, 'secret') }),
    algorithm: algorithmField(entry, 'algorithm', 'SHA1'),
    digits: kind === 'steam' ? DIGITS.steam : numberField(entry, 'digits', DIGITS.usual),
    period: kind === 'motp' ? PERIOD.motp : numberField(entry, 'period', PERIOD.usual),
    counter: kind === 'hotp' ? numberField(entry, 'counter') : 0,
    details: {
      groups: groupsField(listOf(entry, 'tags').filter((tag) => typeof tag === 'string')),
      useCount: countField(entry, 'used_frequency')
    }
  })
}

/** Issuer and label. Old backups have both in the label: "issuer - label", where a QR code's label keeps its own prefix. */
function namesIn(entry: Json): readonly [issuer: string, label: string] {
  const label = textOf(entry, 'label') ?? ''
  const given = textOf(entry, 'issuer')
  if (given !== undefined) return [given, label]
  const [, issuer, name] = /^(.*?) - (.*)$/su.exec(label) ?? []
  if (issuer === undefined || name === undefined) return ['', label]
  return [issuer, name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name]
}
