/** What holds for each importer: its samples read as expected.json says, and nothing else is taken for its files. */
import { describe, expect, it } from 'vitest'
import { detect } from '../../../../src/core/transfer/detect.ts'
import type { Importer } from '../../../../src/core/transfer/importer.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { codeOf, readAll, sample, samplesOf, type Expected } from './samples.ts'

interface ExpectedHere extends Expected {
  readonly isEncrypted: boolean
  /** The code that reading it ends with. */
  readonly error?: string
}

/** Describes the importer by the samples in its folder, which is named as its format. */
export function describeSamples(importer: Importer): void {
  describe(`samples of ${importer.format}`, () => {
    const samples = samplesOf(importer.format) as readonly (readonly [string, ExpectedHere])[]

    it.each(samples)('tells %s by its content', (name, { isEncrypted }) => {
      const peek = new Peek(sample(importer.format, name))
      expect(importer.recognise(peek)).toEqual({ isEncrypted })
      expect(detect(peek)?.importer.format).toBe(importer.format)
    })

    it.each(samples.filter(([, { error }]) => error === undefined))(
      'reads every field of %s, and names what it cannot',
      async (name, { password, accounts, failed }) => {
        const found = accounts.length + failed.length
        const read = await readAll(importer, sample(importer.format, name), password)
        expect(read).toEqual({ found, accounts, failed })
      }
    )

    it.each(samples.filter(([, { error }]) => error !== undefined))(
      'refuses %s as a whole, saying why',
      async (name, { password, error }) => {
        expect(await codeOf(importer, sample(importer.format, name), password)).toBe(error)
      }
    )

    it.each(
      samples
        .filter(([, { error, isEncrypted }]) => error === undefined && isEncrypted)
        .map(([name]) => [name])
    )('asks for the password of %s, and tells a wrong one', async (name) => {
      const bytes = sample(importer.format, name)
      expect(await codeOf(importer, bytes, null)).toBe('password-needed')
      expect(await codeOf(importer, bytes, 'another password')).toBe('wrong-password')
    })

    it('doesn’t take a cut off file for one without accounts', async () => {
      for (const [name, { password, error }] of samples) {
        const bytes = sample(importer.format, name)
        if (error !== undefined || /otpauth:/u.test(bytes.toString('latin1'))) continue
        expect(await codeOf(importer, bytes.subarray(0, bytes.length / 2), password)).not.toBe('none')
      }
    })

    it.each(NOBODYS)('leaves %s alone', (_, bytes) => {
      expect(importer.recognise(new Peek(bytes))).toBeNull()
    })
  })
}

/** What could be taken for something by who looks too briefly. */
const NOBODYS: readonly (readonly [string, Buffer])[] = [
  ['an empty file', Buffer.alloc(0)],
  ['a note', Buffer.from('milk, eggs\notpauth is a scheme\n')],
  ['an empty object', Buffer.from('{}')],
  ['an empty list', Buffer.from('[]')],
  ['another JSON', Buffer.from('{"accounts":[{"name":"x"}],"tokens":1,"version":1}')],
  ['another list', Buffer.from('[{"name":"x","secret":"JBSWY3DPEHPK3PXP"}]')],
  [
    'another app’s preferences',
    Buffer.from('<?xml version="1.0"?><map><string name="tokenOrder">[]</string></map>')
  ],
  ['another XML', Buffer.from('<opml><head/></opml>')],
  ['an archive without files', Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')],
  ['an archive’s beginning', Buffer.from('504b0304140000000800', 'hex')],
  ['a plain list of Key URIs', Buffer.from('otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP&issuer=a\n')],
  ['a short base 64', Buffer.from('aGVsbG8gd29ybGQ=')],
  ['another serialised object', Buffer.from('aced00057372001a6a6176612e', 'hex')],
  ['random bytes', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919 + 13) % 251))]
]

/** The bytes with one bit changed. */
export function withFlippedBit(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  const index = at < 0 ? bytes.length + at : at
  changed[index] = (changed[index] ?? 0) ^ 1
  return changed
}
