import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor, sameCbor, type CborValue } from '../../../src/core/vault/cbor.ts'
import { decodeBase64, encodeBase64 } from '../../../src/core/vault/base64-bytes.ts'

const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.string(),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).map((fields) => new Map(Object.entries(fields)))
  )
}))

describe('CBOR', () => {
  it('comes back as it went in, 1,000 values', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(sameCbor(decodeCbor(encodeCbor(one)), one)).toBe(true)
      }),
      { numRuns: 1000 }
    )
  })

  it('gives byte strings as views on the decoded buffer, so that one wipe reaches all', () => {
    const encoded = encodeCbor(new Map([['secret', Buffer.alloc(20, 7)]]))
    const decoded = decodeCbor(encoded) as Map<string, Uint8Array>
    encoded.fill(0)
    expect(decoded.get('secret')).toEqual(Buffer.alloc(20))
  })

  it.each([
    ['a key twice', 'a2616101616102'],
    ['a key that is no text', 'a10102'],
    ['a nest of 17 arrays', '81'.repeat(17) + '00'],
    ['a nest of 60,000 arrays', '81'.repeat(60_000) + '00'],
    ['an indefinite length', '9f00ff'],
    ['a length beyond the end', '9affffffff'],
    ['a byte string beyond the end', '5affffffff'],
    ['more than one item', '0000'],
    ['nothing', ''],
    ['a tag', 'c000'],
    ['a length that isn’t the shortest', '1817']
  ])('refuses %s', (_, hex) => {
    expect(() => decodeCbor(Buffer.from(hex, 'hex'))).toThrow()
  })
})

describe('base 64 of bytes', () => {
  it("agrees with Node's for 0–99 bytes", () => {
    for (let length = 0; length < 100; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 89 + length) & 0xff))
      const text = encodeBase64(bytes)
      expect(text.toString('latin1')).toBe(bytes.toString('base64'))
      expect(decodeBase64(text, length)).toEqual(bytes)
    }
  })

  it.each(['QUJD\n', 'QUI', 'QUJ=', 'QU-D', 'QUJDRA==', '', 'QUK='])('refuses %j for two bytes', (text) => {
    expect(decodeBase64(Buffer.from(text), 2)).toBeNull()
  })
})
