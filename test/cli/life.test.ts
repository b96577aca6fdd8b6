/** The whole life of a vault through the command line as a real process: made, filled, read, emptied. */
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWith, findProgram } from '../real-parts.ts'
import { makeHome, makeVault, run, type Home, type Outcome } from './run.ts'

// RFC 6238 appendix B: "12345678901234567890" and its longer forms.
const SHA1_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const SHA256_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA'

const URIS = [
  `otpauth://totp/AWS:root?secret=${SHA1_SECRET}&issuer=AWS&digits=8`,
  `otpauth://totp/GitHub:octocat?secret=${SHA1_SECRET}&issuer=GitHub`,
  `otpauth://totp/GitHub:work?secret=${SHA256_SECRET}&issuer=GitHub&algorithm=SHA256&digits=8&period=60`,
  `otpauth://hotp/Bank:card?secret=${SHA1_SECRET}&issuer=Bank&counter=0`,
  `otpauth://steam/Steam:gordon?secret=${SHA1_SECRET}&issuer=Steam`
]

/** RFC 4226 appendix D. */
const HOTP_CODES = ['755224', '287082', '359152', '969429']

describe('vault init', () => {
  let home: Home
  beforeAll(() => {
    home = makeHome()
  })
  afterAll(() => home.remove())

  it('needs a passphrase where there is no keychain: exit code 2, and nothing is made', async () => {
    const made = await run(['vault', 'init', '--no-keychain', '--home', join(home.folder, 'none')])
    expect(made.code).toBe(2)
    expect(made.stderr).toContain('passphrase')
    expect(() => statSync(join(home.folder, 'none'))).toThrow()
  })

  it('prints the recovery code once, and makes a vault that only its owner reads', async () => {
    const made = await home.run(['vault', 'init', '--no-keychain'])
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout.match(/\b(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}\b/gu)).toHaveLength(1)
    expect(statSync(home.vaultFile).mode & 0o777).toBe(0o600)
  })

  it('never replaces a vault: exit code 2, the file unchanged', async () => {
    const before = readFileSync(home.vaultFile)
    expect((await home.run(['vault', 'init', '--no-keychain'])).code).toBe(2)
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('is told about by vault status, without a passphrase', async () => {
    const status = await run(['vault', 'status', '--json', '--home', join(home.folder, 'home')])
    expect(status.code).toBe(0)
    expect(JSON.parse(status.stdout)).toEqual({
      state: 'present',
      file: home.vaultFile,
      ways: ['passphrase', 'recovery'],
      recoveryConfirmed: false
    })
  })

  it('is found through ZEROSKEW_HOME as well', async () => {
    const env = { ZEROSKEW_HOME: join(home.folder, 'home') }
    const { stdout } = await run(['vault', 'status'], { env })
    expect(stdout).toContain(home.vaultFile)
    expect(stdout).toContain('vault verify')
  })

  it('opens by its recovery code in place of the passphrase', async () => {
    const other = makeHome()
    try {
      const made = await other.run(['vault', 'init', '--no-keychain', '--json'])
      const { recoveryCode } = JSON.parse(made.stdout) as { recoveryCode: string }
      writeFileSync(other.passphraseFile, `${recoveryCode}\n`)
      expect((await other.run(['list'])).code).toBe(0)
    } finally {
      other.remove()
    }
  })
})

describe('a vault with five accounts', () => {
  let home: Home
  let added: Outcome
  beforeAll(async () => {
    home = await makeVault()
    added = await home.run(['add'], { input: URIS.join('\n') + '\n' })
  })
  afterAll(() => home.remove())

  it('tells what was added, by name and without a secret', () => {
    expect(added).toMatchObject({ code: 0, stderr: '' })
    for (const name of ['AWS: root', 'GitHub: octocat', 'GitHub: work', 'Bank: card', 'Steam: gordon']) {
      expect(added.stdout).toContain(name)
    }
    expect(added.stdout).not.toContain(SHA1_SECRET)
  })

  it('adds nothing twice, and says so', async () => {
    const again = await home.run(['add', '--json'], { input: URIS[0] ?? '' })
    expect(again.code).toBe(0)
    const receipt = JSON.parse(again.stdout) as { added: unknown[]; alreadyThere: unknown[] }
    expect([receipt.added.length, receipt.alreadyThere.length]).toEqual([0, 1])
  })

  it('lists them with all fields and no secret', async () => {
    const accounts = JSON.parse((await home.run(['list', '--json'])).stdout) as Record<string, unknown>[]
    expect(accounts).toHaveLength(5)
    expect(accounts[2]).toEqual({
      id: expect.stringMatching(/^\S+$/u) as unknown,
      kind: 'totp',
      issuer: 'GitHub',
      label: 'work',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      groups: [],
      note: '',
      isFavourite: false,
      hasIcon: false,
      useCount: 0
    })
    expect(accounts[3]).toMatchObject({ kind: 'hotp', counter: 0 })
    const text = await home.run(['list'])
    expect(text.stdout.trim().split('\n')).toHaveLength(6)
    expect(text.stdout).not.toContain(SHA1_SECRET)
  })

  it('gives just the code: 94287082 at 59 s (RFC 6238 App. B)', async () => {
    expect(await home.run(['code', 'aws', '--at', '59'])).toMatchObject({
      code: 0,
      stdout: '94287082\n',
      stderr: ''
    })
    expect((await home.run(['code', 'aws', '--at', '1970-01-01T00:00:59Z'])).stdout).toBe('94287082\n')
    expect((await home.run(['code', 'root', '--at', '1111111109'])).stdout).toBe('07081804\n')
    expect((await home.run(['code', 'aws', '--at', '20000000000'])).stdout).toBe('65353130\n')
  })

  it('gives code and next code, separated by a space', async () => {
    // RFC 6238 App. B has 1111111109 and 1111111111 in two steps that follow each other.
    const two = await home.run(['code', 'aws', '--next', '--at', '1111111109'])
    expect(two.stdout).toBe('07081804 14050471\n')
  })

  it('gives JSON with the times of the step', async () => {
    const { stdout } = await home.run(['code', 'aws', '--json', '--next', '--at', '59'])
    expect(JSON.parse(stdout)).toEqual([
      {
        id: expect.any(String) as unknown,
        issuer: 'AWS',
        label: 'root',
        code: '94287082',
        nextCode: '37359152',
        timeStep: 1,
        validFromMs: 30_000,
        validUntilMs: 60_000
      }
    ])
  })

  it('leaves the next code out where it is not asked for', async () => {
    const [code] = JSON.parse((await home.run(['code', 'aws', '--json', '--at', '59'])).stdout) as object[]
    expect(code).not.toHaveProperty('nextCode')
  })

  it('shows all time-based accounts, one a line, and leaves the counter alone', async () => {
    const all = await home.run(['code', '--all', '--at', '59'])
    expect(all.code).toBe(0)
    const lines = all.stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^94287082 +AWS: root$/u)
    expect(lines[1]).toMatch(/^287082 +GitHub: octocat$/u)
    const [hotp] = (
      JSON.parse((await home.run(['list', '--json'])).stdout) as { kind: string; counter?: number }[]
    ).filter(({ kind }) => kind === 'hotp')
    expect(hotp?.counter).toBe(0)
  })

  it('finds by label, by full-width letters and by id', async () => {
    const [first] = JSON.parse((await home.run(['list', '--json'])).stdout) as { id: string }[]
    expect((await home.run(['code', 'octocat', '--at', '59'])).stdout).toBe('287082\n')
    expect((await home.run(['code', 'ＡＷＳ', '--at', '59'])).stdout).toBe('94287082\n')
    expect((await home.run(['code', first?.id ?? '', '--at', '59'])).stdout).toBe('94287082\n')
  })

  it('lists on standard error what several or none could mean: exit code 2, nothing on standard output', async () => {
    const several = await home.run(['code', 'github'])
    expect(several).toMatchObject({ code: 2, stdout: '' })
    expect(several.stderr).toContain('octocat')
    expect(several.stderr).toContain('work')
    expect(several.stderr).not.toContain('AWS')
    const none = await home.run(['code', 'nothing-like-it'])
    expect(none).toMatchObject({ code: 2, stdout: '' })
    expect(none.stderr).toContain('AWS')
  })

  it('counts HOTP up, code by code (RFC 4226 App. D)', async () => {
    for (const code of HOTP_CODES.slice(0, 2)) {
      expect(await home.run(['code', 'bank'])).toMatchObject({ code: 0, stdout: `${code}\n` })
    }
    const [third] = JSON.parse((await home.run(['code', 'bank', '--json'])).stdout) as object[]
    expect(third).toEqual({
      id: expect.any(String) as unknown,
      issuer: 'Bank',
      label: 'card',
      code: HOTP_CODES[2],
      counter: 2
    })
  })

  it.each([['--next'], ['--at', '59'], ['--at=59', '--json']])(
    'refuses %s for HOTP: exit code 2, the counter not advanced',
    async (...options) => {
      const before = readFileSync(home.vaultFile)
      expect(await home.run(['code', 'bank', ...options])).toMatchObject({ code: 2, stdout: '' })
      expect(readFileSync(home.vaultFile)).toEqual(before)
    }
  )

  it('reads a URI given as an argument, and warns', async () => {
    const uri = `otpauth://totp/Argument:a?secret=${SHA1_SECRET}&issuer=Argument`
    const byArgument = await home.run(['add', uri])
    expect(byArgument.code).toBe(0)
    expect(byArgument.stderr).toContain('Warning')
    expect(byArgument.stdout + byArgument.stderr).not.toContain(SHA1_SECRET)
  })

  it('keeps two accounts of the same name, and says so', async () => {
    const uri = `otpauth://totp/Argument:a?secret=${SHA256_SECRET}&issuer=Argument`
    const twin = await home.run(['add', '-'], { input: uri })
    expect(twin.code).toBe(0)
    expect(twin.stderr).toContain('same name')
    expect((await home.run(['code', 'argument'])).code).toBe(2)
  })

  it('shows codes and the clock once where output is no terminal', async () => {
    const watched = await home.run(['watch', '--server', '127.0.0.1:9'])
    expect(watched).toMatchObject({ code: 0, stderr: '' })
    expect(watched.stdout).toContain('AWS: root')
    expect(watched.stdout).toMatch(/\b\d{8}\b/u)
    expect(watched.stdout).not.toContain('\u001b')
  })

  it('speaks Japanese where the locale does', async () => {
    const { stderr } = await home.run(['code', 'nothing-like-it'], { env: { LC_ALL: 'ja_JP.UTF-8' } })
    expect(stderr).toContain('当てはまる')
  })

  it('removes the one account that matches, and nothing else', async () => {
    expect((await home.run(['remove', 'github'])).code).toBe(2)
    const removed = await home.run(['remove', 'octocat'])
    expect(removed.code).toBe(0)
    expect(removed.stderr).toMatch(/^To get it back: zeroskew restore [0-9a-f]{32}\n$/u)
    const left = (await home.run(['list'])).stdout
    expect(left).not.toContain('octocat')
    expect(left).toContain('work')
  })
})

describe('the keychain and the passphrase', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault([URIS[0] ?? ''])
  })
  afterAll(() => home.remove())

  it('refuses a wrong passphrase: exit code 4, the file unchanged', async () => {
    const before = readFileSync(home.vaultFile)
    const wrong = join(home.folder, 'wrong')
    writeFileSync(wrong, 'another passphrase')
    const refused = await run([
      'code',
      'aws',
      '--home',
      join(home.folder, 'home'),
      '--passphrase-file',
      wrong
    ])
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).not.toContain('another passphrase')
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })

  it('drops one trailing line end and no more', async () => {
    const file = join(home.folder, 'variant')
    const codeWith = async (text: string): Promise<number | null> => {
      writeFileSync(file, text)
      return (await run(['list', '--home', join(home.folder, 'home'), '--passphrase-file', file])).code
    }
    const passphrase = readFileSync(home.passphraseFile, 'utf8').trimEnd()
    expect(await codeWith(passphrase)).toBe(0)
    expect(await codeWith(`${passphrase}\r\n`)).toBe(0)
    expect(await codeWith(`${passphrase}\n\n`)).toBe(4)
    expect(await codeWith(` ${passphrase}`)).toBe(4)
  })

  it.each(['', '\n', '\r\n'])('refuses an empty passphrase file (%j): exit code 2', async (text) => {
    const file = join(home.folder, 'empty')
    writeFileSync(file, text)
    const refused = await run(['list', '--home', join(home.folder, 'home'), '--passphrase-file', file])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('empty')
  })

  it('refuses a passphrase file that is missing, endless or a folder: exit code 2', async () => {
    for (const file of [join(home.folder, 'missing'), '/dev/zero', home.folder]) {
      const refused = await run(['list', '--home', join(home.folder, 'home'), '--passphrase-file', file])
      expect(refused.code).toBe(2)
    }
  })

  it('says that nobody can be asked where standard input is no terminal: exit code 4', async () => {
    const closed = await run(['code', 'aws', '--home', join(home.folder, 'home')])
    expect(closed).toMatchObject({ code: 4, stdout: '' })
    expect(closed.stderr).toContain('--passphrase-file')
  })
})

describe('a vault that is damaged or newer', () => {
  it('is left as it is: exit code 4, and two different sentences', async () => {
    const home = await makeVault([URIS[0] ?? ''])
    try {
      const whole = readFileSync(home.vaultFile)
      const broken = Buffer.from(whole)
      broken.writeUInt8(broken.readUInt8(broken.length - 20) ^ 1, broken.length - 20)
      writeFileSync(home.vaultFile, broken)
      for (const command of [['list'], ['code', 'aws'], ['remove', 'aws'], ['watch']]) {
        const refused = await home.run(command)
        expect(refused).toMatchObject({ code: 4, stdout: '' })
        expect(refused.stderr).toContain('damaged')
      }
      expect(readFileSync(home.vaultFile)).toEqual(broken)
      writeFileSync(home.vaultFile, 'not a vault at all')
      expect((await home.run(['vault', 'status'])).code).toBe(4)
      expect((await home.run(['vault', 'init', '--no-keychain'])).code).toBe(2)
      expect(readFileSync(home.vaultFile, 'utf8')).toBe('not a vault at all')
    } finally {
      home.remove()
    }
  })
})

describe('a vault that cannot be read', () => {
  it.each([
    ['is a folder', '(EISDIR)', 2, (home: Home) => mkdirSync(home.vaultFile, { recursive: true })],
    ['lies below a file', '(ENOTDIR)', 5, (home: Home) => writeFileSync(dirname(home.vaultFile), '')],
    [
      'is a named pipe',
      '(EINVAL)',
      2,
      (home: Home) => {
        mkdirSync(dirname(home.vaultFile))
        execFileSync('mkfifo', [home.vaultFile])
      }
    ],
    [
      'is a link that leads nowhere',
      'link leads nowhere',
      2,
      (home: Home) => {
        mkdirSync(dirname(home.vaultFile))
        symlinkSync('/nonexistent/vault', home.vaultFile)
      }
    ]
  ])('because it %s is told as such, %s: exit code 4, init %i', async (_name, reason, ofInit, prepare) => {
    const home = makeHome()
    try {
      prepare(home)
      for (const command of [['list'], ['code', 'aws'], ['watch'], ['vault', 'status']]) {
        const { code, stderr } = await home.run(command)
        expect(code).toBe(4)
        expect(stderr).toContain(reason)
        expect(stderr).not.toContain('damaged')
      }
      const before = lstatSync(dirname(home.vaultFile)).mtimeMs
      const { code, stderr } = await home.run(['vault', 'init', '--no-keychain'])
      expect(code).toBe(ofInit)
      expect(stderr).toContain(reason)
      expect(lstatSync(dirname(home.vaultFile)).mtimeMs).toBe(before)
    } finally {
      home.remove()
    }
  })
})

describe.skipIf(!existsSync('/proc/self'))('a place where no folder can be made', () => {
  it('is told by vault init, with the reason: exit code 5', async () => {
    const home = makeHome()
    try {
      const { code, stdout, stderr } = await run([
        ...['vault', 'init', '--no-keychain', '--home', '/proc/zeroskew'],
        ...['--passphrase-file', home.passphraseFile]
      ])
      expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
      expect(stderr).toContain('(ENOENT)')
    } finally {
      home.remove()
    }
  })
})

describe('--copy', () => {
  let home: Home
  let programs: string
  const copied = (): string => readFileSync(join(programs, 'copied'), 'utf8')
  const env = (): Record<string, string> => ({ PATH: `${programs}:${process.env.PATH ?? ''}` })
  beforeAll(async () => {
    home = await makeVault(URIS)
    programs = join(home.folder, 'programs')
    mkdirSync(programs)
    const install = (name: string, script: string): void => {
      writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    }
    // wl-copy is there but reaches no desktop, as on X11; xclip takes it.
    install('wl-copy', 'exit 1')
    install('xclip', `cat > '${programs}/copied'`)
  })
  afterAll(() => home.remove())

  it('puts the code into the clipboard through the first program that works, and prints it', async () => {
    const done = await home.run(['code', 'aws', '--at', '59', '--copy'], { env: env() })
    expect(done).toMatchObject({ code: 0, stdout: '94287082\n' })
    expect(done.stderr).toContain('stays there until something else is copied')
    expect(copied()).toBe('94287082')
  })

  it('says that there is no clipboard before an HOTP counter is advanced: exit code 2', async () => {
    const before = readFileSync(home.vaultFile)
    // Nothing but what starting the command line itself needs.
    const bare = join(home.folder, 'bare')
    mkdirSync(bare)
    for (const name of ['sh', 'readlink', 'dirname', 'mkdir'])
      symlinkSync(findProgram(name) ?? name, join(bare, name))
    const refused = await home.run(['code', 'bank', '--copy'], { env: { PATH: bare } })
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('wl-copy')
    expect(readFileSync(home.vaultFile)).toEqual(before)
  })
})

describe('output that cannot be written', () => {
  it.runIf(process.platform === 'linux')('is told, and the exit code is not 0', async () => {
    const home = await makeVault([URIS[0] ?? ''])
    try {
      const full = await home.run(['list'], { through: ['sh', '-c', 'exec "$@" > /dev/full', 'sh'] })
      expect(full.code).toBe(5)
      expect(full.stderr).toContain('output')
      // A verdict of 3 (nobody answers there) counts for nothing where it can't be read.
      const check = await home.run(['check', '--server', '127.0.0.1:9'], {
        through: ['sh', '-c', 'exec "$@" > /dev/full', 'sh']
      })
      expect(check.code).toBe(5)
    } finally {
      home.remove()
    }
  })
})

describe('output that is closed', () => {
  it.skipIf(process.platform === 'win32')('is told, and no counter is spent: exit code 5', async () => {
    const home = await makeVault([URIS[3] ?? ''])
    try {
      const closed = await home.run(['code', 'card'], { through: ['sh', '-c', 'exec "$@" >&-', 'sh'] })
      expect(closed.code).toBe(5)
      expect(closed.stderr).toContain('output is closed')
      expect((await home.run(['code', 'card'])).stdout).toBe(`${HOTP_CODES[0] ?? ''}\n`)
    } finally {
      home.remove()
    }
  })
})

describeWith(['oathtool'], 'codes beside oathtool', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault(URIS)
  })
  afterAll(() => home.remove())

  it.each([0, 59, 1_234_567_890, 1_795_336_200, 4_000_000_000])('equal at %d s', async (unix) => {
    const oathtool = (...args: string[]): string =>
      execFileSync('oathtool', ['-b', '--now', `@${unix}`, ...args], { encoding: 'utf8' })
    const code = async (search: string): Promise<string> =>
      (await home.run(['code', search, '--at', String(unix)])).stdout
    expect(await code('aws')).toBe(oathtool('--totp', '-d', '8', SHA1_SECRET))
    expect(await code('work')).toBe(oathtool('--totp=sha256', '-d', '8', '-s', '60s', SHA256_SECRET))
  })
})

describeWith(['faketime'], 'a clock that stands before 1970', () => {
  it('has no codes and says so: exit code 1; watch still shows how the clock stands', async () => {
    const home = await makeVault(URIS)
    const through = ['faketime', '1969-12-31 00:00:00']
    try {
      for (const command of [
        ['code', 'aws'],
        ['code', '--all']
      ]) {
        const { code, stdout, stderr } = await home.run(command, { through })
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
        expect(stderr).toContain('before 1970')
      }
      const watched = await home.run(['watch', '--server', '127.0.0.1:9'], { through })
      expect(watched.code).toBe(1)
      expect(watched.stderr).toContain('before 1970')
      expect(watched.stdout).toMatch(/clock stands.*\n.*check again.*\n········ +AWS: root/u)
      expect((await home.run(['code', 'aws', '--at', '59'], { through })).stdout).toBe('94287082\n')
    } finally {
      home.remove()
    }
  })
})
