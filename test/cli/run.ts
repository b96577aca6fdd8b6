/** Runs the command line as a real process, with a data folder and a passphrase file of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const BIN = join(ROOT, 'bin/zeroskew')

/** How the command line is started here: the shell script of a checkout, else (Windows) the same by hand. */
export const ZEROSKEW: readonly string[] =
  process.platform !== 'win32' && existsSync(BIN) ? [BIN] : [process.execPath, join(ROOT, 'src/cli/index.ts')]

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Wall time, ms. */
  readonly tookMs: number
}

export interface RunOptions {
  /** Standard input; empty where it isn't given. */
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  /** A program to start it through: `faketime -f -47s`. */
  readonly through?: readonly string[]
}

/** The variables that decide the language and the places are ours alone. */
export const CLEAN_ENV = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/zeroskew-tests')
}

export async function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [program = '', ...rest] = [...(options.through ?? []), ...ZEROSKEW, ...args]
  const beganMs = performance.now()
  const child = spawn(program, rest, { env: { ...CLEAN_ENV, ...options.env }, stdio: 'pipe' })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // Refused input is not read to its end.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return {
    code,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
    tookMs: performance.now() - beganMs
  }
}

export interface Home {
  readonly folder: string
  readonly vaultFile: string
  readonly passphraseFile: string
  /** Runs a command on this home, opened by its passphrase. */
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Outcome>
  readonly remove: () => void
}

export const PASSPHRASE = 'quiet maple harbour 7'

/** A new data folder without a vault, and a passphrase file beside it. */
export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-cli-'))
  const home = join(folder, 'home')
  const passphraseFile = join(folder, 'passphrase')
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`)
  return {
    folder,
    vaultFile: join(home, 'vault.zeroskew'),
    passphraseFile,
    run: (args, options) =>
      run(
        [...args.slice(0, 1), '--home', home, '--passphrase-file', passphraseFile, ...args.slice(1)],
        options
      ),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** The same with a vault in it that holds these Key URIs. */
export async function makeVault(uris: readonly string[] = []): Promise<Home> {
  const home = makeHome()
  await expectDone(home.run(['vault', 'init', '--no-keychain']))
  if (uris.length > 0) await expectDone(home.run(['add'], { input: uris.join('\n') }))
  return home
}

async function expectDone(running: Promise<Outcome>): Promise<void> {
  const { code, stderr } = await running
  if (code !== 0) throw new Error(`expected exit code 0, got ${code ?? 'none'}: ${stderr}`)
}
