import { describe, expect, it } from 'vitest'
import { enteImporter } from '../../../../src/core/transfer/importers/ente.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { changedJson, codeOf, flipped, readAll, readBytes, sample, samplesOf } from './samples.ts'

const PASSWORD = 'ente ✓ pass'
const SEALED = sample('ente', 'encrypted-cheap.txt')
const { encryptedData = '', encryptionNonce = '' } = JSON.parse(SEALED.toString()) as Record<string, string>

describe('the importer of Ente', () => {
  it.each(samplesOf('ente'))('reads every field of %s, and names what it cannot', async (name, expected) => {
    const bytes = sample('ente', name)
    const { password, accounts, failed } = expected
    expect(enteImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: password !== null })
    const found = accounts.length + failed.length
    expect(await readAll(enteImporter, bytes, password)).toEqual({ found, accounts, failed })
  })

  it.each([
    ['another password', {}, 'other', 'wrong-password'],
    ['no password', {}, null, 'password-needed'],
    ['version 2', { version: 2 }, PASSWORD, 'unsupported-version'],
    ['2 GiB of memory', { 'kdfParams.memLimit': 2 ** 31 }, PASSWORD, 'unsupported-parameters'],
    ['no passes', { 'kdfParams.opsLimit': 0 }, PASSWORD, 'unsupported-parameters'],
    ['a million passes', { 'kdfParams.opsLimit': 1e6 }, PASSWORD, 'unsupported-parameters'],
    // Nothing in the stream tells it from a wrong password.
    ['contents changed by a bit', { encryptedData: flipped(encryptedData) }, PASSWORD, 'wrong-password'],
    ['contents that are no base 64', { encryptedData: `*${encryptedData}` }, PASSWORD, 'damaged-file'],
    ['no contents', { encryptedData: 'AAAA' }, PASSWORD, 'damaged-file'],
    ['a short header', { encryptionNonce: encryptionNonce.slice(4) }, PASSWORD, 'damaged-file'],
    ['no memory limit', { 'kdfParams.memLimit': null }, PASSWORD, 'damaged-file'],
    ['no salt', { 'kdfParams.salt': undefined }, PASSWORD, 'damaged-file']
  ])('%s', async (_, changes, password, code) => {
    expect(await codeOf(enteImporter, changedJson(SEALED, changes), password)).toBe(code)
  })

  it.each([
    ['no details', '', undefined],
    ['details', '&codeDisplay=%7B%22note%22%3A%22n%22%7D', undefined],
    ['details that are cut off', '&codeDisplay=%7B%22note%22', ['codeDisplay']],
    ['details that are no URL’s', '&codeDisplay=%7', ['codeDisplay']],
    ['details that are no object', '&codeDisplay=%5B%5D', ['codeDisplay']],
    [
      'details that are too deep',
      `&codeDisplay=${encodeURIComponent('['.repeat(40) + ']'.repeat(40))}`,
      ['codeDisplay']
    ],
    [
      'tags and a count of another kind',
      '&codeDisplay=%7B%22tags%22%3A1%2C%22tapCount%22%3A%22x%22%7D',
      ['tags', 'tapCount']
    ]
  ])('takes an account with %s, and tells what it came without', async (_, display, unread) => {
    const line = `otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP${display}`
    const { accounts, failed } = await readBytes(enteImporter, Buffer.from(line), null)
    expect(failed).toEqual([])
    expect(accounts.map((one) => one.unread)).toEqual([unread])
  })

  it.each([
    ['nothing', ''],
    ['Key URIs without its parameter', 'otpauth://totp/a?secret=AAAA'],
    ['a text that only speaks of it', 'codeDisplay= stands in the URIs'],
    ['a backup of Aegis', sample('aegis', 'encrypted-3.json').toString()]
  ])('does not take %s for its own', (_, text) => {
    expect(enteImporter.recognise(new Peek(Buffer.from(text)))).toBeNull()
  })
})
