/**
 * Electron's single-instance lock: a folder in userData with the owner's process id, in which a second instance
 * leaves its command line. Everything synchronous, as the real call is.
 */
import { readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { makeFolder } from './folders.ts'

interface Call {
  readonly argv: readonly string[]
  readonly folder: string
  readonly data: unknown
}

export class SingleInstanceLock {
  readonly #onCall: (argv: readonly string[], folder: string, data: unknown) => void
  #folder: string | null = null
  #watcher: FSWatcher | null = null

  constructor(onCall: (argv: readonly string[], folder: string, data: unknown) => void) {
    this.#onCall = onCall
  }

  get isHeld(): boolean {
    return this.#folder !== null
  }

  /** Takes the lock, or leaves a call for its owner and gives `false`. */
  request(userData: string, data: unknown): boolean {
    if (this.#folder !== null) return true
    const folder = join(userData, 'StandInLock')
    const owner = ownerOf(folder)
    if (owner !== null) {
      const call: Call = { argv: process.argv, folder: process.cwd(), data }
      const path = join(folder, `call-${process.pid}`)
      writeFileSync(`${path}.part`, JSON.stringify(call))
      renameSync(`${path}.part`, path)
      return false
    }
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
      makeFolder(folder)
      writeFileSync(join(folder, 'pid'), String(process.pid))
    } catch {
      // A read-only folder keeps no lock; the app runs all the same.
      return true
    }
    this.#folder = folder
    this.#watcher = watch(folder, () => this.#takeCalls(folder))
    this.#watcher.unref()
    return true
  }

  release(): void {
    this.#watcher?.close()
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
    this.#folder = null
  }

  #takeCalls(folder: string): void {
    let names: string[]
    try {
      names = readdirSync(folder)
    } catch {
      return
    }
    for (const name of names) {
      if (!/^call-\d+$/.test(name)) continue
      const path = join(folder, name)
      const { argv, folder: from, data } = JSON.parse(readFileSync(path, 'utf8')) as Call
      rmSync(path)
      this.#onCall(argv, from, data)
    }
  }
}

function ownerOf(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
