/** Starts a child by Electron's own means: with the runAsNode fuse off, `child_process.fork` can't. */
import { utilityProcess } from 'electron'
import type { ChildPort } from '../../core/fork-child.ts'

/**
 * @param path - The built script.
 * @param serviceName - As the system's list of processes shows it.
 */
export function forkUtility(path: string, serviceName: string, execArgv: readonly string[] = []): ChildPort {
  const child = utilityProcess.fork(path, [], { serviceName, stdio: 'ignore', execArgv: [...execArgv] })
  // `child.kill()` sends SIGTERM, which a process stuck in the keychain or in a key derivation never sees.
  const kill = (): void => {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  }
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => {
      if (child.pid === undefined) child.once('spawn', kill)
      else kill()
    }
  }
}
