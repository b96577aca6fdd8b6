/** The command line on a real terminal (util-linux' script): hidden questions, and the live view. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith, findProgram } from '../real-parts.ts'
import { onTerminal, quotedCommand, shellOnTerminal } from './on-terminal.ts'
import { makeHome, makeVault, PASSPHRASE, type Home } from './run.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describeWith(['script'], 'the command line on a terminal', () => {
  let home: Home
  let folder: string
  beforeAll(async () => {
    home = await makeVault([`otpauth://totp/AWS:root?secret=${SECRET}&issuer=AWS&digits=8`])
    folder = join(home.folder, 'home')
  })
  afterAll(() => home.remove())

  it('asks for the passphrase without showing it, and gives the code', async () => {
    const session = onTerminal(['code', 'aws', '--at', '59', '--home', folder])
    await session.until('Passphrase, or the recovery code: ')
    session.type(`${PASSPHRASE}\r`)
    await session.until('94287082')
    const { code, shown } = await session.end()
    expect(code).toBe(0)
    expect(shown).not.toContain('maple')
  })

  it('lets backspace take whole characters back, and asks again after a wrong one', async () => {
    const session = onTerminal(['code', 'aws', '--at', '59', '--home', folder])
    await session.until('recovery code: ')
    session.type('wrong\r')
    await session.until('recovery code: ')
    session.type(`nonsense\u0015${PASSPHRASE}鍵é\u007f\u007f\r`)
    await session.until('94287082')
    expect((await session.end()).code).toBe(0)
  })

  it('ends with exit code 4 after three wrong ones, and 130 after Ctrl-C', async () => {
    const session = onTerminal(['list', '--home', folder])
    for (let attempt = 0; attempt < 3; attempt++) {
      await session.until('recovery code: ')
      session.type('wrong\r')
    }
    expect((await session.end()).code).toBe(4)
    const cancelled = onTerminal(['list', '--home', folder])
    await cancelled.until('recovery code: ')
    cancelled.type('\u0003')
    expect((await cancelled.end()).code).toBe(130)
  })

  it('shows nothing of what is typed ahead of the next hidden question, and takes it', async () => {
    const session = shellOnTerminal(
      `${quotedCommand(['vault', 'rotate', '--yes', '--home', folder])}; stty -a`
    )
    await session.until('recovery code: ')
    session.type(`${PASSPHRASE}\r`)
    // The first line is taken, and the key is being derived.
    await session.until('\n')
    session.type(`${PASSPHRASE}\r`)
    await session.until('new master key')
    const { code, shown } = await session.end()
    expect(code).toBe(0)
    expect(shown).not.toContain('maple')
    expect(shown).toMatch(/[ ;]echo[ ;]/u)
  })

  it('ends at a Ctrl-C between two hidden questions, and leaves the terminal as it was', async () => {
    const session = shellOnTerminal(
      `${quotedCommand(['vault', 'rotate', '--yes', '--home', folder])}; echo "[$?]"; stty -a`
    )
    await session.until('recovery code: ')
    session.type(`${PASSPHRASE}\r`)
    await session.until('\n')
    session.type('\u0003')
    await session.until('[130]')
    expect((await session.end()).shown).toMatch(/[ ;]icanon[ ;][^]*[ ;]echo[ ;]/u)
  })

  it.runIf(findProgram('bash') !== null)(
    'is stopped by Ctrl-Z at a hidden question, and asks again when it goes on',
    async () => {
      const session = shellOnTerminal('exec bash --norc --noprofile -i')
      session.type(`${quotedCommand(['code', 'aws', '--at', '59', '--home', folder])}\n`)
      await session.until('recovery code: ')
      session.type('\u001a')
      await session.until('Stopped')
      session.type('stty -a\n')
      await session.until(' echo ')
      session.type('fg\n')
      await session.until('recovery code: ')
      session.type(`${PASSPHRASE}\r`)
      await session.until('94287082')
      // At its next prompt: what is typed before may be read by the command that ends.
      await session.until('bash-')
      session.type('exit\n')
      expect((await session.end()).shown).not.toContain('maple')
    }
  )

  it('says on a line of its own that a question which may be seen was cancelled: exit code 130', async () => {
    const session = onTerminal(['locate', 'aws', '--home', folder])
    await session.until('recovery code: ')
    session.type(`${PASSPHRASE}\r`)
    await session.until('shows: ')
    session.type('\u0003')
    const { code, shown } = await session.end()
    expect([code, shown]).toEqual([130, expect.stringMatching(/\nCancelled\./u)])
  })

  it('makes a vault by a passphrase typed twice, and none where the two differ: exit code 2', async () => {
    const other = makeHome()
    const init = ['vault', 'init', '--no-keychain', '--home', join(other.folder, 'home')]
    try {
      const differ = onTerminal(init)
      await differ.until('New passphrase: ')
      differ.type('one\r')
      await differ.until('Once more: ')
      differ.type('two\r')
      expect((await differ.end()).code).toBe(2)
      expect(() => readFileSync(other.vaultFile)).toThrow()
      const same = onTerminal(init)
      await same.until('New passphrase: ')
      // Both lines in one paste: what follows the first belongs to the second question.
      same.type(`${PASSPHRASE}\r${PASSPHRASE}\r`)
      const { code, shown } = await same.end()
      expect(code).toBe(0)
      expect(shown).not.toContain('maple')
      expect((await other.run(['list'])).code).toBe(0)
    } finally {
      other.remove()
    }
  })

  it('takes a pasted link without showing it', async () => {
    const session = onTerminal(['add', '--home', folder, '--passphrase-file', home.passphraseFile])
    await session.until('otpauth://')
    await session.until(': ')
    session.type(`otpauth://totp/Pasted:a?secret=${SECRET}&issuer=Pasted\r`)
    const { code, shown } = await session.end()
    expect(code).toBe(0)
    expect(shown).toContain('Pasted: a')
    expect(shown).not.toContain(SECRET)
  })

  it.each([
    ['q', 0],
    ['\u0003', 0]
  ])('watches live on the alternate screen until %j, and leaves no code behind', async (key, expected) => {
    const session = onTerminal([
      'watch',
      '--server',
      '127.0.0.1:9',
      '--home',
      folder,
      '--passphrase-file',
      home.passphraseFile
    ])
    await session.until('\u001b[?1049h')
    await session.until('AWS: root')
    // Drawn again a second later.
    await session.until('AWS: root')
    session.type(key)
    await session.until('\u001b[?1049l')
    const { code, shown } = await session.end()
    expect(code).toBe(expected)
    const after = shown.slice(shown.indexOf('\u001b[?1049l'))
    expect(after).not.toMatch(/\d{6}/u)
    expect(shown.slice(0, shown.indexOf('\u001b[?1049h'))).not.toMatch(/\d{6}/u)
    expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001b[?25l'))
  })
})
