import { describe, expect, it } from 'vitest'
import { lastpassImporter } from '../../../../src/core/transfer/importers/lastpass.ts'
import { describeSamples } from './reading-samples.ts'
import { changedJson, codeOf, sample } from './samples.ts'

describeSamples(lastpassImporter)

describe('a file of LastPass', () => {
  it('reads with an older version of its format', async () => {
    const older = changedJson(sample('lastpass', 'lastpass.json'), { version: 2 })
    expect(await codeOf(lastpassImporter, older, null)).toBe('none')
  })

  it('is refused with a version that is no number', async () => {
    const odd = changedJson(sample('lastpass', 'lastpass.json'), { version: 'new' })
    expect(await codeOf(lastpassImporter, odd, null)).toBe('unsupported-version')
  })
})
