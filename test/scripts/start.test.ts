/** npm start and bin/zeroskew, where something that they would like to have is missing. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const zeroskew = join(repository, 'bin/zeroskew')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroskew-start-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
})

interface Ending {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ending {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 150_000,
    env: { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), NODE_OPTIONS: '', ...env }
  })
  return { status, stdout, stderr }
}

describe('npm start', () => {
  it('refuses what it does not know, before anything is installed or built: exit code 2', () => {
    for (const args of [['--bogus'], ['demo'], ['--home']]) {
      const { status, stdout, stderr } = run(process.execPath, [
        join(repository, 'scripts/start.mjs'),
        ...args
      ])
      expect([status, stdout]).toStrictEqual([2, ''])
      expect(stderr).toContain('usage: npm start')
    }
  })
})

describe('bin/zeroskew', () => {
  it('finds its checkout through two symbolic links, one of them relative', () => {
    symlinkSync(zeroskew, join(folder, 'one'))
    symlinkSync('one', join(folder, 'two'))
    const { status, stdout } = run(join(folder, 'two'), ['--version'])
    expect(stdout).toMatch(/^zeroskew \d+\.\d+\.\d+\n$/)
    expect(status).toBe(0)
  })

  it('works where its cache can not be written', () => {
    expect(run(zeroskew, ['--version'], { HOME: '/proc', XDG_CACHE_HOME: '/proc/cache' })).toMatchObject({
      status: 0,
      stderr: ''
    })
  })

  it('says in one sentence what to do where nothing is installed: exit code 2', () => {
    mkdirSync(join(folder, 'bin'))
    cpSync(zeroskew, join(folder, 'bin/zeroskew'))
    const { status, stderr } = run(join(folder, 'bin/zeroskew'), ['list'])
    expect(stderr.trim().split('\n')).toStrictEqual([
      `zeroskew: its packages are not installed yet; run 'npm start' or 'npm ci' in ${folder} first.`
    ])
    expect(status).toBe(2)
  })
})

describe('npm start', () => {
  it('shows the view for the terminal where there is no display, and ends with code 0', () => {
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '' }
    const args = [join(repository, 'scripts/start.mjs'), '--demo', '--home', join(folder, 'data')]
    const { status, stdout, stderr } = run(process.execPath, args, env)
    expect(stderr).toContain('There is no display here')
    expect(stdout).toContain('HashiCorp Vault')
    expect(stdout + stderr).not.toMatch(/^\s+at /m)
    expect(status).toBe(0)
  })

  it('says that it could not install its packages where npm fails, without a stack: exit code 1', () => {
    for (const path of ['scripts', 'package.json', 'package-lock.json']) {
      cpSync(join(repository, path), join(folder, path), { recursive: true })
    }
    const env = { npm_execpath: '', PATH: join(folder, 'no-programs') }
    const { status, stderr } = run(process.execPath, [join(folder, 'scripts/start.mjs')], env)
    expect(stderr).toContain('npm ci failed')
    expect(stderr).toContain('Mend that, then: npm start')
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(status).toBe(1)
  })
})
