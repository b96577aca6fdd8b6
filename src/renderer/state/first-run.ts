/** Where the first run stands, read from the vault itself: so it goes on where it was left, after a quit as well. */
import type { VaultView } from '../../shared/views/vault.ts'

/**
 * The step that comes next in an open vault: 2, confirm the recovery code; 3, add the first account. Null once there is an
 * account, and where a vault without a recovery code says nothing of its first run.
 */
export function firstRunStep(view: VaultView, accounts: number): 2 | 3 | null {
  if (view.kind !== 'unlocked' || accounts > 0 || !view.ways.includes('recovery')) return null
  return view.recoveryConfirmed ? 3 : 2
}
