import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { andotpImporter } from '../../../../src/core/transfer/importers/andotp.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { readExport } from '../../../../src/core/transfer/read-export.ts'
import { TransferError } from '../../../../src/core/transfer/transfer-error.ts'
import { seeded } from '../../../seeded.ts'
import { codeOf, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'andOTP ✓'
const CHEAP = sample('andotp', 'encrypted-cheap.json.aes')
const OLD = sample('andotp', 'encrypted-old.json.aes')

/** The bytes with the first number, the iterations of the new form, replaced. */
function withIterations(iterations: number): Buffer {
  const bytes = Buffer.from(CHEAP)
  bytes.writeUInt32BE(iterations)
  return bytes
}

function withFlippedBit(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

function randomBytes(length: number, seed: number): Buffer {
  const next = seeded(seed)
  return Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)))
}

describe('the importer of andOTP', () => {
  it('takes 5 characters for Steam, whatever is written', async () => {
    const entry = {
      secret: 'JBSWY3DPEHPK3PXP',
      issuer: 'Steam',
      label: 'me',
      type: 'STEAM',
      digits: 6,
      tags: []
    }
    const { accounts } = await readAll(andotpImporter, Buffer.from(JSON.stringify([entry])), null)
    expect(accounts).toMatchObject([{ kind: 'steam', digits: 5 }])
  })

  it.each(samplesOf('andotp'))(
    'reads every field of %s, and names what it cannot',
    async (name, expected) => {
      const bytes = sample('andotp', name)
      const { password, accounts, failed } = expected
      const isUnmarked = name === 'encrypted-old.json.aes'
      expect(andotpImporter.recognise(new Peek(bytes, name))).toEqual({ isEncrypted: password !== null })
      expect(andotpImporter.recognise(new Peek(bytes))).toEqual({
        isEncrypted: password !== null,
        ...(isUnmarked ? { isUnmarked } : {})
      })
      const found = accounts.length + failed.length
      expect(await readAll(andotpImporter, bytes, password)).toEqual({ found, accounts, failed })
    }
  )

  it.each([
    ['another password', CHEAP, 'other', 'wrong-password'],
    ['another password of an old backup', OLD, 'other', 'wrong-password'],
    ['no password', CHEAP, null, 'password-needed'],
    ['no password of an old backup', OLD, null, 'password-needed'],
    ['20,000,000 iterations', withIterations(20_000_000), PASSWORD, 'unsupported-parameters'],
    // Nothing in the format tells it from a wrong password.
    ['a changed bit', withFlippedBit(CHEAP, 100), PASSWORD, 'wrong-password'],
    ['a cut off end', CHEAP.subarray(0, -1), PASSWORD, 'wrong-password'],
    ['random bytes', randomBytes(600, 1), PASSWORD, 'wrong-password']
  ])('%s', async (_, bytes, password, code) => {
    expect(await codeOf(andotpImporter, bytes, password)).toBe(code)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['39 random bytes', randomBytes(39, 2)],
    ['zeros', Buffer.alloc(1000)],
    ['a text', Buffer.from('hello '.repeat(20))],
    ['an empty list', Buffer.from('[]')],
    ['a list of others', Buffer.from('[{"secret":"AAAA","account":"a","kind":"TOTP"}]')],
    ['a backup of Aegis', sample('aegis', 'plain-3.json')],
    ['a compressed file', gzipSync(randomBytes(1000, 3))],
    ['a zip', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(1000, 4)])],
    ['a program', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(200), randomBytes(300, 5)])],
    ['UTF-16', Buffer.from('a text of UTF-16, a text of UTF-16, a text of UTF-16', 'utf16le').subarray(1)]
  ])('does not take %s for its own', (_, bytes) => {
    expect(andotpImporter.recognise(new Peek(bytes))).toBeNull()
  })

  it('takes any of 1,000 ciphertexts of 70 to 4,000 bytes for what could be one, and asks of one at most', () => {
    const next = seeded(6)
    let asked = 0
    for (let round = 0; round < 1000; round++) {
      const bytes = randomBytes(70 + Math.floor(next() ** 4 * 3930), round)
      const recognition = andotpImporter.recognise(new Peek(bytes))
      expect(recognition?.isEncrypted).toBe(true)
      if (recognition?.isUnmarked !== true) asked++
    }
    expect(asked).toBeLessThanOrEqual(1)
  })

  it.each([
    ['random bytes without a password', randomBytes(600, 1), {}, 'not-an-export'],
    ['random bytes with one', randomBytes(600, 1), { password: PASSWORD }, 'not-an-export'],
    ['an old backup without a password', OLD, {}, 'not-an-export'],
    ['an old backup with another', OLD, { password: 'other' }, 'not-an-export'],
    ['an old backup with its password', OLD, { password: PASSWORD }, 'none'],
    ['an old backup that is named .aes', OLD, { name: 'otp.JSON.AES' }, 'password-needed'],
    ['one that is named after andOTP', OLD, { name: 'AndOTP.bin' }, 'password-needed'],
    ['one that is named otp_accounts', OLD, { name: 'otp_accounts', password: 'other' }, 'wrong-password'],
    ['one of which the user says so', OLD, { from: 'andotp' as const }, 'password-needed'],
    ['a new backup of any name', CHEAP, { name: 'x' }, 'password-needed'],
    ['a new backup with another password', CHEAP, { password: 'other' }, 'wrong-password'],
    [
      '20,000,000 iterations in a file so named',
      withIterations(20_000_000),
      { name: 'x.aes', password: PASSWORD },
      'unsupported-parameters'
    ]
  ])('%s: %#', async (_, bytes, { password, ...reading }: Given, code) => {
    const secret = password === undefined ? null : Buffer.from(password)
    const outcome = readExport(bytes, { name: '', ...reading, password: secret }).then(
      () => 'none',
      (error: unknown) => (error instanceof TransferError ? error.code : String(error))
    )
    expect(await outcome).toBe(code)
  })
})

interface Given {
  readonly name?: string
  readonly password?: string
  readonly from?: 'andotp'
}
