/** Wrong input and usage: a sentence that names the field and never the value, exit code 2, the vault untouched. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVault, run, ZEROSKEW, type Home } from './run.ts'

const SECRET = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'

describe('bad input', () => {
  let home: Home
  let before: Buffer
  beforeAll(async () => {
    home = await makeVault([`otpauth://totp/Kept:a?secret=GEZDGNBVGY3TQOJQ&issuer=Kept`])
    before = readFileSync(home.vaultFile)
  })
  afterAll(() => home.remove())

  it.each([
    ['a text that is no URI', SECRET, 'otpauth://'],
    ['another scheme', `https://example.org/?secret=${SECRET}`, 'otpauth://'],
    ['an unknown type', `otpauth://ocra/a:b?secret=${SECRET}`, 'totp, hotp, steam'],
    ['a malformed escape', `otpauth://totp/%E0%A4%A?secret=${SECRET}`, 'label'],
    ['an unknown algorithm', `otpauth://totp/a:b?secret=${SECRET}&algorithm=SHA3`, 'algorithm'],
    ['digits 99', `otpauth://totp/a:b?secret=${SECRET}&digits=99`, 'digits'],
    ['digits six', `otpauth://totp/a:b?secret=${SECRET}&digits=six`, 'digits'],
    ['period 0', `otpauth://totp/a:b?secret=${SECRET}&period=0`, 'period'],
    ['period 86401', `otpauth://totp/a:b?secret=${SECRET}&period=86401`, 'period'],
    ["a secret with '1'", `otpauth://totp/a:b?secret=${SECRET.replace('G', '1')}`, 'secret'],
    ["a secret with '8'", `otpauth://totp/a:b?secret=${SECRET.replace('G', '8')}`, 'secret'],
    ['an empty secret', 'otpauth://totp/a:b?secret=&issuer=a', 'secret'],
    ['no secret', 'otpauth://totp/a:b?issuer=a', 'secret'],
    ['an HOTP without a counter', `otpauth://hotp/a:b?secret=${SECRET}`, 'counter'],
    ['a negative counter', `otpauth://hotp/a:b?secret=${SECRET}&counter=-1`, 'counter'],
    ['a secret given twice', `otpauth://totp/a:b?secret=${SECRET}&secret=${SECRET}`, 'secret']
  ])('refuses %s', async (_, uri, field) => {
    for (const [args, input] of [
      [['add'], uri],
      [['add', uri], '']
    ] as const) {
      const refused = await home.run(args, { input })
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain(field)
      // Neither the secret nor most of it.
      expect(refused.stderr).not.toContain(SECRET.slice(8, 24))
      expect(refused.stderr).not.toMatch(/^\s+at /mu)
    }
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('adds none of several links where one is bad, and says which', async () => {
    const good = `otpauth://totp/Good:a?secret=${SECRET}`
    const refused = await home.run(['add'], { input: `${good}\n\n${good}&digits=99\n${good}b\n` })
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/Link 2: .*digits/u)
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('tells three bad links of ten one by one, and counts the others', async () => {
    const refused = await home.run(['add'], { input: 'no link\n'.repeat(10) })
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr.match(/^Link \d+:/gmu)).toEqual(['Link 1:', 'Link 2:', 'Link 3:'])
    expect(refused.stderr).toContain('7 more')
  })

  it('refuses nothing at all', async () => {
    for (const input of ['', '\n\n']) expect((await home.run(['add'], { input })).code).toBe(2)
  })

  it('refuses a 10 MB paste at once', async () => {
    const refused = await home.run(['add'], { input: Buffer.alloc(10_000_000, 'A') })
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr.length).toBeLessThan(500)
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('refuses input without an end', async () => {
    const [program = '', ...rest] = ZEROSKEW
    const child = spawn(program, [...rest, 'add', '--home', join(home.folder, 'home')], { stdio: 'pipe' })
    child.stdin.on('error', () => undefined)
    const feed = (): void => {
      while (child.stdin.writable && child.stdin.write(Buffer.alloc(65_536, 'B'))) continue
    }
    child.stdin.on('drain', feed)
    feed()
    expect(await once(child, 'exit')).toEqual([2, null])
  })

  it('refuses a name of 2,000 bytes by its field and both figures, and a counter beyond all counters', async () => {
    const refused = await home.run(['edit', 'Kept', '--issuer', 'x'.repeat(2000)])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/issuer .*1024 bytes.*2000 bytes/u)
    expect((await home.run(['vault', 'counter', 'Kept', '9'.repeat(16)])).code).toBe(2)
  })

  it('refuses shares without a folder for their sheets before any share is made', async () => {
    const shares = ['vault', 'shares', '--threshold', '2', '--count', '3', '--sheets']
    for (const folder of [join(home.folder, 'nowhere'), home.passphraseFile]) {
      const refused = await home.run([...shares, folder])
      expect([refused.code, refused.stdout]).toEqual([2, ''])
      expect(refused.stderr).toContain('--sheets')
    }
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('tells a data folder whose name is too long for the system by that: exit code 4, or 5 for a new vault', async () => {
    const long = 'x'.repeat(5000)
    const opened = await run(['list', '--home', long])
    expect([opened.code, opened.stderr]).toEqual([4, expect.stringContaining('ENAMETOOLONG')])
    const made = await run([
      'vault',
      'init',
      '--no-keychain',
      '--home',
      long,
      '--passphrase-file',
      home.passphraseFile
    ])
    expect([made.code, made.stderr]).toEqual([5, expect.stringContaining('ENAMETOOLONG')])
  })

  it('leaves nothing beside the vault', () => {
    const names = readdirSync(join(home.folder, 'home'))
    expect(names.filter((name) => /tmp|lock/u.test(name))).toEqual([])
  })

  it('says so where there is no vault: exit code 2, and nothing is made', async () => {
    const none = join(home.folder, 'nothing')
    for (const args of [['list'], ['code', 'a'], ['remove', 'a'], ['add'], ['vault', 'status']]) {
      const missing = await run([...args, '--home', none], { input: '' })
      expect(missing.code).toBe(2)
      expect(missing.stderr).toContain('vault init')
    }
    expect(() => readdirSync(none)).toThrow()
  })

  it('shows the clock and how to make a vault where watch finds none: exit code 0', async () => {
    const watched = await run(['watch', '--home', join(home.folder, 'nothing'), '--server', '127.0.0.1:9'])
    expect(watched.code).toBe(0)
    expect(watched.stdout).toContain('clock')
    expect(watched.stderr).toContain('vault init')
  })
})

describe('wrong usage', () => {
  it.each([
    [[], 'Usage'],
    [['bogus'], 'bogus'],
    [['import'], 'import'],
    [['export'], 'export'],
    [['show', 'aws'], 'show'],
    [['vault'], 'vault'],
    [['vault', 'bogus'], 'vault bogus'],
    [['vault', 'counter', 'bank', 'x'], 'vault counter'],
    [['list', '--bogus'], '--bogus'],
    [['list', 'word'], 'list'],
    [['code'], 'list'],
    [['code', '--all', 'word'], '--all'],
    [['code', '--all', '--copy'], '--all'],
    [['code', 'a', '--at', 'yesterday'], '--at'],
    [['code', 'a', '--at'], '--at'],
    [['check', '--server', 'ftp://x'], 'ftp'],
    [['check', '--server'], '--server'],
    [['check', '--max-skew', '2'], '--max-skew'],
    [['check', '--json', '--openmetrics'], '--openmetrics'],
    [['list', '--home='], '--home'],
    [['edit', 'a', '--favourite', '--no-favourite'], "don't go together"],
    [['edit', 'a', '--group', 'x', '--no-groups'], "don't go together"],
    [['vault', 'passphrase', '--remove', '--new-passphrase-file', 'f'], "don't go together"],
    [['vault', 'shares', '--remove', '--threshold', '2'], "don't go together"],
    [['vault', 'backups', 'restore'], 'Name a backup']
  ])('%j: one sentence on standard error, exit code 2', async (args, word) => {
    const refused = await run(args)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain(word)
    expect(refused.stderr).not.toMatch(/^\s+at /mu)
  })

  it('does not repeat a secret that stands where a command or an option should', async () => {
    for (const args of [
      [`otpauth://totp/a?secret=${SECRET}`],
      [SECRET.toLowerCase()],
      ['list', `--${SECRET.toLowerCase()}`],
      ['add', `otpauth://totp/a?secret=${SECRET}`, SECRET],
      ['code', 'a', `--json=${SECRET}`]
    ]) {
      const refused = await run(args)
      expect(refused.code).toBe(2)
      expect(refused.stderr.toUpperCase()).not.toContain(SECRET.slice(0, 12))
    }
  })

  it.each(['list', 'code', 'add', 'watch', 'check', 'remove', 'vault', 'vault init', 'vault status'])(
    '%s has a help page in two languages: exit code 0',
    async (command) => {
      const args = [...command.split(' '), '--help']
      const help = await run(args)
      expect(help).toMatchObject({ code: 0, stderr: '' })
      expect(help.stdout).toContain(`zeroskew ${command}`)
      expect((await run(args, { env: { LC_ALL: 'ja_JP.UTF-8' } })).stdout).toContain('使い方')
    }
  )

  it('shows its version', async () => {
    expect((await run(['--version'])).stdout).toMatch(/^zeroskew \d+\.\d+\.\d+\n$/u)
  })

  it('ends quietly where the reader has had enough', async () => {
    const [program = '', ...rest] = ZEROSKEW
    const child = spawn(program, [...rest, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const stderr: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    const [code] = (await once(child, 'close')) as [number]
    expect(Buffer.concat(stderr).toString()).toBe('')
    expect(code).toBe(0)
  })
})
