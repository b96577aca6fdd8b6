/**
 * A full round of use, and then a search for what it must not have left in clear: in the data folder, the temp folder, the
 * state and cache folders, in what the terminal printed, and in the memory of a process that has locked the vault.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filesIn } from '../files-in.ts'
import { base32Of } from '../independent-base32.ts'
import {
  allOf,
  formsOf,
  formsOfText,
  found,
  scanProcess,
  type MemoryScan,
  type Needles
} from '../memory-scan.ts'
import { describeWith } from '../real-parts.ts'
import { CLEAN_ENV, run, ZEROSKEW, type Outcome, type RunOptions } from './run.ts'

const LABEL = `canary-${randomBytes(6).toString('hex')}@example.org`
const PASSPHRASE = `passphrase ${randomBytes(12).toString('hex')}`
const SECRETS = Array.from({ length: 4 }, () => randomBytes(20))
const KILLS = 4

const secrets: Needles = allOf(
  // Each by a name of its own: needles are a map.
  ...SECRETS.map((secret, at) => formsOf(`secret ${at}`, secret)),
  formsOfText('passphrase', PASSPHRASE),
  formsOf('passphrase as bytes', Buffer.from(PASSPHRASE))
)
const labels: Needles = allOf(
  formsOfText('label', LABEL),
  formsOfText('label in a link', encodeURIComponent(LABEL)),
  formsOf('label as bytes', Buffer.from(LABEL))
)

const uri = (secret: Buffer, at: number): string =>
  `otpauth://totp/Canary:${encodeURIComponent(LABEL)}-${at}?secret=${base32Of(secret)}&issuer=Canary`

describeWith(['script'], 'a full round of use of the terminal', () => {
  let root: string
  let passphraseFile: string
  let env: Readonly<Record<string, string>>
  const said: string[] = []

  const use = async (args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
    const outcome = await run([...args, '--passphrase-file', passphraseFile], { ...options, env })
    said.push(outcome.stdout, outcome.stderr)
    return outcome
  }
  const done = async (args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
    const outcome = await use(args, options)
    expect([outcome.code, outcome.stderr]).toEqual([0, expect.any(String)])
    return outcome
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'zeroskew-canary-'))
    const inside = (name: string): string => {
      mkdirSync(join(root, name), { recursive: true, mode: 0o700 })
      return join(root, name)
    }
    passphraseFile = join(inside('given'), 'passphrase')
    writeFileSync(passphraseFile, `${PASSPHRASE}\n`)
    writeFileSync(join(root, 'given/links.txt'), `${uri(SECRETS[1] ?? Buffer.alloc(0), 1)}\n`)
    const tools = inside('tools')
    writeFileSync(join(tools, 'wl-copy'), '#!/bin/sh\ncat >/dev/null\n', { mode: 0o755 })
    env = {
      HOME: inside('home'),
      TMPDIR: inside('tmp'),
      XDG_DATA_HOME: inside('share'),
      XDG_STATE_HOME: inside('state'),
      XDG_CACHE_HOME: inside('cache'),
      XDG_RUNTIME_DIR: inside('run'),
      NODE_COMPILE_CACHE: inside('cache/node'),
      WAYLAND_DISPLAY: 'none',
      PATH: `${tools}:${CLEAN_ENV.PATH}`
    }
    await done(['vault', 'init', '--no-keychain'])
    await done(['add'], { input: uri(SECRETS[0] ?? Buffer.alloc(0), 0) })
    await done(['add'], { input: readFileSync(join(root, 'given/links.txt')) })
    await typed(uri(SECRETS[2] ?? Buffer.alloc(0), 2))
    await done(['list'])
    await done(['list', '--json'])
    await done(['code', '--all', '--json'])
    await done(['code', `${LABEL}-0`, '--copy'])
    await done(['remove', `${LABEL}-0`])
    await done(['restore', `${LABEL}-0`])
    const { stdout } = await done(['vault', 'backups', '--json'])
    const [newest] = JSON.parse(stdout) as { path: string }[]
    await done(['vault', 'backups', 'look', newest?.path ?? ''])
    await done(['vault', 'backups', 'restore', newest?.path ?? '', '--all'])
    await done(['vault', 'verify'])
    await exportIfThere()
    const wrong = join(root, 'given/wrong')
    writeFileSync(wrong, 'quite another\n')
    const refused = await run(['list', '--passphrase-file', wrong], { env })
    said.push(refused.stdout, refused.stderr)
    expect(refused.code).toBe(4)
    for (let time = 0; time < KILLS; time++) await killedInTheMiddle(time)
    await done(['list'])
  })

  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 20 }))

  /** Typed at a terminal, where it is not shown. */
  async function typed(text: string): Promise<void> {
    const words = [...ZEROSKEW, 'add', '--passphrase-file', passphraseFile].map((word) => `'${word}'`)
    const child = spawn('script', ['-qec', words.join(' '), '/dev/null'], {
      env: { ...CLEAN_ENV, ...env },
      stdio: ['pipe', 'pipe', 'inherit']
    })
    let shown = ''
    child.stdout.on('data', (bytes: Buffer) => {
      const wasAsked = shown.includes('Enter')
      shown += bytes.toString()
      if (!wasAsked && shown.includes('Enter')) child.stdin.write(`${text}\r`)
    })
    await once(child, 'close')
    expect(shown).toContain('Added')
    said.push(shown)
  }

  async function exportIfThere(): Promise<void> {
    if (!existsSync(join(import.meta.dirname, '../../src/cli/commands/export.ts'))) return
    const password = join(root, 'given/export-password')
    writeFileSync(password, `${PASSPHRASE}\n`)
    await use(['export', join(root, 'share/export'), '--to', 'zeroskew', '--password-file', password])
  }

  /** SIGKILL while an account is added: what it leaves lies there as it is. */
  async function killedInTheMiddle(time: number): Promise<void> {
    const command = [...ZEROSKEW, 'add', '--passphrase-file', passphraseFile]
    const child = spawn(command[0] ?? '', command.slice(1), {
      env: { ...CLEAN_ENV, ...env },
      stdio: ['pipe', 'ignore', 'ignore']
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(uri(SECRETS[3] ?? Buffer.alloc(0), 3 + time))
    const vault = join(root, 'share/zeroskew')
    const before = readdirSync(vault).length
    const closed = once(child, 'close')
    // As soon as it has begun to write, or at once.
    while (time > 0 && child.exitCode === null && readdirSync(vault).length <= before) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    child.kill('SIGKILL')
    await closed
  }

  it('leaves no secret, label or passphrase in any file, in any encoding; a planted one is found', () => {
    const scan = (): readonly string[] =>
      filesIn(root, ['given', 'tools']).flatMap((path) =>
        found(readFileSync(path), allOf(secrets, labels)).map((name) => `${basename(path)}: ${name}`)
      )
    const files = filesIn(root, ['given', 'tools'])
    expect(files.map((path) => basename(path))).toContain('vault.zeroskew')
    expect(files.length).toBeGreaterThan(5)
    expect(scan()).toEqual([])
    const planted = join(root, 'tmp/planted')
    writeFileSync(planted, `{"uri":"${uri(SECRETS[0] ?? Buffer.alloc(0), 0)}"}`)
    expect(scan()).toEqual(
      expect.arrayContaining(['planted: secret 0, base 32', 'planted: label in a link, UTF-8'])
    )
    rmSync(planted)
  })

  it('leaves nothing but its vault, its backups and what it has seen', () => {
    expect(filesIn(join(root, 'tmp'))).toEqual([])
    expect(filesIn(join(root, 'home'))).toEqual([])
  })

  it('prints neither a secret nor the passphrase', () => {
    expect(said.length).toBeGreaterThan(20)
    expect(said.join('').includes(LABEL)).toBe(true)
    expect(found(Buffer.from(said.join('\n')), secrets)).toEqual([])
  })

  it('leaves none in the memory of a process that has locked the vault; a planted one is found', async () => {
    const { bytes, found: hits } = await memoryOfLocked('')
    expect(bytes).toBeGreaterThan(10_000_000)
    expect(hits.filter((name) => secrets.has(name))).toEqual([])
    const asStrings = hits.filter((name) => labels.has(name))
    console.log(
      `after lock, of ${bytes} bytes: names of accounts left as strings: ${asStrings.join(', ') || 'none'}`
    )
    expect((await memoryOfLocked('planted')).found).toContain('secret 0, raw')
  })

  /** Every readable page, as a core dump would have it: gcore writes 10 GB of a Node process, nearly all of it reserved. */
  async function memoryOfLocked(planted: 'planted' | ''): Promise<MemoryScan> {
    const script = join(import.meta.dirname, '../core/vault/locked-memory.ts')
    const keychain = join(root, 'given/keychain.json')
    writeFileSync(keychain, '{}')
    const vault = join(root, 'share/zeroskew/vault.zeroskew')
    const child = spawn(process.execPath, [script, vault, keychain, 'passphrase', planted], {
      stdio: ['pipe', 'pipe', 'inherit']
    })
    child.stdin.on('error', () => undefined)
    child.stdin.write(PASSPHRASE)
    await once(child.stdout, 'data')
    const scan = scanProcess(child.pid ?? 0, allOf(secrets, labels))
    child.stdin.end('end\n')
    await once(child, 'close')
    return scan
  }
})
