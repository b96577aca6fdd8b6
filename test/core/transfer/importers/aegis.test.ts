import { describe, expect, it } from 'vitest'
import { aegisImporter } from '../../../../src/core/transfer/importers/aegis.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { changedJson, codeOf, flipped, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'correct horse'
const SEALED = sample('aegis', 'encrypted-several-slots-second.json')

interface SealedFile {
  readonly db: string
  readonly header: {
    readonly slots: readonly { readonly key: string; readonly salt: string }[]
    readonly params: { readonly tag: string }
  }
}
const { db, header } = JSON.parse(SEALED.toString()) as SealedFile

describe('the importer of Aegis', () => {
  it.each(samplesOf('aegis'))('reads every field of %s, and names what it cannot', async (name, expected) => {
    const bytes = sample('aegis', name)
    const { password, accounts, failed } = expected
    expect(aegisImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: password !== null })
    const found = accounts.length + failed.length
    expect(await readAll(aegisImporter, bytes, password)).toEqual({ found, accounts, failed })
  })

  it.each([
    ['another password', {}, 'correct mare', 'wrong-password'],
    ['no password', {}, null, 'password-needed'],
    ['file version 2', { version: 2 }, PASSWORD, 'unsupported-version'],
    ['a slot that wants N = 2^21', { 'header.slots.2.n': 2 ** 21 }, PASSWORD, 'unsupported-parameters'],
    ['a slot that wants N = 1,000', { 'header.slots.2.n': 1000 }, PASSWORD, 'unsupported-parameters'],
    ['a slot that wants r = 17', { 'header.slots.2.r': 17 }, PASSWORD, 'unsupported-parameters'],
    ['contents changed by a bit', { db: flipped(db) }, PASSWORD, 'damaged-file'],
    ['contents cut off', { db: db.slice(0, 400) }, PASSWORD, 'damaged-file'],
    ['contents that are no base 64', { db: `${db.slice(0, 40)}!${db.slice(40)}` }, PASSWORD, 'damaged-file'],
    ['a changed tag', { 'header.params.tag': flipped(header.params.tag) }, PASSWORD, 'damaged-file'],
    ['a short tag', { 'header.params.tag': header.params.tag.slice(0, 8) }, PASSWORD, 'damaged-file'],
    ['a slot without salt', { 'header.slots.2.salt': undefined }, PASSWORD, 'damaged-file'],
    ['no slots', { 'header.slots': [] }, PASSWORD, 'damaged-file'],
    [
      'a biometric slot alone',
      { 'header.slots': header.slots.slice(0, 1) },
      PASSWORD,
      'unsupported-parameters'
    ],
    ['9 password slots', { 'header.slots': Array(9).fill(header.slots[1]) }, PASSWORD, 'too-large']
  ])('%s', async (_, changes, password, code) => {
    expect(await codeOf(aegisImporter, changedJson(SEALED, changes), password)).toBe(code)
  })

  it('opens by a slot that is whole though another one is damaged', async () => {
    expect(await codeOf(aegisImporter, changedJson(SEALED, { 'header.slots.1.salt': 'xy' }), PASSWORD)).toBe(
      'none'
    )
  })

  it.each([
    ['contents of version 4', { 'db.version': 4 }, 'unsupported-version'],
    ['contents without a version', { 'db.version': undefined }, 'damaged-file'],
    ['no list of entries', { 'db.entries': {} }, 'damaged-file'],
    ['10,001 entries', { 'db.entries': Array(10_001).fill(null) }, 'too-large']
  ])('refuses %s', async (_, changes, code) => {
    expect(await codeOf(aegisImporter, changedJson(sample('aegis', 'plain-3.json'), changes), null)).toBe(
      code
    )
  })

  it.each([
    ['nothing', ''],
    ['a text', 'otpauth://totp/a?secret=AAAA'],
    ['another JSON', '{"version":1,"entries":[]}'],
    ['a list', '[{"version":1,"header":{},"db":{}}]'],
    ['a JSON cut off', sample('aegis', 'plain-3.json').toString().slice(0, 300)]
  ])('does not take %s for its own', (_, text) => {
    expect(aegisImporter.recognise(new Peek(Buffer.from(text)))).toBeNull()
  })

  it('refuses JSON that is deeper than anybody writes', () => {
    const deep = new Peek(Buffer.from(`${'['.repeat(200)}${']'.repeat(200)}`))
    expect(() => aegisImporter.recognise(deep)).toThrow(expect.objectContaining({ code: 'too-large' }))
  })
})
