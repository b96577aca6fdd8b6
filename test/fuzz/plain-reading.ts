/**
 * What a mutated plain file says, read without any of the importers' code (said-by-json.ts, said-by-text.ts). An imported
 * account has to agree with one entry of the file in every field that is there.
 */
import type { NewAccount } from '../../src/core/otp/account.ts'
import type { FormatId } from '../../src/core/transfer/formats.ts'
import type { ReadExport } from '../../src/core/transfer/importer.ts'
import { JSON_READERS } from './said-by-json.ts'
import { TEXT_READERS } from './said-by-text.ts'
import { clean, type Said } from './said.ts'

/**
 * What was imported and isn't in the file, or was in the file and is neither imported nor reported; null where all is well,
 * undefined where nothing independent can say.
 */
export function unsaid(format: FormatId, bytes: Buffer, read: ReadExport): string | null | undefined {
  if (bytes.toString('latin1', 0, 2) === 'PK') return undefined
  const said = saidBy(format, new TextDecoder().decode(bytes))
  if (said === undefined) return undefined
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

/** Null for what should be JSON and isn't. */
function saidBy(format: FormatId, text: string): readonly Said[] | null | undefined {
  const byText = TEXT_READERS[format]
  if (byText !== undefined) return byText(text) ?? undefined
  const byJson = JSON_READERS[format]
  if (byJson === undefined) return undefined
  try {
    return byJson(JSON.parse(text)) ?? undefined
  } catch {
    return null
  }
}

function agrees(account: NewAccount, said: Said): boolean {
  const { kind, secret, issuer, label } = account
  const hex = secret.export().toString('hex')
  // Stratum writes the pin of mOTP behind its secret.
  const isSaid = kind === 'motp' && typeof said.secret === 'string' && said.secret.startsWith(hex)
  if (!isSaid && !secretsSaid(said.secret).includes(hex)) return false
  const names = said.names.map((name) => clean(typeof name === 'number' ? String(name) : name))
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
  if (Buffer.isBuffer(secret)) return [secret.toString('hex')]
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
