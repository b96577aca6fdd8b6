import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRecoveryCode, parseRecoveryCode } from '../../../src/core/vault/recovery-code.ts'

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })

describe('recovery code', () => {
  it('is six groups of five without I, L, O and U', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(formatRecoveryCode(secret)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/)
      })
    )
  })

  it('gives back the 128 bits it was made of', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(parseRecoveryCode(formatRecoveryCode(secret))).toEqual(Buffer.from(secret))
      })
    )
  })

  it.each([
    ['lower case', (code: string) => code.toLowerCase()],
    ['spaces for dashes', (code: string) => ` ${code.replaceAll('-', ' ')}\n`],
    ['no dashes', (code: string) => code.replaceAll('-', '')],
    ['long dashes', (code: string) => code.replaceAll('-', '–')],
    ['O for 0', (code: string) => code.replaceAll('0', 'o')],
    ['I and l for 1', (code: string) => code.replace('1', 'I').replaceAll('1', 'l')],
    [
      'full-width letters',
      (code: string) => code.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    ]
  ])('is read with %s', (_, typed) => {
    for (let i = 0; i < 50; i++) {
      const secret = randomBytes(16)
      expect(parseRecoveryCode(typed(formatRecoveryCode(secret)))).toEqual(secret)
    }
  })

  it('notices every single wrong letter of a code (30 places × 31 letters)', () => {
    const code = formatRecoveryCode(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')).replaceAll(
      '-',
      ''
    )
    let accepted = 0
    for (let at = 0; at < code.length; at++) {
      for (const letter of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (
          letter !== code[at] &&
          parseRecoveryCode(code.slice(0, at) + letter + code.slice(at + 1)) !== null
        ) {
          accepted++
        }
      }
    }
    expect(accepted).toBe(0)
  })

  it.each(['', 'ABCDE', '0'.repeat(29), '0'.repeat(31), 'U'.repeat(30), '-'.repeat(30), '🔑'.repeat(15)])(
    'refuses %j',
    (typed) => {
      expect(parseRecoveryCode(typed)).toBeNull()
    }
  )
})
