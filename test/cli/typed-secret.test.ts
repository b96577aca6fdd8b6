/** A site that shows a secret and no link: `zeroskew add --issuer … --label …`, beside oathtool's codes. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { looksLikeSecret } from '../../src/cli/typed-secret.ts'
import { describeWith } from '../real-parts.ts'
import { makeVault, run, type Home } from './run.ts'

const AS_SHOWN = 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq'
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('looksLikeSecret', () => {
  it.each([AS_SHOWN, SECRET, `${SECRET}\n`, 'GEZD-GNBV', 'JBSWY3DPEB3W64TMMQ======'])('knows %j', (text) => {
    expect(looksLikeSecret(text)).toBe(true)
  })

  it.each(['', 'no link', 'otpauth://totp/a?secret=GEZDGNBV', 'GEZDGNB1', `${SECRET}\n${SECRET}`])(
    'leaves %j alone',
    (text) => {
      expect(looksLikeSecret(text)).toBe(false)
    }
  )
})

describe('a bare secret', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault([])
  })
  afterAll(() => home.remove())

  it.each([
    [['add'], AS_SHOWN, 'zeroskew add --issuer SITE'],
    [['add', SECRET], '', 'zeroskew add --issuer SITE'],
    [['add', '--issuer', 'X', SECRET], '', 'standard input'],
    [['add', '--digits', '8'], AS_SHOWN, '--issuer, --label or both'],
    [['add', '--issuer', ' '], AS_SHOWN, '--issuer, --label or both'],
    [['add', '--issuer', 'X', '--digits', 'six'], AS_SHOWN, 'digits'],
    [['add', '--issuer', 'X', '--digits', '11'], AS_SHOWN, 'digits'],
    [['add', '--issuer', 'X', '--period', '0'], AS_SHOWN, 'period'],
    [['add', '--issuer', 'X', '--algorithm', 'SHA3'], AS_SHOWN, 'SHA1, SHA256, SHA512'],
    [['add', '--issuer', 'X'], AS_SHOWN.replace('g', '1'), 'secret'],
    [['add', '--issuer', 'X'], '', 'secret']
  ])(
    '%j is refused with 2, and the sentence names what is missing but no secret',
    async (args, input, words) => {
      const before = readFileSync(home.vaultFile)
      const { code, stdout, stderr } = await home.run(args, { input })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(words)
      expect(stderr.toUpperCase().replaceAll(' ', '')).not.toContain(SECRET.slice(8, 24))
      expect(readFileSync(home.vaultFile)).toEqual(before)
    }
  )

  it('needs a vault first', async () => {
    const { code, stderr } = await run(['add', '--issuer', 'X', '--home', '/nonexistent'], {
      input: AS_SHOWN
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('zeroskew vault init')])
  })
})

describeWith(['oathtool'], 'codes of a bare secret', () => {
  it.each([
    ['as it is shown, 6 digits, 30 s', [], ['--totp']],
    [
      '8 digits, SHA-256, 60 s',
      ['--digits', '8', '--algorithm', 'sha-256', '--period', '60'],
      ['--totp=sha256', '-d8', '-s60']
    ]
  ])('%s', async (_, given, theirs) => {
    const home = await makeVault([])
    try {
      const added = await home.run(['add', '--issuer', 'GitHub', '--label', 'me', ...given], {
        input: AS_SHOWN
      })
      expect([added.code, added.stdout]).toEqual([0, 'Added: GitHub: me\n'])
      const { stdout } = await home.run(['code', 'github', '--at', '1111111109'])
      const now = ['--now', '2005-03-18 01:58:29 UTC']
      expect(stdout).toBe(execFileSync('oathtool', [...theirs, ...now, '-b', SECRET], { encoding: 'utf8' }))
    } finally {
      home.remove()
    }
  })
})
