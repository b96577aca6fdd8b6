/**
 * The vault's file as this process knows it (docs/vault-format.md, "Saving"): one that was neither replaced nor written to
 * since it was loaded or saved isn't read whole once more.
 */
import type { FileMark } from './file-system.ts'
import type { VaultStorage } from './vault-file.ts'

export class KnownFile {
  readonly #storage: VaultStorage
  /** `start`: up to the end of the header's HMAC, which no two saves have in common. */
  #known: { readonly mark: FileMark; readonly start: Buffer } | null = null
  /** Mark of the file that was read last, from before it was read. */
  #readMark: FileMark | null = null

  constructor(storage: VaultStorage) {
    this.#storage = storage
  }

  /** The file's bytes; `same` where they are those of the save that is known, `null` where there is none. */
  async read(): Promise<Buffer | 'same' | null> {
    const found = await this.#storage.readStart(this.#known?.start.length ?? 0)
    if (found === null) {
      return null
    }
    if (this.#known !== null && found.mark === this.#known.mark && found.bytes.equals(this.#known.start)) {
      return 'same'
    }
    this.#readMark = found.mark
    return await this.#storage.read()
  }

  /** What was read last is authenticated, and is the save that this process has loaded or made. */
  confirmRead(start: Buffer): void {
    this.#known = this.#readMark === null ? null : { mark: this.#readMark, start }
  }

  /** What was just saved. */
  confirmSaved(mark: FileMark, start: Buffer): void {
    this.#known = { mark, start }
  }

  forget(): void {
    this.#known = null
  }
}
