/** Every buffer that holds an open vault's secrets: wiped when it is left behind, or when the vault is locked. */
import { wipe } from './secret-bytes.ts'

export class Plaintexts {
  readonly #all = new Set<Buffer>()

  get count(): number {
    return this.#all.size
  }

  add(...plaintexts: readonly Buffer[]): void {
    for (const plaintext of plaintexts) {
      this.#all.add(plaintext)
    }
  }

  /** Wipes all but this one, which nothing may refer to any more. */
  keepOnly(kept: Buffer): void {
    this.#all.delete(kept)
    this.wipe()
    this.#all.add(kept)
  }

  wipe(): void {
    wipe(...this.#all)
    this.#all.clear()
  }
}
