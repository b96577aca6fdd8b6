/** Starts the keychain's child from plain Node: the terminal's way, and the tests'. */
import { fork } from 'node:child_process'
import type { ForkChild } from './keytar-child.ts'

/**
 * @param entry - path of keychain-child.ts, or of what it was built to
 */
export function forkByNode(entry: string): ForkChild {
  return () => {
    // The default serialisation would turn bytes into JSON text; the parent's options (an inspector) aren't the child's.
    const child = fork(entry, {
      serialization: 'advanced',
      execArgv: [],
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
