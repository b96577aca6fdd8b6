/**
 * A small file that app and terminal share. It may be lost without harm, so one that can't be read counts as missing,
 * and one that can't be written stops nothing.
 */
import { dirname } from 'node:path'
import { codeOf } from '../vault/node-files.ts'
import { VaultError } from '../vault/vault-error.ts'
import { withLock, type LockSetting } from '../vault/vault-lock.ts'

const MOST_BYTES = 1 << 20
const LOCK_DEADLINE_MS = 2000

export class SharedFile {
  readonly #path: string
  readonly #lock: LockSetting

  /**
   * @param path - The file; its locks lie beside it.
   * @param lock - As for the vault.
   */
  constructor(path: string, lock: LockSetting) {
    this.#path = path
    this.#lock = lock
  }

  /** Its text; '' where there is none that can be read. */
  async read(): Promise<string> {
    try {
      const bytes = await this.#lock.files.read(this.#path, MOST_BYTES)
      return bytes?.toString('utf8') ?? ''
    } catch (error) {
      if (codeOf(error) === '') throw error
      return ''
    }
  }

  /** Reads, changes and writes while no other process does; gives whether it was written. */
  async change(change: (text: string) => string): Promise<boolean> {
    return await this.locked('', LOCK_DEADLINE_MS, async () => {
      await this.#replace(change(await this.read()))
    })
  }

  /**
   * Does something under a lock beside the file; `false` where there is no getting it.
   * @param name - Which of its locks; '' for the one that changes are made under.
   */
  async locked(name: string, deadlineMs: number, work: () => Promise<void>): Promise<boolean> {
    try {
      await this.#lock.files.makeFolder(dirname(this.#path))
      await withLock(`${this.#path}${name}.lock`, { ...this.#lock, deadlineMs }, work)
      return true
    } catch (error) {
      // A full disk, a read-only home, another process that holds the lock: nothing depends on this file.
      if (error instanceof VaultError || codeOf(error) !== '') return false
      throw error
    }
  }

  async #replace(text: string): Promise<void> {
    const { files } = this.#lock
    const temporary = `${this.#path}.new`
    // What a process left that was ended in the middle of this.
    await files.remove(temporary)
    const file = await files.create(temporary)
    try {
      await file.write(Buffer.from(text))
    } finally {
      await file.close()
    }
    await files.rename(temporary, this.#path)
  }
}
