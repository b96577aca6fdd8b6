/** The accounts of an open vault as the rest of the program knows them: live ones in their order, and the trash. */
import type { Account } from '../otp/account.ts'
import { accountOf, inOrder } from './account-record.ts'
import { isCount, type Fields } from './cbor.ts'
import type { Contents } from './contents.ts'

export interface TrashedAccount {
  readonly account: Account
  /** Day of use on which it was deleted. */
  readonly deletedOn: number
}

/** Remembers what it made of the contents last asked about, so that one record's key object is made once. */
export class AccountList {
  #last: { readonly of: Contents; readonly all: readonly Account[] } | null = null
  #known = new WeakMap<Fields, Account>()

  /** Live accounts in their order. */
  live(contents: Contents): readonly Account[] {
    if (this.#last?.of !== contents) {
      const all = inOrder(contents.payload.accounts).flatMap(
        ([id, record]) => this.#accountOf(id, record) ?? []
      )
      this.#last = { of: contents, all }
    }
    return this.#last.all
  }

  /** Deleted accounts, the last deleted first. */
  trashed(contents: Contents): readonly TrashedAccount[] {
    return inOrder(contents.payload.trash)
      .flatMap(([id, record]) => {
        const account = this.#accountOf(id, record)
        const deletedOn = record.get('deletedOn')
        return account === null ? [] : [{ account, deletedOn: isCount(deletedOn) ? deletedOn : 0 }]
      })
      .sort((a, b) => b.deletedOn - a.deletedOn)
  }

  forget(): void {
    this.#last = null
    this.#known = new WeakMap()
  }

  #accountOf(id: string, record: Fields): Account | null {
    const account = this.#known.get(record) ?? accountOf(id, record)
    if (account !== null) {
      this.#known.set(record, account)
    }
    return account
  }
}
