/** Folders that may turn out to be impossible. */
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Makes a folder and those above it. Node's own `recursive` never comes back under /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

/** Whether something can be written there, shown by doing it: what a read-only disk allows, permissions don't tell. */
export function isWritable(folder: string): boolean {
  try {
    makeFolder(folder)
    rmdirSync(mkdtempSync(join(folder, '.stand-in-')))
    return true
  } catch {
    return false
  }
}
