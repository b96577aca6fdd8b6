/** Runs the command line on a terminal of its own (util-linux' script), for tests that type and read. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CLEAN_ENV, ZEROSKEW } from './run.ts'

const DEADLINE_MS = 90_000

export interface Session {
  /** Waits until so much has been shown since the last wait. */
  readonly until: (text: string) => Promise<void>
  readonly type: (keys: string) => void
  readonly end: () => Promise<{ code: number | null; shown: string }>
  readonly pid: number
}

export const quotedCommand = (args: readonly string[]): string =>
  [...ZEROSKEW, ...args].map((word) => `'${word}'`).join(' ')

/** Starts the command line on a terminal of its own. */
export const onTerminal = (args: readonly string[]): Session => shellOnTerminal(`exec ${quotedCommand(args)}`)

/** Runs shell commands on a terminal of their own. */
export function shellOnTerminal(commands: string): Session {
  const child = spawn('script', ['-qec', `stty cols 80 rows 20; ${commands}`, '/dev/null'], {
    env: CLEAN_ENV,
    stdio: ['pipe', 'pipe', 'ignore']
  })
  let shown = ''
  let seen = 0
  let look = (): void => undefined
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    look()
  })
  const exited = once(child, 'close') as Promise<[number | null]>
  return {
    pid: child.pid ?? 0,
    until: (text) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new Error(`expected ${JSON.stringify(text)}, got ${JSON.stringify(shown.slice(seen))}`))
        }, DEADLINE_MS)
        look = () => {
          const at = shown.indexOf(text, seen)
          if (at < 0) return
          seen = at + text.length
          clearTimeout(late)
          resolve()
        }
        look()
      }),
    type: (keys) => child.stdin.write(keys),
    end: async () => {
      const [code] = await exited
      return { code, shown }
    }
  }
}
