import { describe, expect, it } from 'vitest'
import { accountFrom, type AccountFields } from '../../../src/core/otp/account-fields.ts'
import { KeyUriError } from '../../../src/core/otp/key-uri-error.ts'
import { isTimeBased } from '../../../src/core/otp/account.ts'
import { decodeBase32, encodeBase32 } from '../../../src/core/otp/base32.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'

/** Aegis' own vectors, which it has from Yandex.Key. */
const VECTORS = [
  {
    pin: '5239',
    secret: '6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY',
    unixS: 1_641_559_648,
    code: 'umozdicq'
  },
  {
    pin: '7586',
    secret: 'LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI',
    unixS: 1_581_064_020,
    code: 'oactmacq'
  }
] as const

const FIELDS: AccountFields = {
  kind: 'yandex',
  issuer: 'Yandex',
  label: 'alice',
  secretBase32: VECTORS[0].secret,
  pin: VECTORS[0].pin,
  algorithm: 'SHA256',
  digits: 8,
  period: 30,
  counter: 0
}

describe('Yandex', () => {
  it.each(VECTORS)('gives $code at $unixS s', ({ pin, secret, unixS, code }) => {
    const account = accountFrom({ ...FIELDS, pin, secretBase32: secret })
    if (!isTimeBased(account)) throw new Error('expected a time-based account')
    expect(totpAt(account, unixS * 1000).code).toBe(code)
  })

  it('keeps the 16 bytes that codes are made from, so that both forms of a secret are one account', () => {
    const shown = decodeBase32(VECTORS[0].secret)
    const short = accountFrom({ ...FIELDS, secretBase32: encodeBase32(shown.subarray(0, 16)) })
    expect(shown).toHaveLength(26)
    expect(accountFrom(FIELDS).secret.equals(short.secret)).toBe(true)
  })

  it('finds every single wrong bit of a shown secret', () => {
    const shown = decodeBase32(VECTORS[0].secret)
    for (let bit = 0; bit < 8 * shown.length; bit++) {
      const wrong = Buffer.from(shown)
      wrong[bit >>> 3] = (wrong[bit >>> 3] ?? 0) ^ (0x80 >>> (bit & 7))
      expect(() => accountFrom({ ...FIELDS, secretBytes: wrong }), `bit ${bit}`).toThrow(KeyUriError)
    }
  })

  it.each<[string, Partial<AccountFields>, string]>([
    ['3 digits of pin', { pin: '523' }, 'pin'],
    ['17 digits of pin', { pin: '5'.repeat(17) }, 'pin'],
    ['a pin of letters', { pin: 'abcd' }, 'pin'],
    ['a pin of 5 digits where the secret says 4', { pin: '52390' }, 'pin'],
    ['a secret of 20 bytes', { secretBytes: new Uint8Array(20) }, 'secret'],
    ['6 digits', { digits: 6 }, 'digits'],
    ['a period of 60 s', { period: 60 }, 'period']
  ])('refuses %s', (_name, wrong, field) => {
    expect(() => accountFrom({ ...FIELDS, ...wrong })).toThrow(
      expect.objectContaining({ name: 'KeyUriError', code: 'bad-field', field }) as KeyUriError
    )
  })
})
