/** What may be wrong with a vault, as its door has to know it: a file that can't be read, a key that is lost, a save that waits. */
import { presentFailure } from '../../core/present-failure.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Vault } from '../../core/vault/vault.ts'
import type { Failure } from '../../shared/failure.ts'
import type { VaultView } from '../../shared/views/vault.ts'

/** The screen of a file that can't be opened by any credential; null for every other error. */
export function brokenView(error: unknown): VaultView | null {
  if (!(error instanceof VaultError)) return null
  switch (error.code) {
    case 'damaged':
    case 'newer-version':
      return { kind: error.code }
    case 'unreadable':
      return { kind: 'unreadable', failure: presentFailure(error) }
    default:
      return null
  }
}

/** The keychain answered, and its key was gone, or was none of this vault's. */
export function isKeyLost(failure: Failure | null): boolean {
  return failure?.code === 'key-unavailable' || failure?.code === 'wrong-credential'
}

/**
 * Saves what is in memory only; counts of use alone may wait on.
 * @throws VaultError where changes of accounts can't be saved
 */
export async function saveWhatWaits(vault: Vault): Promise<void> {
  if (vault.unsaved !== null) await vault.retrySave()
  else await vault.saveUses().catch(() => undefined)
}
