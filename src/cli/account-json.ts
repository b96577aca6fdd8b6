/** An account for scripts: the same fields wherever a command gives one with --json, and never its secret. */
import type { Account } from '../core/otp/account.ts'
import { presentAccount } from '../core/present.ts'
import type { Vault } from '../core/vault/vault.ts'

/**
 * Accounts in their order, each with its key's fields and what people keep beside it, always; with `group`, the first of
 * its groups, where it is in one, and `isCounterInDoubt` where an older vault was put back.
 * @param vault - Tells whose counter is in doubt; none is outside of a vault.
 */
export function accountsJson(
  accounts: readonly Account[],
  vault?: Pick<Vault, 'countersInDoubt'>
): readonly object[] {
  const inDoubt = new Set(vault?.countersInDoubt)
  return accounts.map((account) => {
    const view = presentAccount(account, inDoubt.has(account.id))
    const [group] = view.groups
    return { ...view, ...(group === undefined ? {} : { group }) }
  })
}

/** One of them. */
export function accountJson(account: Account, vault?: Pick<Vault, 'countersInDoubt'>): object | undefined {
  return accountsJson([account], vault)[0]
}
