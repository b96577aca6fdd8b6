import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hotp } from '../../../src/core/otp/hotp.ts'

const SECRET = createSecretKey(Buffer.from('12345678901234567890'))

/** RFC 4226 App. D. */
const VECTORS = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489'
].map((code, counter) => [counter, code] as const)

describe('hotp', () => {
  it.each(VECTORS)('gives for counter %i %s (RFC 4226 App. D)', (counter, code) => {
    expect(hotp(SECRET, 'SHA1', 6, counter)).toBe(code)
    expect(hotp(SECRET, 'SHA1', 6, BigInt(counter))).toBe(code)
  })

  it('gives the whole 31 bits with 10 digits: 1284755224 for counter 0 (RFC 4226 App. D)', () => {
    expect(hotp(SECRET, 'SHA1', 10, 0)).toBe('1284755224')
    expect(hotp(SECRET, 'SHA1', 10, 1)).toBe('1094287082')
    expect(hotp(SECRET, 'SHA1', 10, 2)).toBe('0137359152')
  })

  it('uses all 64 bits of the moving factor', () => {
    const codes = [0n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 63n, 2n ** 64n - 1n].map((it) =>
      hotp(SECRET, 'SHA1', 9, it)
    )
    expect(new Set(codes).size).toBe(5)
    expect(hotp(SECRET, 'SHA1', 9, Number.MAX_SAFE_INTEGER)).toBe(codes[2])
    expect(hotp(SECRET, 'SHA1', 9, 2 ** 32)).toBe(codes[1])
  })

  it.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, -1n, 2n ** 64n])(
    'refuses the moving factor %s',
    (movingFactor) => {
      expect(() => hotp(SECRET, 'SHA1', 6, movingFactor)).toThrow(RangeError)
    }
  )
})
