/** The command line as people run it, for checks: what it prints as JSON, and how long it took. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClockView } from '../../../src/shared/views/clock.ts'

const BIN = join(import.meta.dirname, '../../../bin/zeroskew')

export type CheckJson = Pick<ClockView, 'verdict' | 'reason' | 'offsetMs' | 'boundMs' | 'trust' | 'sources'>

export interface CheckRunOptions {
  readonly servers: readonly string[]
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
  /** Before the command: `faketime -f -400d`. */
  readonly prefix?: readonly string[]
}

export async function zeroskewCheck({
  servers,
  home,
  env = {},
  prefix = []
}: CheckRunOptions): Promise<CheckJson> {
  const [program = '', ...args] = [
    ...prefix,
    BIN,
    'check',
    '--json',
    '--home',
    home,
    ...servers.flatMap((server) => ['--server', server])
  ]
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err]: [string[], string[]] = [[], []]
  child.stdout.on('data', (text: Buffer) => out.push(text.toString()))
  child.stderr.on('data', (text: Buffer) => err.push(text.toString()))
  await once(child, 'close')
  try {
    return JSON.parse(out.join('')) as CheckJson
  } catch {
    throw new Error(`expected JSON, got ${out.join('')}${err.join('')}`)
  }
}

export function temporaryHome(): { readonly home: string; readonly remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'zeroskew-check-'))
  return { home, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 20 }) }
}
