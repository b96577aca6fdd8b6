/** Accounts, to be asked whether the same one is among them: in kind, issuer, label, secret, pin, algorithm, digits, period. */
import type { NewAccount } from '../otp/account.ts'
import { likeness, sameSecrets } from './account-record.ts'

export class Likes<A extends NewAccount = NewAccount> {
  readonly #alike = new Map<string, A[]>()

  constructor(accounts: readonly A[]) {
    for (const account of accounts) this.add(account)
  }

  add(account: A): void {
    const like = likeness(account)
    const same = this.#alike.get(like)
    if (same === undefined) this.#alike.set(like, [account])
    else same.push(account)
  }

  /** The first that is the same, or undefined. */
  find(account: NewAccount): A | undefined {
    return this.#alike.get(likeness(account))?.find((one) => sameSecrets(one, account))
  }

  has(account: NewAccount): boolean {
    return this.find(account) !== undefined
  }
}
