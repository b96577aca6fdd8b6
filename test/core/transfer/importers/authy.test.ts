import { describe, expect, it } from 'vitest'
import { authyImporter } from '../../../../src/core/transfer/importers/authy.ts'
import { describeSamples } from './reading-samples.ts'
import { codeOf, sample } from './samples.ts'

describeSamples(authyImporter)

describe('a damaged file of Authy', () => {
  it('is refused with a cut off end', async () => {
    const cut = sample('authy', 'plain.xml').subarray(0, -10)
    expect(await codeOf(authyImporter, cut, null)).toBe('damaged-file')
  })
})
