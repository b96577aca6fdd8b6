/** Tells when another program (the terminal) saved the vault. */
import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Several events come with one save: wait until they are over, ms. */
const SETTLE_MS = 50

/**
 * Watches the folder, not the file: a save puts another file in its place.
 * Where the folder can't be watched nothing is told; the next save merges all the same.
 */
export function watchVault(path: string, onSave: () => void): void {
  let timer: NodeJS.Timeout | undefined
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name !== basename(path)) return
      clearTimeout(timer)
      timer = setTimeout(onSave, SETTLE_MS)
    })
    watcher.on('error', () => watcher.close())
  } catch {
    // The folder isn't there yet, or the system is out of watchers.
  }
}
