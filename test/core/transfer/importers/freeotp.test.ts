import { describe, expect, it } from 'vitest'
import { freeotpImporter } from '../../../../src/core/transfer/importers/freeotp.ts'
import { describeSamples } from './reading-samples.ts'
import { codeOf, sample } from './samples.ts'

describeSamples(freeotpImporter)

describe('a damaged file of FreeOTP 1', () => {
  const whole = sample('freeotp', 'tokens.xml')

  it.each([
    ['a cut off end', whole.subarray(0, -20), 'damaged-file'],
    ['an entity of its own', Buffer.from(`<!DOCTYPE map [<!ENTITY a "b">]>${String(whole)}`), 'damaged-file'],
    ['40 levels', Buffer.from(`<map>${'<a>'.repeat(40)}"issuerExt":`), 'too-large']
  ])('is refused with %s', async (_, bytes, code) => {
    expect(await codeOf(freeotpImporter, bytes, null)).toBe(code)
  })
})
