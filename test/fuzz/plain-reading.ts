/**
 * What a mutated plain file says, read without any of the importers' code: by JSON.parse and a table of where each format
 * keeps its fields. An imported account has to agree with one entry of the file in every field that is there.
 */
import type { FormatId } from '../../src/core/transfer/formats.ts'
import type { ReadExport } from '../../src/core/transfer/importer.ts'
import type { NewAccount } from '../../src/core/otp/account.ts'

/** One entry's fields as they stand in the file; undefined or null where they don't. */
interface Said {
  readonly secret: unknown
  readonly algorithm: unknown
  readonly digits: unknown
  readonly period: unknown
  readonly counter: unknown
  readonly names: readonly unknown[]
}

type Fields = Readonly<Record<string, unknown>>

const READERS: Partial<Record<FormatId, (file: unknown) => readonly Said[]>> = {
  aegis: (file) =>
    list(field(field(file, 'db'), 'entries')).map((entry) => {
      const info = field(entry, 'info')
      return {
        ...inLowerCase(info),
        algorithm: field(info, 'algo'),
        names: [field(entry, 'name'), field(entry, 'issuer')]
      }
    }),
  '2fas': (file) =>
    list(field(file, 'services')).map((entry) => {
      const otp = field(entry, 'otp')
      const names = [field(entry, 'name'), ...['account', 'issuer', 'label'].map((name) => field(otp, name))]
      return { ...inLowerCase(otp), secret: field(entry, 'secret'), names }
    }),
  andotp: (file) =>
    list(file).map((entry) => ({
      ...inLowerCase(entry),
      names: [field(entry, 'label'), field(entry, 'issuer')]
    })),
  lastpass: (file) =>
    list(field(file, 'accounts')).map((entry) => ({
      ...inLowerCase(entry),
      period: field(entry, 'timeStep'),
      names: ['issuerName', 'userName', 'originalIssuerName', 'originalUserName'].map((name) =>
        field(entry, name)
      )
    })),
  stratum: (file) =>
    list(field(file, 'Authenticators')).map((entry) => {
      const algorithm = field(entry, 'Algorithm')
      return {
        secret: field(entry, 'Secret'),
        algorithm: typeof algorithm === 'number' ? ['SHA1', 'SHA256', 'SHA512'][algorithm] : algorithm,
        digits: field(entry, 'Digits'),
        period: field(entry, 'Period'),
        counter: field(entry, 'Counter'),
        names: [field(entry, 'Issuer'), field(entry, 'Username')]
      }
    }),
  'freeotp-plus': (file) =>
    list(field(file, 'tokens')).map((entry) => {
      const counter = field(entry, 'counter')
      return {
        ...inLowerCase(entry),
        algorithm: field(entry, 'algo'),
        // It is stored one low.
        counter: typeof counter === 'number' ? counter + 1 : counter,
        names: ['issuerExt', 'issuerInt', 'label', 'labelAlt', 'issuerAlt'].map((name) => field(entry, name))
      }
    })
}

/** Whether this format's plain files are compared. */
export function isCompared(format: FormatId): boolean {
  return READERS[format] !== undefined || format === 'key-uri'
}

/** What was imported and isn't in the file, or was in the file and is neither imported nor reported; null where all is well. */
export function unsaid(format: FormatId, bytes: Buffer, read: ReadExport): string | null {
  const said = format === 'key-uri' ? saidByLinks(bytes) : saidByJson(format, bytes)
  if (said === null) return 'another file than JSON'
  if (said.length !== read.found) return `found ${read.found} of ${said.length}`
  const left = new Set(said)
  for (const { account } of read.accounts) {
    const match = [...left].find((entry) => agrees(account, entry))
    if (match === undefined) return `an account of kind ${account.kind} that isn't there`
    left.delete(match)
  }
  return null
}

function saidByJson(format: FormatId, bytes: Buffer): readonly Said[] | null {
  try {
    return READERS[format]?.(JSON.parse(new TextDecoder().decode(bytes))) ?? null
  } catch {
    return null
  }
}

function saidByLinks(bytes: Buffer): readonly Said[] {
  return new TextDecoder()
    .decode(bytes)
    .split(/[\r\n]+/u)
    .filter((line) => !/^\s*(?:$|#|\/\/)/u.test(line))
    .map((written) => {
      // Control characters and unseen ones are dropped, and + in a label is itself.
      const line = clean(written)
      // Other apps' names for the same are the parser's own tests' concern.
      const parameter = (name: string): string | undefined =>
        unescaped(new RegExp(`[?&](?:amp;)*(?:${name})(?:=|%3D)([^&]*)`, 'iu').exec(line)?.[1])
      return {
        secret: parameter('secret'),
        algorithm: parameter('algo(?:rithm)?|alg'),
        digits: parameter('digits?'),
        period: parameter('period|interval|step|timestep'),
        counter: parameter('counter'),
        names: [unescaped(line), unescaped(line.replaceAll('+', '%2B')), parameter('issuer')]
      }
    })
}

function unescaped(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function agrees(account: NewAccount, said: Said): boolean {
  const { kind, secret, issuer, label } = account
  const hex = secret.export().toString('hex')
  // Stratum writes the pin of mOTP behind its secret.
  const isSaid = kind === 'motp' && typeof said.secret === 'string' && said.secret.startsWith(hex)
  if (!isSaid && !secretsSaid(said.secret).includes(hex)) return false
  const names = said.names.map(clean)
  if (
    ![issuer, label].every(
      (name) => name === '' || name === 'Steam' || names.some((one) => one.includes(name))
    )
  ) {
    return false
  }
  if (kind === 'hotp') {
    return numberAgrees(said.counter, account.counter, 0) && keyAgrees(account, said)
  }
  // Steam, mOTP and Yandex have one form only, whatever else stands there.
  return kind !== 'totp' || (numberAgrees(said.period, account.period, 30) && keyAgrees(account, said))
}

function keyAgrees(account: NewAccount, { algorithm, digits }: Said): boolean {
  const written =
    typeof algorithm === 'string' && algorithm !== ''
      ? algorithm
          .toUpperCase()
          .replace(/[^A-Z0-9]/gu, '')
          .replace(/^HMAC/u, '')
      : 'SHA1'
  return written === account.algorithm && numberAgrees(digits, account.digits, 6)
}

function numberAgrees(said: unknown, got: number, usual: number): boolean {
  return said === undefined || said === null ? got === usual : Number(said) === got
}

/** Hexadecimal of what a secret can mean: base 32, signed bytes, or hexadecimal (mOTP). */
function secretsSaid(secret: unknown): readonly string[] {
  if (Array.isArray(secret)) return [Buffer.from(secret.map(Number)).toString('hex')]
  if (typeof secret !== 'string') return []
  const base32 = secret.toUpperCase().replace(/[\s\u00a0=-]/gu, '')
  const bits = Array.from(base32, (one) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')
  ).join('')
  const bytes = bits.match(/.{8}/gu) ?? []
  const decoded = Buffer.from(bytes.map((byte) => parseInt(byte, 2)))
  // Yandex shows its secret of 16 bytes with more behind it.
  return [decoded.toString('hex'), decoded.subarray(0, 16).toString('hex'), secret.toLowerCase()]
}

function clean(text: unknown): string {
  return typeof text === 'string'
    ? text
        .toWellFormed()
        .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
        .replace(/[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu, '')
    : ''
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Fields)[name]
    : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function inLowerCase(entry: unknown): Omit<Said, 'names'> {
  const of = (name: string): unknown => field(entry, name)
  return {
    secret: of('secret'),
    algorithm: of('algorithm'),
    digits: of('digits'),
    period: of('period'),
    counter: of('counter')
  }
}
