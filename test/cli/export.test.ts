import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVault, run, type Home, type Outcome } from './run.ts'

const URIS = [
  'otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example',
  'otpauth://totp/VPN:bob?secret=JBSWY3DPEHPK3PXP&issuer=VPN&period=60',
  'otpauth://hotp/Bank:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=3',
  'otpauth://motp/Old:carol?secret=e3152afee62599c8&pin=1234'
]
let home: Home

beforeAll(async () => {
  home = await makeVault(URIS)
  writeFileSync(join(home.folder, 'file-password'), 'another word 9\n')
})
afterAll(() => home.remove())

const at = (name: string): string => join(home.folder, name)

async function exported(...args: string[]): Promise<Outcome> {
  return await home.run(['export', ...args])
}

describe('zeroskew export', () => {
  it('writes links in clear with a yes, for the owner alone, and says to delete them', async () => {
    const { code, stdout, stderr } = await exported(at('all.txt'), '--to', 'key-uri', '--yes')
    expect([code, stdout]).toEqual([0, `4 accounts written: ${at('all.txt')}\n`])
    expect(stderr).toContain('Delete it')
    expect(statSync(at('all.txt')).mode & 0o777).toBe(0o600)
    expect(readFileSync(at('all.txt'), 'utf8').split('\n')).toHaveLength(5)
  })

  it('overwrites nothing: exit code 2', async () => {
    writeFileSync(at('mine.txt'), 'mine')
    const { code, stderr } = await exported(at('mine.txt'), '--to', 'key-uri', '--yes')
    expect([code, readFileSync(at('mine.txt'), 'utf8')]).toEqual([2, 'mine'])
    expect(stderr).toContain('nothing is overwritten')
  })

  it('writes nothing in clear without a yes', async () => {
    const { code, stderr } = await exported(at('no.txt'), '--to', 'aegis')
    expect([code, existsSync(at('no.txt'))]).toEqual([2, false])
    expect(stderr).toContain('--yes')
    expect(stderr).toContain('4 accounts')
  })

  it('names what the format leaves out, and ends with 1', async () => {
    const { code, stdout, stderr } = await exported(
      at('codes.txt'),
      '--to',
      'google-migration',
      '--yes',
      '--json'
    )
    expect(code).toBe(1)
    expect(stderr).toContain('VPN: bob: left out (period)')
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'google-migration',
      isPlain: true,
      files: [at('codes.txt')],
      written: 2,
      losses: [
        { issuer: 'VPN', fields: ['account', 'period'] },
        { issuer: 'Old', fields: ['account', 'kind'] }
      ]
    })
  })

  it('writes pictures by the file’s ending, and refuses another', async () => {
    expect((await exported(at('qr.svg'), '--to', 'google-migration', '--yes', 'alice')).code).toBe(0)
    expect(readFileSync(at('qr.svg'), 'utf8')).toContain('<svg ')
    const { code, stderr } = await exported(at('qr.jpg'), '--to', 'google-migration', '--yes')
    expect([code, stderr]).toEqual([2, expect.stringContaining('.png')])
  })

  it('writes only what a search means, to a pipe', async () => {
    const { code, stdout } = await exported('-', '--to', 'key-uri', '--yes', 'alice', 'Old')
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 2])
    expect((await exported('-', '--to', 'key-uri', '--yes', 'nobody')).code).toBe(2)
  })

  it.each([
    [
      'aegis',
      'aegis is in clear and takes no password, so nothing was written. Did you mean aegis-encrypted?'
    ],
    ['2fas', '2fas is in clear and takes no password, so nothing was written. Did you mean 2fas-encrypted?'],
    ['key-uri', 'Leave --password-file away, or choose an encrypted format']
  ])('refuses a password for %s, which is in clear', async (format, sentence) => {
    const target = at(`password-for-${format}`)
    const password = ['--password-file', at('file-password')]
    const { code, stderr } = await exported(target, '--to', format, ...password, '--yes')
    expect([code, stderr, existsSync(target)]).toEqual([2, expect.stringContaining(sentence), false])
  })

  it('refuses two searches of which one means nothing, and names that one', async () => {
    const { code, stderr } = await exported(at('half.txt'), '--to', 'key-uri', 'alice', 'nosuch', '--yes')
    expect([code, existsSync(at('half.txt'))]).toEqual([2, false])
    expect(stderr).toContain('No account matches ‘nosuch’, so nothing was written.')
    expect(stderr).not.toContain('alice')
  })

  it('encrypts by a password file, which another vault imports with nothing lost', async () => {
    const password = ['--password-file', at('file-password')]
    for (const format of ['zeroskew', 'aegis-encrypted']) {
      expect((await exported(at(format), '--to', format, ...password)).code).toBe(0)
      const other = await makeVault()
      try {
        const { code, stdout } = await other.run(['import', at(format), ...password, '--json'])
        expect([code, JSON.parse(stdout)]).toMatchObject([0, { found: 4, added: 4 }])
      } finally {
        other.remove()
      }
    }
  })

  it.each([
    ['no file', []],
    ['no format', ['x']],
    ['an unknown format', ['x', '--to', 'authy']],
    ['no password and nobody to ask', ['x', '--to', 'zeroskew']]
  ])('refuses %s with 2 and a sentence', async (_, args) => {
    const { code, stdout, stderr } = await exported(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.length).toBeGreaterThan(20)
  })

  it('says 5 where the disk says no, and leaves nothing', async () => {
    const { code, stderr } = await exported(join(at('nowhere'), 'x.txt'), '--to', 'key-uri', '--yes')
    expect([code, stderr]).toEqual([5, expect.stringContaining('ENOENT')])
    expect(readdirSync(home.folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('has a page of help', async () => {
    const { code, stdout } = await run(['export', '--help'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('--to FORMAT')])
  })
})
