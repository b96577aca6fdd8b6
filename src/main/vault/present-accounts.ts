/** The accounts of the open vault, as every window and the tray are shown them. */
import { presentAccount } from '../../core/present.ts'
import type { Vault } from '../../core/vault/vault.ts'
import type { AccountView } from '../../shared/views/account.ts'

/** The live accounts, each with whether its counter is in doubt. */
export function presentAccounts(vault: Vault): readonly AccountView[] {
  const inDoubt = new Set(vault.countersInDoubt)
  return vault.accounts.map((account) => presentAccount(account, inDoubt.has(account.id)))
}
