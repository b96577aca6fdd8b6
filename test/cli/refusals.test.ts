/** What a command can't do is said before it does anything, in the words of what was given. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVault, run, type Home } from './run.ts'

describe('the help of a command that there isn’t', () => {
  it.each([
    [['vault', 'restore', '--help'], "'vault restore' is no command"],
    [['vault', 'nonsense', '--help'], "'vault nonsense' is no command"],
    [['help', 'nonsense'], "'nonsense' is no command"],
    [['help', 'vault', 'nonsense'], "'vault nonsense' is no command"],
    [['lst'], 'The nearest is: zeroskew list.'],
    [['ls'], 'The nearest is: zeroskew list.'],
    [['help', 'imprt'], 'The nearest is: zeroskew import.'],
    [['vault', 'statsu'], 'The nearest is: zeroskew vault status. All of them: zeroskew vault --help'],
    [['vault', 'nonsense'], 'See: zeroskew vault --help'],
    [['-v'], 'There is no option -v here'],
    [['-V'], 'There is no option -V here'],
    [['--bogus'], 'There is no option --bogus here']
  ])('%j is refused with 2', async (args, sentence) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })

  it('is shown where there is one', async () => {
    expect((await run(['help', 'vault', 'rotate'])).stdout).toContain('zeroskew vault rotate')
    expect((await run(['vault', '--help', 'init'])).stdout).toContain('zeroskew vault init')
    expect((await run(['restore', '--help'])).stdout).toContain('zeroskew restore')
    expect((await run(['help'])).stdout).toContain('Usage: zeroskew COMMAND')
  })
})

describe('what a new user meets', () => {
  it('the place is named where no vault is, so that a mistyped --home is seen', async () => {
    const { code, stderr } = await run(['list', '--home', '/nonexistent/typo'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('no vault at /nonexistent/typo/vault.zeroskew')
    ])
  })

  it('the version is a command, too', async () => {
    const { code, stdout } = await run(['version'])
    expect([code, stdout]).toEqual([0, (await run(['--version'])).stdout])
  })
})

describe('a new passphrase of several lines', () => {
  it('makes no vault, because nobody could type it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zeroskew-lines-'))
    const file = join(folder, 'passphrase')
    try {
      for (const text of ['one\ntwo\n', 'one\n\n', 'one\rtwo']) {
        writeFileSync(file, text)
        const init = ['vault', 'init', '--no-keychain', '--home', folder, '--passphrase-file', file]
        const { code, stderr } = await run(init)
        expect([code, stderr]).toEqual([2, expect.stringContaining('several lines')])
      }
      expect((await run(['vault', 'status', '--home', folder])).code).toBe(2)
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
    }
  })
})

describe('in a vault', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault(['otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'])
  })
  afterAll(() => home.remove())

  it('an edit of nothing is told what can be changed, in one line', async () => {
    const { code, stderr } = await home.run(['edit', 'alice'])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^Say what to change: .*--favourite.*\n$/u)])
  })

  it('a passphrase file that isn’t there is said to be so', async () => {
    const { code, stderr } = await run([
      'list',
      '--home',
      home.folder + '/home',
      '--passphrase-file',
      join(home.folder, 'absent')
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no such file')])
  })

  it('an account keeps at least one name', async () => {
    const { code, stderr } = await home.run(['edit', 'alice', '--issuer', '', '--label', ' '])
    expect([code, stderr]).toEqual([2, expect.stringContaining('issuer and label')])
    expect((await home.run(['edit', 'alice', '--issuer', ''])).code).toBe(0)
    expect((await home.run(['edit', 'alice', '--label', ''])).code).toBe(2)
  })

  it('a mistyped share is said to be one, by its checksum', async () => {
    const made = await home.run(['vault', 'shares', '--threshold', '2', '--count', '2', '--json'])
    const { shares } = JSON.parse(made.stdout) as { shares: string[] }
    const mistyped = shares.map((share) => share.replace(/.$/u, (last) => (last === '7' ? '8' : '7')))
    const file = join(home.folder, 'shares')
    for (const lines of [
      mistyped,
      [shares[0] ?? '', mistyped[1] ?? ''],
      [mistyped[0] ?? '', shares[1] ?? '']
    ]) {
      writeFileSync(file, `${lines.join('\n')}\n`)
      const list = ['list', '--home', join(home.folder, 'home'), '--passphrase-file', file]
      const { code, stderr } = await run(list)
      expect([code, stderr]).toEqual([4, expect.stringContaining('mistyped')])
    }
  })
})
