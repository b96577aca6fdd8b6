import { describe, expect, it } from 'vitest'
import { authenticatorCcImporter } from '../../../../src/core/transfer/importers/authenticator-cc.ts'
import { describeSamples } from './reading-samples.ts'
import { changedJson, readAll, sample, samplesOf } from './samples.ts'

describeSamples(authenticatorCcImporter)

describe('a file of authenticator.cc', () => {
  it('names an entry whose key isn’t in the file', async () => {
    const password = samplesOf('authenticator-cc').at(-1)?.[1].password ?? null
    const changed = changedJson(sample('authenticator-cc', 'whole-entries.json'), {
      '5c1b2f8e-0000-4000-8000-000000000002.keyId': 'key-2'
    })
    const { accounts, failed } = await readAll(authenticatorCcImporter, changed, password)
    expect(accounts).toHaveLength(7)
    expect(failed).toEqual([{ entry: 3, name: '', code: 'bad-field', field: 'keyId' }])
  })

  it('names an entry that another cipher sealed', async () => {
    const password = samplesOf('authenticator-cc').at(-1)?.[1].password ?? null
    const changed = changedJson(sample('authenticator-cc', 'whole-entries.json'), {
      '5c1b2f8e-0000-4000-8000-000000000000.data': 'gcm:AAECAwQF'
    })
    const { failed } = await readAll(authenticatorCcImporter, changed, password)
    expect(failed).toEqual([{ entry: 1, name: '', code: 'unsupported-parameters', field: 'cipher' }])
  })
})
