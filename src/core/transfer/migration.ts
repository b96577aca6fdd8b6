/**
 * Google Authenticator's migration codes, `otpauth-migration://offline?data=…`: base 64 of a protobuf message, of which
 * several make one batch. Google has published no description; the fields are as its app writes them.
 *
 * MigrationPayload: 1 accounts (repeated), 2 version, 3 batch size, 4 batch index, 5 batch id.
 * Account: 1 secret, 2 name, 3 issuer, 4 algorithm, 5 digits, 6 type, 7 counter. It has no period: Google knows 30 s only.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { accountFrom } from '../otp/account-fields.ts'
import { DIGITS, PERIOD, type Algorithm, type NewAccount } from '../otp/account.ts'
import { copySecret, wipe } from '../vault/secret-bytes.ts'
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/** One account as it stands in the message, unchecked. Numbers are the message's own; 0 where nothing is said. */
export interface MigrationAccount {
  /** To be wiped once the account is made. */
  readonly secret: Buffer
  readonly name: string
  readonly issuer: string
  readonly algorithm: number
  readonly digits: number
  readonly type: number
  readonly counter: number
}

/** What one code holds. */
export interface MigrationPart {
  readonly accounts: readonly MigrationAccount[]
  /** How many codes make the batch; at least 1. */
  readonly batchSize: number
  /** Which of them this is, from 0. */
  readonly batchIndex: number
  readonly batchId: number
}

/** Whether a line is such a code, well formed or not. */
export function isMigrationUri(line: string): boolean {
  return /^\s*otpauth-migration:\/\//iu.test(line)
}

/**
 * Reads one code. Unknown fields are skipped; the accounts in it are checked one by one by {@link accountOfMigration}.
 * @throws {@link TransferError} `damaged-file`, `too-large`
 */
export function parseMigration(uri: string): MigrationPart {
  const message = messageIn(uri)
  try {
    return readPayload(message)
  } catch (error) {
    if (error instanceof TransferError) throw error
    throw damaged('a whole protobuf message', 'something else', error)
  } finally {
    message.fill(0)
  }
}

/**
 * The account of an entry; what the message leaves out is Google's default: TOTP, SHA-1, 6 digits.
 * @throws {@link TransferError} `unsupported-type`, `bad-field`; KeyUriError `bad-field`, `too-large`
 */
export function accountOfMigration(entry: MigrationAccount): NewAccount {
  const { type, secret } = entry
  if (type < 0 || type > 2) {
    throw new TransferError('unsupported-type', {
      field: 'type',
      expected: 'TOTP or HOTP',
      got: `number ${type}`
    })
  }
  return accountFrom({
    kind: type === TYPE.hotp ? 'hotp' : 'totp',
    ...namesOf(entry),
    secretBytes: secret,
    algorithm: algorithmOf(entry.algorithm),
    digits: digitsOf(entry.digits),
    period: PERIOD.usual,
    counter: entry.counter
  })
}

/** Google writes the issuer twice, before the account's name and by itself. */
export function namesOf({ name, issuer }: Pick<MigrationAccount, 'name' | 'issuer'>): {
  issuer: string
  label: string
} {
  const end = name.indexOf(':')
  const prefix = end < 0 ? '' : name.slice(0, end).trim()
  if (issuer !== '' && name.startsWith(`${issuer}:`)) {
    return { issuer, label: name.slice(issuer.length + 1).replace(/^ /u, '') }
  }
  if (end < 0 || (issuer !== '' && prefix !== issuer)) return { issuer, label: name }
  return { issuer: prefix, label: name.slice(end + 1).replace(/^ /u, '') }
}

/**
 * Writes one code of a batch. Only what the format carries: TOTP of 30 s and HOTP, SHA-1, SHA-256 or SHA-512, 6 or 8
 * digits; other accounts are refused. A string with secrets in it: for showing and exporting only.
 * @throws {@link TransferError} `cannot-carry`
 */
export function formatMigration(
  accounts: readonly NewAccount[],
  batch: { readonly size: number; readonly index: number; readonly id: number }
): string {
  const writer = new BinaryWriter()
  for (const account of accounts) writer.tag(1, WireType.LengthDelimited).bytes(formatAccount(account))
  writer.tag(2, WireType.Varint).int32(1)
  writer.tag(3, WireType.Varint).int32(batch.size)
  writer.tag(4, WireType.Varint).int32(batch.index)
  writer.tag(5, WireType.Varint).int32(batch.id)
  const message = writer.finish()
  const base64 = Buffer.from(message.buffer, message.byteOffset, message.length).toString('base64')
  message.fill(0)
  return `otpauth-migration://offline?data=${encodeURIComponent(base64)}`
}

/** What keeps an account from being carried: names of fields, none where it can be. */
export function migrationLosses(account: NewAccount): readonly string[] {
  if (account.kind !== 'totp' && account.kind !== 'hotp') return ['account']
  const hasDigits = account.digits === DIGITS.usual || account.digits === 8
  const hasPeriod = account.kind === 'hotp' || account.period === PERIOD.usual
  return [...(hasDigits ? [] : ['digits']), ...(hasPeriod ? [] : ['period'])]
}

const TYPE = { hotp: 1, totp: 2 } as const
const ALGORITHMS: readonly Algorithm[] = ['SHA1', 'SHA256', 'SHA512']
const DIGIT_COUNTS = [6, 8] as const
/** More codes than anybody would scan. */
const BATCH_LIMIT = 1000

function algorithmOf(value: number): Algorithm {
  const algorithm = value === 0 ? 'SHA1' : ALGORITHMS[value - 1]
  if (algorithm !== undefined) return algorithm
  const got = value === 4 ? 'MD5' : `number ${value}`
  throw new TransferError('bad-field', { field: 'algorithm', expected: 'SHA1, SHA256 or SHA512', got })
}

function digitsOf(value: number): number {
  const digits = value === 0 ? DIGITS.usual : DIGIT_COUNTS[value - 1]
  if (digits !== undefined) return digits
  throw new TransferError('bad-field', { field: 'digits', expected: '6 or 8', got: `number ${value}` })
}

/** The bytes of the `data` parameter, through however many layers of escapes they came. */
function messageIn(uri: string): Buffer {
  const [, written] = /[?&]data=([^&#\s]*(?: [^&#\s]+)*)/iu.exec(uri) ?? []
  if (written === undefined || written === '') throw damaged('a parameter "data"', 'none')
  let text = written
  for (let layer = 0; layer < 3 && text.includes('%'); layer++) {
    try {
      text = decodeURIComponent(text)
    } catch (error) {
      if (!(error instanceof URIError)) throw error
      throw damaged('percent-encoded base 64', 'a malformed escape')
    }
  }
  // A form's decoder makes spaces of `+`; base64url has other signs for two.
  const base64 = text.replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/')
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64)) throw damaged('base 64', `${text.length} other characters`)
  return copySecret(Buffer.from(base64, 'base64'))
}

function readPayload(message: Buffer): MigrationPart {
  const reader = new BinaryReader(message)
  const accounts: MigrationAccount[] = []
  const numbers = new Map<number, number>()
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === 1 && wireType === WireType.LengthDelimited) {
      if (accounts.length >= LIMITS.entries) {
        throw new TransferError('too-large', { expected: `≤ ${LIMITS.entries} entries`, got: 'more' })
      }
      accounts.push(readAccount(reader.bytes()))
    } else if (wireType === WireType.Varint && field <= 5) numbers.set(field, reader.int32())
    else reader.skip(wireType, field)
  }
  const [batchSize, batchIndex] = [Math.max(1, numbers.get(3) ?? 1), numbers.get(4) ?? 0]
  if (batchSize > BATCH_LIMIT || batchIndex < 0 || batchIndex >= batchSize) {
    throw damaged(`part 1–${BATCH_LIMIT} of a batch`, `part ${batchIndex + 1} of ${batchSize}`)
  }
  return { accounts, batchSize, batchIndex, batchId: numbers.get(5) ?? 0 }
}

function readAccount(message: Uint8Array): MigrationAccount {
  const reader = new BinaryReader(message)
  let secret = Buffer.from(new ArrayBuffer(0))
  const texts = new Map<number, string>()
  const numbers = new Map<number, number>()
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (wireType === WireType.LengthDelimited && field === 1) {
      wipe(secret)
      secret = copySecret(reader.bytes())
    } else if (wireType === WireType.LengthDelimited && (field === 2 || field === 3)) {
      texts.set(field, reader.string())
    } else if (wireType === WireType.Varint && field >= 4 && field <= 7) {
      numbers.set(field, field === 7 ? Number(reader.int64()) : reader.int32())
    } else reader.skip(wireType, field)
  }
  return {
    secret,
    name: texts.get(2) ?? '',
    issuer: texts.get(3) ?? '',
    algorithm: numbers.get(4) ?? 0,
    digits: numbers.get(5) ?? 0,
    type: numbers.get(6) ?? 0,
    counter: numbers.get(7) ?? 0
  }
}

function formatAccount(account: NewAccount): Uint8Array {
  const [lost] = migrationLosses(account)
  if (lost !== undefined) {
    throw new TransferError('cannot-carry', {
      field: lost,
      expected: 'what a migration code carries',
      got: lost
    })
  }
  const { issuer, label, algorithm, digits } = account
  const secret = account.secret.export()
  const writer = new BinaryWriter()
  writer.tag(1, WireType.LengthDelimited).bytes(secret)
  writer.tag(2, WireType.LengthDelimited).string(issuer === '' ? label : `${issuer}:${label}`)
  writer.tag(3, WireType.LengthDelimited).string(issuer)
  writer.tag(4, WireType.Varint).int32(1 + ALGORITHMS.findIndex((one) => one === algorithm))
  writer.tag(5, WireType.Varint).int32(1 + DIGIT_COUNTS.findIndex((one) => one === digits))
  writer.tag(6, WireType.Varint).int32(account.kind === 'hotp' ? TYPE.hotp : TYPE.totp)
  if (account.kind === 'hotp') writer.tag(7, WireType.Varint).int64(account.counter)
  const message = writer.finish()
  secret.fill(0)
  return message
}

function damaged(expected: string, got: string, cause?: unknown): TransferError {
  return new TransferError('damaged-file', { field: 'data', expected, got }, { cause })
}
