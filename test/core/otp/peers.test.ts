/** The codes that the window and the terminal show, against oathtool and an independent implementation in Python. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Algorithm, AccountKind } from '../../../src/core/otp/account.ts'
import { isTimeBased } from '../../../src/core/otp/account.ts'
import { encodeBase32 } from '../../../src/core/otp/base32.ts'
import { hotp } from '../../../src/core/otp/hotp.ts'
import { parseKeyUri } from '../../../src/core/otp/key-uri.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'
import { describeWith } from '../../real-parts.ts'

interface Row {
  readonly kind: AccountKind
  readonly secret: Uint8Array
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period: number
  /** Unix seconds; the moving factor for HOTP. */
  readonly at: number
}

/** 2106-02-07, the end of 32-bit Unix time. */
const YEAR_2106 = 2 ** 32 - 1
const SEED = randomInt(2 ** 31)

const secrets = fc.uint8Array({ minLength: 1, maxLength: 64 })
const algorithms = fc.constantFrom<Algorithm>('SHA1', 'SHA256', 'SHA512')
const times = fc.oneof(fc.nat({ max: YEAR_2106 }), fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }))
const periods = fc.oneof(fc.constantFrom(10, 20, 30, 60, 90), fc.integer({ min: 1, max: 86_400 }))

describeWith(['oathtool', 'sh'], 'codes against oathtool', () => {
  it('are the same for 10,000 random accounts: 8,500 TOTP by all hashes, 1,500 HOTP by SHA-1, 6 to 8 digits', async () => {
    const digits = fc.integer({ min: 6, max: 8 })
    const rows = [
      ...sample(8_500, { kind: ['totp'], algorithms, digits, times, periods }),
      ...sample(1_500, {
        kind: ['hotp'],
        algorithms: fc.constant('SHA1'),
        digits,
        times: fc.maxSafeNat(),
        periods
      })
    ]
    // One process a code: two shells share them out over two cores.
    const half = rows.length / 2
    const theirs = await Promise.all([oathtool(rows.slice(0, half)), oathtool(rows.slice(half))])
    compare(rows, theirs.flat())
    console.info('%d codes compared with oathtool', rows.length)
  })
})

describeWith(['python3'], 'codes against an implementation in Python', () => {
  it.each<[count: number, what: string, kind: AccountKind[], digits: number[]]>([
    [6_000, 'TOTP and HOTP by all hashes with 5, 9 and 10 digits', ['totp', 'hotp'], [5, 9, 10]],
    [3_000, 'HOTP by all hashes with 6, 7 and 8 digits', ['hotp'], [6, 7, 8]],
    [3_000, 'Steam', ['steam'], [5]]
  ])('are the same for %i random accounts: %s', async (count, what, kind, digits) => {
    const rows = sample(count, { kind, algorithms, digits: fc.constantFrom(...digits), times, periods })
    compare(rows, await python(rows))
    console.info('%d codes compared with Python: %s', rows.length, what)
  })
})

interface Choices {
  readonly kind: readonly AccountKind[]
  readonly algorithms: fc.Arbitrary<Algorithm>
  readonly digits: fc.Arbitrary<number>
  readonly times: fc.Arbitrary<number>
  readonly periods: fc.Arbitrary<number>
}

function sample(
  count: number,
  { kind, algorithms: algorithm, digits, times: at, periods: period }: Choices
): Row[] {
  const row = fc.record({ kind: fc.constantFrom(...kind), secret: secrets, algorithm, digits, period, at })
  return fc.sample(row, { numRuns: count, seed: SEED })
}

/** From the URI to the code: the way of an account through the app. */
function ourCode({ kind, secret, algorithm, digits, period, at }: Row): string {
  const moving = kind === 'hotp' ? `counter=${at}` : `period=${period}`
  const uri = `otpauth://${kind}/a?secret=${encodeBase32(secret)}&algorithm=${algorithm}&digits=${digits}&${moving}`
  const account = parseKeyUri(uri)
  if (isTimeBased(account)) return totpAt(account, at * 1000).code
  return hotp(account.secret, account.algorithm, account.digits, account.counter)
}

function compare(rows: readonly Row[], theirs: readonly string[]): void {
  expect(theirs).toHaveLength(rows.length)
  const different = rows.flatMap((row, i) => {
    const ours = ourCode(row)
    return ours === theirs[i] ? [] : [{ ...row, secret: hex(row.secret), ours, theirs: theirs[i], SEED }]
  })
  expect(different).toEqual([])
}

function oathtool(rows: readonly Row[]): Promise<string[]> {
  const commands = rows.map(({ kind, secret, algorithm, digits, period, at }) =>
    kind === 'hotp'
      ? `oathtool --hotp -d ${digits} -c ${at} ${hex(secret)}`
      : `oathtool --totp=${algorithm.toLowerCase()} -d ${digits} -s ${period}s --now @${at} ${hex(secret)}`
  )
  return linesFrom('sh', [], commands)
}

function python(rows: readonly Row[]): Promise<string[]> {
  const script = fileURLToPath(new URL('../../vectors/otp.py', import.meta.url))
  const lines = rows.map(({ kind, secret, algorithm, digits, period, at }) =>
    [kind, hex(secret), algorithm, digits, at, period].join(' ')
  )
  return linesFrom('python3', [script], lines)
}

async function linesFrom(
  program: string,
  args: readonly string[],
  input: readonly string[]
): Promise<string[]> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(`${input.join('\n')}\n`)
  return (await text(child.stdout)).trimEnd().split('\n')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
