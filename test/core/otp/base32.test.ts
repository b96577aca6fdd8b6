import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Base32Error,
  decodeBase32,
  encodeBase32,
  type Base32ErrorCode
} from '../../../src/core/otp/base32.ts'

/** RFC 4648 §10. */
const VECTORS: readonly (readonly [text: string, base32: string])[] = [
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======']
]

describe('encodeBase32', () => {
  it.each([['', ''] as const, ...VECTORS])('writes "%s" as "%s" (RFC 4648 §10)', (text, base32) => {
    expect(encodeBase32(Buffer.from(text))).toBe(base32)
  })
})

describe('decodeBase32', () => {
  it.each(VECTORS)('reads "%s" from "%s" (RFC 4648 §10)', (text, base32) => {
    expect(decodeBase32(base32).toString()).toBe(text)
  })

  it.each([
    ['without padding', 'MZXW6YTBOI'],
    ['in lower case', 'mzxw6ytboi======'],
    ['in mixed case', 'MzXw6yTbOi'],
    ['in groups of four', 'mzxw 6ytb oi'],
    ['with dashes', 'MZXW-6YTB-OI======'],
    ['with spaces around and spaces that do not break', ' MZXW\u00a06YTB\u00a0OI '],
    ['with spaces in the padding', 'MZXW6YTBOI == == =='],
    ['with bits left over that are not zero (RFC 4648 §3.5)', 'MZXW6YTBOL']
  ])('reads "foobar" %s', (_, base32) => {
    expect(decodeBase32(base32).toString()).toBe('foobar')
  })

  it.each<[condition: string, text: string, code: Base32ErrorCode]>([
    ['nothing', '', 'empty'],
    ['spaces and dashes only', ' -- ', 'empty'],
    ['padding only', '========', 'empty'],
    ['1 character', 'M', 'bad-length'],
    ['3 characters', 'MZX', 'bad-length'],
    ['6 characters', 'MZXW6Y', 'bad-length'],
    ['9 characters', 'MZXW6YTBM', 'bad-length'],
    ['padding inside', 'MY======MZXW6YTB', 'bad-padding'],
    ['padding in front', '=MY', 'bad-padding'],
    ['too little padding', 'MY=====', 'bad-padding'],
    ['too much padding', 'MY=======', 'bad-padding'],
    ['padding after a whole group', 'MZXW6YTB=', 'bad-padding'],
    ['0, which looks like O', 'MZXW0YTB', 'bad-character'],
    ['1, which looks like I', 'MZXW1YTB', 'bad-character'],
    ['8, which looks like B', 'MZXW8YTB', 'bad-character'],
    ['9', 'MZXW9YTB', 'bad-character'],
    ['a line end', 'MZXW\n6YTB', 'bad-character'],
    ['a long s, which toUpperCase makes an S', 'MZXWſYTB', 'bad-character'],
    ['a dotless i, which toUpperCase makes an I', 'MZXWıYTB', 'bad-character'],
    ['full-width letters', 'ＭＺＸＷ６ＹＴＢ', 'bad-character']
  ])('refuses %s', (_, text, code) => {
    const error = thrownBy(() => decodeBase32(text))
    expect(error).toBeInstanceOf(Base32Error)
    expect(error).toMatchObject({ code })
  })

  it('refuses each of the other 63 printable ASCII characters and never shows it', () => {
    const taken = /[A-Za-z2-7 =-]/u
    const others = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
      (c) => !taken.test(c)
    )
    expect(others).toHaveLength(95 - 26 - 26 - 6 - 3)
    for (const other of others) {
      expect(thrownBy(() => decodeBase32(`QQQQ${other}QQQ`))).toMatchObject({
        code: 'bad-character',
        message: 'expected A–Z and 2–7, got another character at position 5'
      })
    }
  })

  it('gives a buffer over memory of its own, which can be wiped', () => {
    const bytes = decodeBase32('MZXW6YTBOI')
    expect(bytes.buffer.byteLength).toBe(6)
    expect(bytes.byteOffset).toBe(0)
  })

  it('reads back what encodeBase32 writes, 1,000 random byte strings, with and without padding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const text = encodeBase32(bytes)
        expect(decodeBase32(text)).toEqual(Buffer.from(bytes))
        expect(decodeBase32(text.replaceAll('=', '').toLowerCase())).toEqual(Buffer.from(bytes))
      }),
      { numRuns: 1000 }
    )
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('expected an error, got none')
}
