import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keepassImporter } from '../../../../src/core/transfer/importers/keepass.ts'
import { readKdbxHeader } from '../../../../src/core/transfer/kdbx-header.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { describeSamples, withFlippedBit } from './reading-samples.ts'
import { codeOf, sample, samplesOf } from './samples.ts'

describeSamples(keepassImporter)

const WHOLE = sample('keepass', 'aes-aeskdf.kdbx')
const PASSWORD = samplesOf('keepass')[0]?.[1].password ?? null

describe('a damaged KeePass database', () => {
  const { length } = readKdbxHeader(WHOLE)

  /** The header with the hash that goes with it, as somebody would write who forges one. */
  function withVersion(minor: number, major: number): Buffer {
    const changed = Buffer.from(WHOLE)
    changed.writeUInt16LE(minor, 8)
    changed.writeUInt16LE(major, 10)
    createHash('sha256').update(changed.subarray(0, length)).digest().copy(changed, length)
    return changed
  }

  it.each([
    ['a changed bit of its header', withFlippedBit(WHOLE, 50), 'damaged-file'],
    ['a changed bit of the header’s hash', withFlippedBit(WHOLE, length), 'damaged-file'],
    ['a changed bit of a block', withFlippedBit(WHOLE, length + 3000), 'damaged-file'],
    ['a changed bit at its end', withFlippedBit(WHOLE, -1), 'damaged-file'],
    ['a cut off end', WHOLE.subarray(0, -1), 'damaged-file'],
    ['nothing but its header', WHOLE.subarray(0, length), 'damaged-file'],
    ['version 4.7', withVersion(7, 4), 'unsupported-version'],
    ['version 5', withVersion(0, 5), 'unsupported-version'],
    // The HMAC of the header is the first thing that the key opens.
    ['a changed bit of the header’s HMAC', withFlippedBit(WHOLE, length + 40), 'wrong-password']
  ])('is refused with %s', async (_, bytes, code) => {
    expect(await codeOf(keepassImporter, bytes, PASSWORD)).toBe(code)
  })

  it('says the cure for Twofish and for older versions', async () => {
    const help = { password: Buffer.from('x'), onDeriving: () => undefined }
    const twofish = keepassImporter.read(new Peek(sample('keepass', 'twofish.kdbx')), help)
    await expect(twofish).rejects.toMatchObject({ field: 'cipher', got: 'Twofish', expected: /choose/u })
    const old = keepassImporter.read(new Peek(sample('keepass', 'keepassxc-3.1.kdbx')), help)
    await expect(old).rejects.toMatchObject({ got: 'KDBX 3.1', expected: /settings/u })
  })

  it('is refused at every length of its header', () => {
    for (let cut = 12; cut < length; cut++) {
      expect(() => readKdbxHeader(WHOLE.subarray(0, cut))).toThrow(/header|kdf/u)
    }
  })
})
