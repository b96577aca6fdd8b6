import { describe, expect, it } from 'vitest'
import { stratumImporter } from '../../../../src/core/transfer/importers/stratum.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { codeOf, readAll, sample, samplesOf } from './samples.ts'

const PASSWORD = 'strätum'
const STRONG = sample('stratum', 'strong.stratum')
const LEGACY = sample('stratum', 'legacy.authpro')

function withFlippedBit(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

describe('the importer of Stratum', () => {
  it.each(samplesOf('stratum'))(
    'reads every field of %s, and names what it cannot',
    async (name, expected) => {
      const bytes = sample('stratum', name)
      const { password, accounts, failed } = expected
      expect(stratumImporter.recognise(new Peek(bytes))).toEqual({ isEncrypted: password !== null })
      const found = accounts.length + failed.length
      expect(await readAll(stratumImporter, bytes, password)).toEqual({ found, accounts, failed })
    }
  )

  it.each([
    ['another password', STRONG, 'other', 'wrong-password'],
    ['another password of a legacy backup', LEGACY, 'other', 'wrong-password'],
    ['no password', STRONG, null, 'password-needed'],
    ['no password of a legacy backup', LEGACY, null, 'password-needed'],
    // Nothing in either form tells these from a wrong password.
    ['a changed bit', withFlippedBit(STRONG, 100), PASSWORD, 'wrong-password'],
    [
      'a changed end of a legacy backup',
      withFlippedBit(LEGACY, LEGACY.length - 1),
      PASSWORD,
      'wrong-password'
    ],
    ['a mark alone', STRONG.subarray(0, 16), PASSWORD, 'damaged-file'],
    ['no contents', STRONG.subarray(0, 60), PASSWORD, 'damaged-file'],
    ['no contents of a legacy backup', LEGACY.subarray(0, 52), PASSWORD, 'damaged-file'],
    ['a legacy backup that lacks its last byte', LEGACY.subarray(0, -1), PASSWORD, 'damaged-file']
  ])('%s', async (_, bytes, password, code) => {
    expect(await codeOf(stratumImporter, bytes, password)).toBe(code)
  })

  it.each([
    ['nothing', ''],
    ['another mark', 'AUTHENTICATORPLUS and more'],
    ['a backup of Aegis', sample('aegis', 'plain-3.json').toString()],
    ['fields in lower case', '{"authenticators":[]}']
  ])('does not take %s for its own', (_, text) => {
    expect(stratumImporter.recognise(new Peek(Buffer.from(text)))).toBeNull()
  })
})
