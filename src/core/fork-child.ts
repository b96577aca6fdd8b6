/** A process that is started for one task and ended at once: what hangs, swells or crashes in it goes with it. */
import { fork } from 'node:child_process'

/** Its other end, whoever starts it: `utilityProcess.fork` in main (fork-utility.ts), {@link forkByNode} elsewhere. */
export interface ChildPort {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process is gone or could not be started. */
  onExit(listener: () => void): void
  /** Ends it at once: SIGKILL, which nothing native can put off. */
  kill(): void
}

export type ForkChild = () => ChildPort

/**
 * Starts the child from plain Node: the terminal's way, and the tests'.
 * @param entry - path of its script, or of what that was built to
 * @param execArgv - Node's own options; the parent's (an inspector) aren't the child's
 */
export function forkByNode(entry: string, execArgv: readonly string[] = []): ForkChild {
  return () => {
    const child = fork(entry, {
      // The default serialisation would turn bytes into JSON text.
      serialization: 'advanced',
      execArgv: [...execArgv],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc']
    })
    return {
      send: (message) => {
        child.send(message as object, () => undefined)
      },
      onMessage: (listener) => {
        child.on('message', listener)
      },
      onExit: (listener) => {
        child.once('exit', listener)
        child.once('error', listener)
      },
      kill: () => {
        child.kill('SIGKILL')
      }
    }
  }
}
