/** Reads what comes in from outside in a utility process of its own (core/transfer/read-in-child.ts). */
import { utilityProcess } from 'electron'
import { READER_OPTIONS, readInChild, type ReadingChild } from '../core/transfer/read-in-child.ts'
import type { ImportPorts } from './import-flow.ts'

/** @param path - The built reading-child. */
export function importReader(path: string): ImportPorts['read'] {
  return (bytes, reading, signal) => readInChild(bytes, reading, { fork: () => forkReader(path), signal })
}

/** By Electron's own means: with the runAsNode fuse off, `child_process.fork` can't. */
function forkReader(path: string): ReadingChild {
  const child = utilityProcess.fork(path, [], {
    serviceName: 'Zeroskew import',
    stdio: 'ignore',
    execArgv: [...READER_OPTIONS]
  })
  // `child.kill()` sends SIGTERM, which a native key derivation puts off.
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
