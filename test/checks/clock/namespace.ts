/** Runs a script of this folder in a network namespace of its own, which has nothing but loopback. Needs root. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { findProgram } from '../../real-parts.ts'

/** What is missing for it, by name; empty where nothing is. */
export function missingForNamespace(programs: readonly string[]): readonly string[] {
  return [
    ...(process.getuid?.() === 0 ? [] : ['root']),
    ...['unshare', 'ip', ...programs].filter((name) => findProgram(name) === null)
  ]
}

/**
 * Runs it, and gives what it printed.
 * @param setUp - Lines of shell before it.
 * @param prefix - Before the command: `strace -f`.
 */
export async function inNamespace(
  script: string,
  setUp: readonly string[],
  prefix: readonly string[] = []
): Promise<string> {
  const command = [...prefix, process.execPath, '--disable-warning=ExperimentalWarning', script]
  const shell = [
    'set -e',
    'ip link set lo up',
    ...setUp,
    `exec ${command.map((word) => `'${word}'`).join(' ')}`
  ]
  const child = spawn(findProgram('unshare') ?? 'unshare', ['-n', '-m', 'sh', '-c', shell.join('\n')], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const out: string[] = []
  child.stdout.on('data', (text: Buffer) => out.push(text.toString()))
  await once(child, 'close')
  return out.join('')
}

export const scriptOf = (name: string): string => join(import.meta.dirname, name)
