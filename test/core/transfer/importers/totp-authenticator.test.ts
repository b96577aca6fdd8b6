import { describe, expect, it } from 'vitest'
import { totpAuthenticatorImporter } from '../../../../src/core/transfer/importers/totp-authenticator.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { describeSamples, withFlippedBit } from './reading-samples.ts'
import { codeOf, sample, samplesOf } from './samples.ts'

describeSamples(totpAuthenticatorImporter)

describe('a damaged file of TOTP Authenticator', () => {
  const [name = '', { password } = { password: null }] = samplesOf('totp-authenticator')[0] ?? []
  const ciphertext = Buffer.from(String(sample('totp-authenticator', name)), 'base64')

  function fileOf(bytes: Buffer): Buffer {
    return Buffer.from(bytes.toString('base64'))
  }

  it('is refused with a changed bit in its middle', async () => {
    const changed = fileOf(withFlippedBit(ciphertext, 200))
    expect(await codeOf(totpAuthenticatorImporter, changed, password)).toBe('damaged-file')
  })

  it('is called a wrong password with a changed last block: CBC can’t tell the two apart', async () => {
    const changed = fileOf(withFlippedBit(ciphertext, -1))
    expect(await codeOf(totpAuthenticatorImporter, changed, password)).toBe('wrong-password')
  })

  it('isn’t recognised in base 64 of OpenSSL’s or of other lengths', () => {
    const openssl = fileOf(Buffer.concat([Buffer.from('Salted__'), ciphertext.subarray(8)]))
    expect(totpAuthenticatorImporter.recognise(new Peek(openssl))).toBeNull()
    const cut = fileOf(ciphertext.subarray(0, -1))
    expect(totpAuthenticatorImporter.recognise(new Peek(cut))).toBeNull()
  })
})
