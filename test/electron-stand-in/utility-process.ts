/** Electron's `utilityProcess.fork`, over Node's `child_process.fork`; the child finds a `process.parentPort`. */
import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import process from 'node:process'
import type { Serializable } from 'node:child_process'

const PARENT_PORT = new URL('./parent-port.mjs', import.meta.url).href

export class UtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'kill' | 'postMessage' | 'pid' | 'stdout' | 'stderr'>
{
  readonly #child: ChildProcess
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  /** `undefined` before 'spawn' and after 'exit', as Electron's. */
  pid: number | undefined

  constructor(path: string, args: readonly string[], options: Electron.ForkOptions) {
    super()
    const { stdio = 'inherit', env = process.env, execArgv = [], cwd } = options
    const streams = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio
    const child = fork(path, args, {
      env: { ...env, STAND_IN_CONTROL: '' },
      execArgv: ['--import', PARENT_PORT, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', asStdio(streams[1]), asStdio(streams[2]), 'ipc'],
      ...(cwd === undefined ? {} : { cwd })
    })
    this.#child = child
    this.stdout = child.stdout
    this.stderr = child.stderr
    child.on('spawn', () => {
      this.pid = child.pid
      this.emit('spawn')
    })
    child.on('message', (message) => this.emit('message', message))
    child.on('exit', (code, signal) => {
      this.pid = undefined
      // Electron gives the wait status, in which a signal is no exit code.
      this.emit('exit', code ?? (signal === null ? 1 : 15))
    })
    child.on('error', (error) => console.error('stand-in: the utility process failed:', error.message))
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in for Electron transfers no ports')
    if (this.#child.connected) this.#child.send(message as Serializable, () => undefined)
  }

  /** Sends SIGTERM. */
  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

function asStdio(stream: string | undefined): 'pipe' | 'ignore' | 'inherit' {
  return stream === 'pipe' || stream === 'ignore' ? stream : 'inherit'
}

/** Electron's `utilityProcess` module. */
export const utilityProcess = {
  fork: (path: string, args: readonly string[] = [], options: Electron.ForkOptions = {}) =>
    new UtilityProcess(path, args, options)
}
