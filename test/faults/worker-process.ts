/** Starts workers (worker.ts) and listens to what they acknowledge. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url))

export interface WorkerPlan {
  readonly task: string
  readonly path: string
  readonly keychain: string
  readonly times?: number
  readonly bug?: string
  /** A program to start it through, such as strace. */
  readonly through?: readonly string[]
}

export interface Worker {
  readonly child: ChildProcess
  /** Everything that it has said, but `ready`. */
  readonly said: string[]
  readonly ready: Promise<unknown>
  readonly ended: Promise<unknown>
  go(): void
  /** Waits for the n-th line. */
  line(count: number): Promise<void>
}

export function startWorker({ task, path, keychain, times = 1, bug = '', through = [] }: WorkerPlan): Worker {
  const [program, ...args] = [...through, process.execPath, WORKER, task, path, keychain, String(times), bug]
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    // One thread for files, so that its calls are counted in their order.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', NODE_OPTIONS: '' }
  })
  const said: string[] = []
  const isReady = Promise.withResolvers<null>()
  const waiting: { count: number; resolve: () => void }[] = []
  const tell = (): void => {
    for (const one of waiting) {
      if (said.length >= one.count) one.resolve()
    }
  }
  createInterface(child.stdout).on('line', (text) => {
    if (text === 'ready') {
      isReady.resolve(null)
    } else {
      said.push(text)
      tell()
    }
  })
  child.stdin.on('error', () => undefined)
  const ended = once(child, 'close')
  void ended.then(() => {
    isReady.resolve(null)
    for (const one of waiting) one.resolve()
  })
  return {
    child,
    said,
    ready: isReady.promise,
    ended,
    go: () => child.stdin.write('go\n'),
    line: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve })
        tell()
      })
  }
}

/** A folder with room for a vault and its keychain. */
export function makePlace(): { path: string; keychain: string; folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-faults-'))
  const keychain = join(folder, 'keychain.json')
  writeFileSync(keychain, '{}')
  return {
    folder,
    keychain,
    path: join(folder, 'vault.zeroskew'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** What workers acknowledged, in their order. */
export function acknowledged(said: readonly string[]): readonly string[] {
  return said.flatMap((line) => (line.startsWith('ack ') ? [line.slice(4)] : []))
}
