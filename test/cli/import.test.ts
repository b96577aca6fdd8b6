import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import qrcode from 'qrcode'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVault, type Home, type Outcome } from './run.ts'

const LINKS = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://hotp/Bank:me?secret=KRUGKIDROVUWG2ZA&issuer=Bank&counter=7'
]

const NEW_LINK = 'otpauth://hotp/Bank:both?secret=KRUGKIDROVUWG2ZB&issuer=Bank&counter=7'

let home: Home
let file: string

beforeAll(async () => {
  home = await makeVault()
  file = join(home.folder, 'links.txt')
  writeFileSync(file, LINKS.join('\n'))
})
afterAll(() => home.remove())

const jsonOf = ({ stdout }: Outcome): unknown => JSON.parse(stdout)

describe('zeroskew import', () => {
  it('changes nothing with --dry-run, and says so', async () => {
    const tried = await home.run(['import', file, '--dry-run'])
    expect(tried).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Nothing was changed') as unknown
    })
    expect(tried.stdout).toMatch(/GitHub: alice +\d{6}/u)
    expect(jsonOf(await home.run(['list', '--json']))).toEqual([])
  })

  it('takes 2 accounts, and the second time tells that they are there', async () => {
    const first = await home.run(['import', file, '--json'])
    expect(first.code).toBe(0)
    expect(jsonOf(first)).toMatchObject({
      format: 'key-uri',
      found: 2,
      added: 2,
      alreadyThere: 0,
      failed: []
    })
    const again = await home.run(['import', '-', '--json'], { input: LINKS.join('\n') })
    expect(again.code).toBe(0)
    expect(jsonOf(again)).toMatchObject({ found: 2, added: 0, alreadyThere: 2 })
    expect(first.stdout).not.toMatch(/JBSWY3DP/u)
  })

  it('ends with 1 where a part could not be read, and names entry, name and reason', async () => {
    const part = await home.run(['import', '-', '--json'], {
      input: `${LINKS[0] ?? ''}\notpauth://totp/Shop:bob?secret=1&issuer=Shop`
    })
    expect(part.code).toBe(1)
    expect(jsonOf(part)).toMatchObject({
      found: 2,
      alreadyThere: 1,
      failed: [{ entry: 2, name: 'Shop: bob', code: 'bad-field' }]
    })
  })

  it('names the file and its own number of an entry, and what is in two of the files', async () => {
    const other = join(home.folder, 'other.txt')
    writeFileSync(other, `otpauth://totp/Shop:bob?secret=1&issuer=Shop\n${NEW_LINK}`)
    const both = join(home.folder, 'both.txt')
    writeFileSync(both, `${LINKS.join('\n')}\n${NEW_LINK}`)
    const text = await home.run(['import', both, other, '--dry-run'])
    expect(text.stdout).toContain('twice in these files')
    expect(text.stdout).toContain('other.txt: Entry 1 (Shop: bob): ')
    const { failed, entries } = jsonOf(await home.run(['import', both, other, '--dry-run', '--json'])) as {
      failed: object[]
      entries: object[]
    }
    expect(failed).toMatchObject([{ file: 'other.txt', entry: 1, name: 'Shop: bob' }])
    expect(entries.slice(-2)).toMatchObject([
      { file: 'both.txt', entry: 3, state: 'new', kind: 'hotp', counter: 7 },
      { file: 'other.txt', entry: 2, state: 'twice-in-file' }
    ])
  })

  it('puts into the trash what lay in the other app’s, names it, and takes it live with --with-trash', async () => {
    const display = encodeURIComponent(JSON.stringify({ trashed: true, note: 'x'.repeat(1100) }))
    const link = (label: string): string =>
      `otpauth://totp/Shop:${label}?secret=JBSWY3DPEHPK3PXP&issuer=Shop&codeDisplay=${display}`
    const ente = join(home.folder, 'ente.txt')
    writeFileSync(ente, link('gone'))
    const receipt = await home.run(['import', ente])
    expect([receipt.code, receipt.stderr]).toEqual([0, expect.stringContaining('zeroskew restore')])
    expect(receipt.stdout).toMatch(/into the trash +Shop: gone/u)
    expect(receipt.stdout).toMatch(/beginning of the note alone.*: Shop: gone/u)
    expect(receipt.stdout).toContain('In the trash there, and here: Shop: gone')
    expect(receipt.stdout).toContain('Found 1 = 1 added + 0 already there + 0 that couldn’t be read.')
    expect((await home.run(['list', '--trash'])).stdout).toContain('gone')
    writeFileSync(ente, `${link('gone')}\n${link('other')}`)
    expect(jsonOf(await home.run(['import', ente, '--json']))).toMatchObject({
      ...{ found: 2, added: 1, addedToTrash: 1, alreadyThere: 1, leftOut: 0, failed: [] },
      entries: [{ state: 'already-there' }, { state: 'new', trashed: true, shortened: ['note'] }]
    })
    const live = jsonOf(await home.run(['import', ente, '--with-trash', '--json']))
    expect(live).toMatchObject({ found: 2, added: 2, addedToTrash: 0, alreadyThere: 0 })
    expect((await home.run(['list'])).stdout).toMatch(/gone[^]*other/u)
  })

  it('says of a picture that was cut short that it is damaged', async () => {
    const whole = await qrcode.toBuffer(LINKS[0] ?? '')
    const { code, stderr } = await home.run(['import', '-'], { input: whole.subarray(0, whole.length / 2) })
    expect([code, stderr]).toEqual([2, expect.stringContaining('damaged picture')])
  })

  it.each([
    ['nothing that is an export', 'hello', []],
    ['only entries that fail', 'otpauth://totp/Shop:bob?secret=1', []],
    ['another format than --from says', LINKS.join('\n'), ['--from', 'aegis']],
    ['a vault without its password', 'ZEROSKEW', []],
    ['an unknown format', LINKS.join('\n'), ['--from', 'nonsense']]
  ])('ends with 2 for %s, and says why', async (_, input, options) => {
    const { code, stdout, stderr } = await home.run(['import', '-', ...options], { input })
    expect(code).toBe(2)
    expect(`${stdout}${stderr}`).toMatch(/\.\n/u)
  })

  it('says what a file looks like that isn’t of the format that --from names, and what to do', async () => {
    const { code, stderr } = await home.run(['import', file, '--from', 'aegis'])
    expect(code).toBe(2)
    expect(stderr).toContain('not what Aegis writes; it looks like otpauth:// links')
    expect(stderr).toContain('--from key-uri')
    const other = await home.run(['import', '-', '--from', 'aegis'], { input: 'hello' })
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('Leave --from away')])
  })

  it('says that a file is encrypted, and then how to give its password', async () => {
    const { code, stdout, stderr } = await home.run(['import', home.vaultFile])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/encrypted.*--password-file F\.\n$/u)
  })

  it('names the option whose password file is empty, or isn’t there', async () => {
    const empty = join(home.folder, 'empty')
    writeFileSync(empty, '\n')
    for (const path of [empty, join(home.folder, 'nowhere')]) {
      const { code, stderr } = await home.run(['import', file, '--password-file', path])
      expect(code).toBe(2)
      expect(stderr).toContain('--password-file')
      expect(stderr).not.toContain('passphrase')
    }
  })

  it.runIf(process.platform === 'linux')(
    'refuses a pipe that nobody writes to, a device and a folder at once, and reads what a shell pipes',
    async () => {
      const pipe = join(home.folder, 'pipe')
      execFileSync('mkfifo', [pipe])
      for (const path of [pipe, '/dev/zero', '/dev/tty', home.folder]) {
        const { code, stderr } = await home.run(['import', path])
        expect([path, code, stderr]).toEqual([path, 2, expect.stringMatching(/\.\n$/u)])
      }
      const piped = await home.run(['import'], {
        through: ['bash', '-c', `exec "$@" <(cat '${file}')`, 'bash']
      })
      expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('Found 2') as unknown })
    }
  )

  it('reads one file though another one can’t be read, and ends with 1', async () => {
    const missing = join(home.folder, 'nowhere.json')
    const both = await home.run(['import', missing, file])
    expect(both).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere.json') as unknown })
    expect(both.stdout).toContain('Found 2 = 0 added + 2 already there')
  })
})
