import { describe, expect, it } from 'vitest'
import {
  bitwardenAuthenticatorImporter,
  bitwardenCsvImporter,
  bitwardenImporter
} from '../../../../src/core/transfer/importers/bitwarden.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { changedJson, codeOf, flipped, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'Bitwärden'
const SEALED = sample('bitwarden', 'protected-pbkdf2-cheap.json')
const ARGON2 = sample('bitwarden', 'protected-argon2id-cheap.json')
const { data = '', encKeyValidation_DO_NOT_EDIT: validation = '' } = JSON.parse(SEALED.toString()) as Record<
  string,
  string
>
const IMPORTERS = [bitwardenImporter, bitwardenAuthenticatorImporter, bitwardenCsvImporter]

/** The sealed text with its ciphertext changed. */
function changed(sealed: string): string {
  const [iv = '', ciphertext = '', mac = ''] = sealed.split('|')
  return [iv, flipped(ciphertext), mac].join('|')
}

describe.each(IMPORTERS.map((importer) => [importer.format, importer] as const))(
  'the importer of %s',
  (format, importer) => {
    it.each(samplesOf(format))(
      'reads every field of %s, and names what it cannot',
      async (name, expected) => {
        const bytes = sample(format, name)
        const { password, accounts, failed } = expected
        expect(IMPORTERS.map((one) => one.recognise(new Peek(bytes)))).toEqual(
          IMPORTERS.map((one) => (one === importer ? { isEncrypted: password !== null } : null))
        )
        const found = accounts.length + failed.length
        expect(await readAll(importer, bytes, password)).toEqual({ found, accounts, failed })
      }
    )

    it.each([
      ['nothing', ''],
      ['a text', 'login_totp is a column'],
      ['another table', 'name,secret\na,b'],
      ['another list of items', '{"items":[{"name":"a"}]}'],
      ['a backup of Aegis', sample('aegis', 'plain-3.json').toString()]
    ])('does not take %s for its own', (_, text) => {
      expect(importer.recognise(new Peek(Buffer.from(text)))).toBeNull()
    })
  }
)

describe('a protected export of Bitwarden', () => {
  it.each([
    ['another password', {}, 'other', 'wrong-password'],
    ['no password', {}, null, 'password-needed'],
    ['contents changed by a bit', { data: changed(data) }, PASSWORD, 'damaged-file'],
    ['the same with another password', { data: changed(data) }, 'other', 'wrong-password'],
    [
      'contents changed, and nothing to validate the password by',
      { data: changed(data), encKeyValidation_DO_NOT_EDIT: undefined },
      PASSWORD,
      'wrong-password'
    ],
    ['a changed validation alone', { encKeyValidation_DO_NOT_EDIT: changed(validation) }, PASSWORD, 'none'],
    ['two parts', { data: data.slice(0, data.lastIndexOf('|')) }, PASSWORD, 'damaged-file'],
    ['no base 64', { data: data.replace('|', '|*') }, PASSWORD, 'damaged-file'],
    ['another cipher', { data: data.replace(/^2/u, '4') }, PASSWORD, 'unsupported-parameters'],
    ['another key derivation', { kdfType: 2 }, PASSWORD, 'unsupported-parameters'],
    ['11,000,000 iterations', { kdfIterations: 11_000_000 }, PASSWORD, 'unsupported-parameters'],
    ['no salt', { salt: undefined }, PASSWORD, 'damaged-file']
  ])('%s', async (_, changes, password, code) => {
    expect(await codeOf(bitwardenImporter, changedJson(SEALED, changes), password)).toBe(code)
  })

  it.each([
    ['another password', {}, 'other', 'wrong-password'],
    ['2 GiB of memory', { kdfMemory: 2048 }, PASSWORD, 'unsupported-parameters'],
    ['no number of lanes', { kdfParallelism: undefined }, PASSWORD, 'damaged-file']
  ])('by Argon2id: %s', async (_, changes, password, code) => {
    expect(await codeOf(bitwardenImporter, changedJson(ARGON2, changes), password)).toBe(code)
  })
})

describe('an export of Bitwarden', () => {
  it('that is restricted to its account is recognised, and said so', async () => {
    const file = { encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.a|b|c', folders: [], items: [] }
    const bytes = Buffer.from(JSON.stringify(file))
    expect(bitwardenImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: false })
    await expect(
      bitwardenImporter.read(new Peek(bytes), { password: null, onDeriving: () => undefined })
    ).rejects.toMatchObject({
      code: 'unsupported-parameters',
      got: 'one that is restricted to its Bitwarden account'
    })
  })

  it('as a table with a quote that is not closed is damaged', async () => {
    expect(await codeOf(bitwardenCsvImporter, Buffer.from('name,login_totp\n"a,b'), null)).toBe(
      'damaged-file'
    )
  })
})
