import { expect, it } from 'vitest'
import { takeFreeLinks } from '../../../src/main/desktop/links.ts'

it('takes the links that nobody opens, and leaves those of another program with it', () => {
  const holders: Record<string, string> = { 'otpauth://': 'Another Authenticator' }
  const taken: string[] = []
  takeFreeLinks({
    getApplicationNameForProtocol: (url) => holders[url] ?? '',
    setAsDefaultProtocolClient: (scheme) => taken.push(scheme) > 0
  })
  expect(taken).toStrictEqual(['otpauth-migration'])
})
