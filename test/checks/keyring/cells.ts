/**
 * One cell of the table: a state of the keychain × something that the user does. First by the keychain, then, in the same
 * state, by the passphrase; and what has become of the vault and of the keyring's items.
 */
import { randomBytes, scrypt } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { lookByCredential } from '../../../src/core/vault/vault-backups.ts'
import type { FailureCode } from '../../../src/shared/failure.ts'
import { wordingFor } from '../../../src/shared/wording/wording.ts'
import { PrivateKeyring } from './private-keyring.ts'
import type { Prepared, State } from './states.ts'
import { byActor, hasExport, type Action, type Call, type CellPlace, type Surface } from './surfaces.ts'

/** Whoever hasn't answered this long after the limit is ended, ms. */
const HOPELESS_MS = 4000
/** Making what the cells start from is no part of what is measured, ms. */
const TEMPLATE_MS = 60_000
const REASONS: readonly FailureCode[] = [
  'keychain-locked',
  'keychain-unreachable',
  'keychain-absent',
  'key-unavailable'
]
const PASSPHRASE = 'seven quiet harbours'

export interface Cell {
  readonly state: string
  readonly action: Action
  /** By the keychain. */
  readonly answer: string
  /** From the process's start to its answer, without what deriving keys takes, ms. */
  readonly answerMs: number
  readonly passphraseMs: number
  /** What isn't as it must be. */
  readonly faults: readonly string[]
}

/** A home with a vault, two accounts and an unlocked keyring, to be copied for each cell. */
export interface Template extends Prepared {
  readonly home: string
  readonly recoveryCode: string
  remove(): void
}

export async function makeTemplate(): Promise<Template> {
  const home = mkdtempSync(join(tmpdir(), 'zeroskew-keyring-'))
  writeFileSync(join(home, 'passphrase'), `${PASSPHRASE}\n`)
  const keyring = await PrivateKeyring.start(home)
  try {
    const make = async (folder: string): Promise<string> => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const argv = [...byActor('')('start', placeIn(home), null, '').argv.slice(0, 2), 'create']
      const call = { argv: [...argv, join(folder, 'vault.zeroskew'), join(home, 'passphrase')], input: '' }
      const { code, stdout, stderr } = await start(call, keyring.env, TEMPLATE_MS)
      if (code !== 0) throw new Error(`expected a vault, got ${stderr}`)
      return (JSON.parse(stdout) as { recoveryCode: string }).recoveryCode
    }
    const recoveryCode = await make(join(home, 'share/zeroskew'))
    const [account = ''] = keyring.accounts()
    await make(join(home, 'other'))
    const [other = ''] = keyring.accounts().filter((each) => each !== account)
    const remove = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 20 })
    return {
      home,
      recoveryCode,
      account,
      item: keyring.lookup(account),
      otherItem: keyring.lookup(other),
      remove
    }
  } finally {
    await keyring.stop()
  }
}

/** @param limitMs - Within which the program has to answer, key derivation aside. */
export async function runCell(
  template: Template,
  state: State,
  action: Action,
  surface: Surface,
  limitMs: number
): Promise<Cell> {
  const home = mkdtempSync(join(tmpdir(), 'zeroskew-keyring-'))
  // Without the daemon's own sockets, which it may be taking away just now.
  for (const part of ['share', 'passphrase']) {
    cpSync(join(template.home, part), join(home, part), { recursive: true })
  }
  const keyring = await PrivateKeyring.start(home)
  try {
    state.change?.(keyring, template)
    const before = keyring.items()
    const { env = keyring.env, leave } = (await state.enter?.(keyring, home)) ?? {}
    const act = new Actor(home, surface, action, env, limitMs + HOPELESS_MS)
    try {
      await act.byKeychain()
      await act.byPassphrase()
    } finally {
      await leave?.()
    }
    keyring.revive()
    const faults = [...act.faults(state, limitMs), ...(await act.faultsOnDisk(template.recoveryCode))]
    const changed = changedItems(before, keyring.items())
    if (changed > 0) faults.push(`${changed} items of the keyring made or changed`)
    const { answer, answerMs, passphraseMs } = act
    return { state: state.name, action, answer, answerMs, passphraseMs, faults }
  } finally {
    await keyring.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** Does the thing twice, and keeps what is needed to judge it. */
class Actor {
  answer = ''
  answerMs = 0
  passphraseMs = 0
  readonly #place: CellPlace
  readonly #surface: Surface
  readonly #action: Action
  readonly #env: Readonly<Record<string, string>>
  readonly #hopelessMs: number
  #passphraseFile: string
  #isAnswered = true
  #opensByPassphrase = false
  /** The file after each step, with what the step said. */
  readonly #steps: { readonly isDone: boolean; readonly file: Buffer; readonly name: string }[] = []

  constructor(
    home: string,
    surface: Surface,
    action: Action,
    env: Readonly<Record<string, string>>,
    hopelessMs: number
  ) {
    this.#hopelessMs = hopelessMs
    this.#place = placeIn(home)
    this.#surface = surface
    this.#action = action
    this.#env = env
    this.#passphraseFile = join(home, 'passphrase')
    this.#steps.push({ isDone: false, file: fileAt(this.#place.vault), name: '' })
  }

  async byKeychain(): Promise<void> {
    const kdfMs = (await keyDerivationMs()) * this.#derivations
    const { code, stderr, tookMs } = await this.#do(null, this.#name('first'))
    this.#isAnswered = code !== null
    const { failure } = wordingFor('en')
    const reason = REASONS.find((each) => stderr.includes(failure({ code: each })))
    const isDone = code === 0
    this.answer = isDone
      ? 'opened'
      : (reason ?? (this.#isAnswered ? `exit code ${String(code)}` : 'no answer'))
    this.answerMs = tookMs - (isDone ? kdfMs : 0)
  }

  async byPassphrase(): Promise<void> {
    const kdfMs = await keyDerivationMs()
    const { code, tookMs } = await this.#do(this.#passphraseFile, this.#name('second'))
    this.#opensByPassphrase = code === 0
    this.passphraseMs = tookMs - kdfMs * (1 + this.#derivations)
  }

  /** What is wrong with the answers. */
  faults(state: State, limitMs: number): string[] {
    const faults: string[] = []
    const expected: readonly string[] = state.answers
    if (!expected.includes(this.answer)) faults.push(`said ${this.answer}, expected ${expected.join(' or ')}`)
    if (!this.#isAnswered) faults.push(`no answer within ${this.#hopelessMs} ms`)
    if (!this.#opensByPassphrase) faults.push('the passphrase doesn’t open it')
    for (const ms of [this.answerMs, this.passphraseMs]) {
      if (ms > limitMs) faults.push(`answered after ${ms.toFixed(0)} ms`)
    }
    return faults
  }

  /** What is wrong with the vault: it opens by its recovery code, holds what was acknowledged, and is the same else. */
  async faultsOnDisk(code: string): Promise<string[]> {
    const faults: string[] = []
    const doesSave = this.#action !== 'start' && this.#action !== 'export'
    for (const [at, { isDone, file }] of this.#steps.entries()) {
      const before = this.#steps[at - 1]
      if (before !== undefined && !(doesSave && isDone) && !file.equals(before.file)) {
        faults.push('the file changed, though nothing was saved')
      }
    }
    const setting = { files: nodeFiles, keychain: null, randomBytes, process: await thisProcess() }
    const labels = await lookByCredential(this.#place.vault, { kind: 'recovery', code }, setting).then(
      ({ accounts }) => accounts.map(({ label }) => label),
      () => null
    )
    if (labels === null) return [...faults, 'the vault isn’t valid']
    for (const { isDone, name } of this.#steps.filter((step) => step.isDone)) {
      const isKept =
        (this.#action !== 'add' || labels.includes(name)) &&
        (this.#action !== 'save' || !labels.includes(name))
      if (isDone && !isKept) faults.push(`acknowledged, and not kept: ${this.#action}`)
    }
    return faults
  }

  /** How many keys the thing itself derives: of a new passphrase, or of an export's password. */
  get #derivations(): number {
    return this.#action === 'passphrase' || (this.#action === 'export' && hasExport()) ? 1 : 0
  }

  async #do(passphraseFile: string | null, name: string): Promise<Answer> {
    const call = this.#surface(this.#action, this.#place, passphraseFile, name)
    const answer = await start(call, this.#env, this.#hopelessMs)
    const isDone = answer.code === 0
    if (isDone && this.#action === 'passphrase') this.#passphraseFile = name
    this.#steps.push({ isDone, file: fileAt(this.#place.vault), name })
    return answer
  }

  /** What the step is about: a new account, one that is there, a file to write, a new passphrase. */
  #name(step: 'first' | 'second'): string {
    switch (this.#action) {
      case 'start':
        return ''
      case 'add':
        return `${step} added`
      case 'save':
        return step === 'first' ? 'alice' : 'bob'
      case 'export':
        return join(this.#place.folder, `${step}-export`)
      case 'passphrase': {
        const file = join(this.#place.folder, `${step}-passphrase`)
        writeFileSync(file, `another one, the ${step}\n`)
        return file
      }
    }
  }
}

/** Empty where a planted bug has taken it away. */
function fileAt(path: string): Buffer {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
}

interface Answer {
  /** `null`: it had to be ended. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly tookMs: number
}

async function start(
  { argv, input }: Call,
  env: Readonly<Record<string, string>>,
  hopelessMs: number
): Promise<Answer> {
  const [program = '', ...args] = argv
  const beganMs = performance.now()
  // A group of its own: what hangs may be a child of its child.
  const child = spawn(program, args, { env, stdio: 'pipe', detached: true })
  const { pid } = child
  // Number 0 would be our own process group.
  const hopeless = setTimeout(() => {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  }, hopelessMs)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(hopeless)
  return { code, stdout, stderr, tookMs: performance.now() - beganMs }
}

function placeIn(home: string): CellPlace {
  return { vault: join(home, 'share/zeroskew/vault.zeroskew'), folder: home }
}

/** What scrypt with a vault's own cost takes on this machine at this moment, ms. */
async function keyDerivationMs(): Promise<number> {
  const beganMs = performance.now()
  await new Promise((resolve) => {
    scrypt('control', 'salt', 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }, resolve)
  })
  return performance.now() - beganMs
}

function changedItems(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).length
}
