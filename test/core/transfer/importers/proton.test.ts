import { describe, expect, it } from 'vitest'
import { protonImporter } from '../../../../src/core/transfer/importers/proton.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { changedJson, codeOf, flipped, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'proton ✓'
const SEALED = sample('proton', 'encrypted.json')
const { content = '', salt = '' } = JSON.parse(SEALED.toString()) as Record<string, string>

describe('the importer of Proton Authenticator', () => {
  it.each(samplesOf('proton'))(
    'reads every field of %s, and names what it cannot',
    async (name, expected) => {
      const bytes = sample('proton', name)
      const { password, accounts, failed } = expected
      expect(protonImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: password !== null })
      const found = accounts.length + failed.length
      expect(await readAll(protonImporter, bytes, password)).toEqual({ found, accounts, failed })
    }
  )

  it.each([
    ['another password', {}, 'other', 'wrong-password'],
    ['no password', {}, null, 'password-needed'],
    ['version 2', { version: 2 }, PASSWORD, 'unsupported-version'],
    // Nothing in the format tells it from a wrong password.
    ['contents changed by a bit', { content: flipped(content) }, PASSWORD, 'wrong-password'],
    ['contents that are no base 64', { content: `*${content}` }, PASSWORD, 'damaged-file'],
    ['no contents', { content: content.slice(0, 32) }, PASSWORD, 'damaged-file'],
    ['a short salt', { salt: salt.slice(0, 12) }, PASSWORD, 'damaged-file']
  ])('%s', async (_, changes, password, code) => {
    expect(await codeOf(protonImporter, changedJson(SEALED, changes), password)).toBe(code)
  })

  it('refuses a plain export of version 2', async () => {
    const bytes = changedJson(sample('proton', 'plain.json'), { version: 2 })
    expect(await codeOf(protonImporter, bytes, null)).toBe('unsupported-version')
  })

  it.each([
    ['nothing', ''],
    ['a list of entries of another kind', '{"version":1,"entries":[{"name":"a"}]}'],
    ['a backup of Aegis', sample('aegis', 'plain-3.json').toString()]
  ])('does not take %s for its own', (_, text) => {
    expect(protonImporter.recognise(new Peek(Buffer.from(text)))).toBeNull()
  })
})
