/** The next HOTP code: stored – synced – shown, in this order and no other (docs/vault-format.md, "Saving"). */
import type { Account } from '../otp/account.ts'
import { hotp } from '../otp/hotp.ts'
import { advanceCounter } from './counter-changes.ts'
import { VaultError } from './vault-error.ts'
import type { VaultSaver } from './vault-saver.ts'

export interface NextCode {
  readonly account: Account
  readonly code: string
  /** Moving factor of this code; the account's own is one more. */
  readonly counter: number
}

/**
 * @throws {@link VaultError} `unknown-account`, `not-hotp`, `counter-in-doubt`, and those of saving: then no code was shown
 */
export async function nextCode(id: string, saver: VaultSaver): Promise<NextCode> {
  const before: (Account & { kind: 'hotp' })[] = []
  const { outcome } = await saver.save({
    on: 'latest',
    make: (contents) => {
      const advanced = advanceCounter(contents, id)
      before.push(advanced.account)
      return advanced.contents
    }
  })
  const account = before.at(-1)
  if (outcome !== 'saved' || account === undefined) {
    throw new VaultError(
      'unknown-whether-saved',
      'expected the counter on the medium before its code is shown'
    )
  }
  const { counter } = account
  const code = hotp(account.secret, account.algorithm, account.digits, counter)
  return { account: { ...account, counter: counter + 1 }, code, counter }
}
