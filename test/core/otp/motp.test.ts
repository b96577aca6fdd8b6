import { describe, expect, it } from 'vitest'
import type { KeyUriError } from '../../../src/core/otp/key-uri-error.ts'
import { accountFrom, type AccountFields } from '../../../src/core/otp/account-fields.ts'
import { isTimeBased, type NewAccount } from '../../../src/core/otp/account.ts'
import { locate, readCode } from '../../../src/core/clock/locate.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'

const FIELDS: AccountFields = {
  kind: 'motp',
  issuer: 'Old VPN',
  label: 'alice',
  secretHex: 'e3152afee62599c8',
  pin: '1234',
  algorithm: 'MD5',
  digits: 6,
  period: 10,
  counter: 0
}

function codeAt(account: NewAccount, unixS: number): string {
  if (!isTimeBased(account)) throw new Error('expected a time-based account')
  return totpAt(account, unixS * 1000).code
}

describe('mOTP', () => {
  it.each([
    [165_892_298, 'e7d8b6'],
    [123_456_789, '4ebfb2']
  ])('at %i s gives %s (the vectors of mOTP apps)', (unixS, code) => {
    expect(codeAt(accountFrom(FIELDS), unixS)).toBe(code)
  })

  it('keeps one code for 10 s', () => {
    const account = accountFrom(FIELDS)
    expect(codeAt(account, 165_892_290)).toBe('e7d8b6')
    expect(codeAt(account, 165_892_299.999)).toBe('e7d8b6')
    expect(codeAt(account, 165_892_300)).not.toBe('e7d8b6')
  })

  it('tells by its code how far two clocks are apart, in either case', () => {
    const account = accountFrom(FIELDS)
    if (!isTimeBased(account)) throw new Error('expected a time-based account')
    const code = readCode(account, 'E7D 8B6')
    expect([code, readCode(account, 'e7d8bg')]).toEqual(['e7d8b6', null])
    const { ranges } = locate(account, [{ code: code ?? '', enteredAtMs: 165_892_298_000 - 60_000 }])
    expect(ranges.some(({ lowMs, highMs }) => lowMs <= 60_000 && highMs >= 60_000)).toBe(true)
  })

  it.each<[string, Partial<AccountFields>, string]>([
    ['no pin', { pin: '' }, 'pin'],
    ['a pin of 65 characters', { pin: '1'.repeat(65) }, 'pin'],
    ['8 digits', { digits: 8 }, 'digits'],
    ['a period of 30 s', { period: 30 }, 'period'],
    ['half a byte', { secretHex: 'e3152' }, 'secret'],
    ['a secret that is no hexadecimal', { secretHex: 'e3152afee62599cx' }, 'secret'],
    ['an empty secret', { secretBytes: new Uint8Array() }, 'secret']
  ])('refuses %s', (_name, wrong, field) => {
    expect(() => accountFrom({ ...FIELDS, ...wrong })).toThrow(
      expect.objectContaining({ name: 'KeyUriError', code: 'bad-field', field }) as KeyUriError
    )
  })
})
