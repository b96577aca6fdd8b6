/** Reads what comes in from outside in a utility process of its own (core/transfer/read-in-child.ts). */
import { READER_OPTIONS, readInChild } from '../../core/transfer/read-in-child.ts'
import { forkUtility } from './fork-utility.ts'
import type { Read } from './read-item.ts'

/** @param path - The built reading-child. */
export function importReader(path: string): Read {
  const fork = () => forkUtility(path, 'Zeroskew import', READER_OPTIONS)
  return (bytes, reading, signal) => readInChild(bytes, reading, { fork, signal })
}
