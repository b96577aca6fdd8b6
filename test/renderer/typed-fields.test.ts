import { describe, expect, it } from 'vitest'
import { pinFault, secretFault } from '../../src/renderer/state/typed-fields.ts'

describe('a typed account', () => {
  it.each([
    ['totp', 'gezd gnbv-GY3T QOJQ==', null],
    ['totp', 'GEZD0', 'not-base32'],
    ['yandex', 'ÄÖ', 'not-base32'],
    ['motp', 'e3152afee62599c8', null],
    ['motp', 'e3152xyz', 'not-hex'],
    ['steam', '', null]
  ] as const)('%s with the secret “%s”: %s', (kind, typed, fault) => {
    expect(secretFault(kind, typed)).toBe(fault)
  })

  it('takes a pin of digits alone for Yandex, and any for mOTP', () => {
    expect(pinFault('yandex', '12a4')).toBe('not-digits')
    expect(pinFault('yandex', '5239')).toBeNull()
    expect(pinFault('motp', '12a4')).toBeNull()
  })
})
