import { describe, expect, it } from 'vitest'
import { raivoImporter } from '../../../../src/core/transfer/importers/raivo.ts'
import { describeSamples, withFlippedBit } from './reading-samples.ts'
import { codeOf, sample, samplesOf } from './samples.ts'

describeSamples(raivoImporter)

describe('a damaged archive of Raivo', () => {
  it('is refused with a changed bit of the ciphertext, as its authentication code tells', async () => {
    const [name = '', { password } = { password: null }] = samplesOf('raivo')[0] ?? []
    const whole = sample('raivo', name)
    expect(await codeOf(raivoImporter, withFlippedBit(whole, 200), password)).toBe('damaged-file')
  })
})
