/** A machine on which keytar wasn't built: everything works, by passphrase. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))
const COPIED = [
  'bin',
  'src',
  'scripts',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'test/electron-stand-in'
]

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

describe('a checkout without keytar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-no-keytar-'))
  const home = join(folder, 'home')
  const passphraseFile = join(folder, 'passphrase')

  beforeAll(() => {
    for (const name of COPIED) cpSync(join(REPOSITORY, name), join(folder, name), { recursive: true })
    // Links would lead back to the packages beside their targets: only keytar is nobody's neighbour.
    mkdirSync(join(folder, 'node_modules'))
    for (const name of readdirSync(join(REPOSITORY, 'node_modules'))) {
      if (name !== 'keytar')
        symlinkSync(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name))
    }
    writeFileSync(passphraseFile, 'correct horse battery staple\n')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))

  function run(program: string, args: readonly string[]): Promise<Ran> {
    return new Promise((resolve) => {
      const env = {
        ...process.env,
        HOME: home,
        DISPLAY: undefined,
        WAYLAND_DISPLAY: undefined,
        LANG: 'C.UTF-8'
      }
      execFile(program, [...args], { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
      ).stdin?.end()
    })
  }

  it('says that there is no keychain, and makes a vault by passphrase', async () => {
    const bin = join(folder, 'bin/zeroskew')
    const refused = await run(bin, ['--home', home, 'vault', 'init'])
    expect(refused.code).not.toBe(0)
    expect(refused.stderr).toMatch(/keychain/u)
    const made = await run(bin, [
      '--home',
      home,
      'vault',
      'init',
      '--no-keychain',
      '--passphrase-file',
      passphraseFile
    ])
    expect(made).toMatchObject({ code: 0 })
    const listed = await run(bin, ['--home', home, 'list', '--json', '--passphrase-file', passphraseFile])
    expect(listed).toMatchObject({ code: 0, stdout: '[]\n' })
  })

  it('builds', async () => {
    const built = await run(join(folder, 'node_modules/.bin/electron-vite'), ['build', '--logLevel', 'error'])
    expect(built.code, built.stderr).toBe(0)
    expect(readdirSync(join(folder, 'out/main'))).toContain('keychain-child.js')
  })

  it('starts: without a display the view for the terminal', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [
      join(folder, 'scripts/start.mjs'),
      '--home',
      join(folder, 'fresh')
    ])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/clock/u)
    expect(stderr).not.toMatch(/\bat .+:\d+:\d+/u)
  })
})
