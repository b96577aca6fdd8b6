/** The planted bug of terminal codes: what was seen is asked for after the vault was read and opened. Loaded by --import. */
import { readFileSync } from 'node:fs'
import type { SeenSave } from '../../../src/core/vault/seen-saves.ts'
import { replaceModule } from './replace-module.ts'

export * from '../../../src/core/vault/seen-saves.ts'

class LateNotes extends Map<string, SeenSave> {
  readonly #path: string

  constructor(path: string) {
    super()
    this.#path = path
  }

  override get(vaultId: string): SeenSave | undefined {
    const { vaults } = JSON.parse(readFileSync(this.#path, 'utf8')) as { vaults: Record<string, SeenSave> }
    return vaults[vaultId]
  }
}

export function readAllSeen(path: string): Promise<LateNotes> {
  return Promise.resolve(new LateNotes(path))
}

replaceModule('/core/vault/seen-saves.ts', import.meta.url)
