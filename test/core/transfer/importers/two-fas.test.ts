import { describe, expect, it } from 'vitest'
import { twoFasImporter } from '../../../../src/core/transfer/importers/two-fas.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { changedJson, codeOf, flipped, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'Grüße 42'
const SEALED = sample('two-fas', 'encrypted-4.2fas')
const { servicesEncrypted, reference } = JSON.parse(SEALED.toString()) as Record<string, string>
const sealed = servicesEncrypted ?? ''
const [, salt = '', nonce = ''] = sealed.split(':')

describe('the importer of 2FAS', () => {
  it.each(samplesOf('two-fas'))(
    'reads every field of %s, and names what it cannot',
    async (name, expected) => {
      const bytes = sample('two-fas', name)
      const { password, accounts, failed } = expected
      expect(twoFasImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: password !== null })
      const found = accounts.length + failed.length
      expect(await readAll(twoFasImporter, bytes, password)).toEqual({ found, accounts, failed })
    }
  )

  it.each([
    ['another password', {}, 'other', 'wrong-password'],
    ['no password', {}, null, 'password-needed'],
    ['schema 5', { schemaVersion: 5 }, PASSWORD, 'unsupported-version'],
    ['schema 0', { schemaVersion: 0 }, PASSWORD, 'unsupported-version'],
    ['contents changed by a bit', { servicesEncrypted: flipped(sealed) }, PASSWORD, 'damaged-file'],
    ['the same with another password', { servicesEncrypted: flipped(sealed) }, 'other', 'wrong-password'],
    [
      'contents changed, and no reference to tell',
      { servicesEncrypted: flipped(sealed), reference: undefined },
      PASSWORD,
      'wrong-password'
    ],
    ['a changed reference alone', { reference: flipped(reference ?? '') }, PASSWORD, 'none'],
    ['two parts', { servicesEncrypted: sealed.slice(0, sealed.lastIndexOf(':')) }, PASSWORD, 'damaged-file'],
    ['no base 64', { servicesEncrypted: `*${sealed}` }, PASSWORD, 'damaged-file'],
    ['a short nonce', { servicesEncrypted: sealed.slice(0, -8) }, PASSWORD, 'damaged-file'],
    ['no ciphertext', { servicesEncrypted: `AAAA:${salt}:${nonce}` }, PASSWORD, 'damaged-file']
  ])('%s', async (_, changes, password, code) => {
    expect(await codeOf(twoFasImporter, changedJson(SEALED, changes), password)).toBe(code)
  })

  it('takes the counter of HOTP for 1 where none is written, as 2FAS does, and 5 characters for Steam', async () => {
    const service = (tokenType: string, otp: object): object => ({
      name: tokenType,
      secret: 'JBSWY3DPEHPK3PXP',
      otp: { tokenType, account: 'a', ...otp }
    })
    const services = [
      service('HOTP', { counter: null }),
      service('HOTP', { account: 'b' }),
      service('HOTP', { account: 'c', counter: 0 }),
      service('STEAM', { digits: 6 })
    ]
    const file = Buffer.from(JSON.stringify({ schemaVersion: 4, appOrigin: 'ios', services }))
    const { accounts, failed } = await readAll(twoFasImporter, file, null)
    expect(failed).toEqual([])
    expect(accounts).toMatchObject([
      { counter: 1 },
      { counter: 1 },
      { counter: 0 },
      { kind: 'steam', digits: 5 }
    ])
  })

  it.each([
    ['nothing', ''],
    ['a backup of Aegis', sample('aegis', 'plain-3.json').toString()],
    ['a schema version alone', '{"schemaVersion":4}'],
    ['a JSON cut off', SEALED.toString().slice(0, 300)]
  ])('does not take %s for its own', (_, text) => {
    expect(twoFasImporter.recognise(new Peek(Buffer.from(text)))).toBeNull()
  })
})
