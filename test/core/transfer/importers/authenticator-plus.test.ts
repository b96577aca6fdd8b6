import { describe, expect, it } from 'vitest'
import { authenticatorPlusImporter } from '../../../../src/core/transfer/importers/authenticator-plus.ts'
import { describeSamples, withFlippedBit } from './reading-samples.ts'
import { codeOf, sample, samplesOf } from './samples.ts'

describeSamples(authenticatorPlusImporter)

describe('a damaged archive of Authenticator Plus', () => {
  it('is refused with a changed bit of the ciphertext', async () => {
    const [name = '', { password } = { password: null }] = samplesOf('authenticator-plus')[0] ?? []
    const whole = sample('authenticator-plus', name)
    expect(await codeOf(authenticatorPlusImporter, withFlippedBit(whole, 200), password)).toBe('damaged-file')
  })
})
