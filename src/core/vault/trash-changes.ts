/** Into the trash, out of it, and out of it for good: from contents to contents. */
import { found } from './account-limits.ts'
import { withPayload, type Contents } from './contents.ts'
import { withField, withRecord } from './payload.ts'

/**
 * Puts accounts into the trash, with a tombstone for each.
 * @param day - of use, on which that is
 * @throws {@link VaultError} `unknown-account`
 */
export function trashAccounts(contents: Contents, ids: readonly string[], day: number): Contents {
  const { payload } = contents
  const accounts = new Map(payload.accounts)
  const trash = new Map(payload.trash)
  const tombstones = new Map(payload.tombstones)
  for (const id of new Set(ids)) {
    trash.set(id, withField(found(accounts.get(id), id), 'deletedOn', day))
    tombstones.set(id, new Map([['deletedOn', day]]))
    accounts.delete(id)
  }
  return ids.length === 0 ? contents : withPayload(contents, { accounts, trash, tombstones })
}

/**
 * Takes accounts out of the trash. Their tombstones stay: where an account lives, a tombstone says nothing.
 * @throws {@link VaultError} `unknown-account`
 */
export function restoreAccounts(contents: Contents, ids: readonly string[]): Contents {
  const accounts = new Map(contents.payload.accounts)
  const trash = new Map(contents.payload.trash)
  for (const id of new Set(ids)) {
    accounts.set(id, withField(found(trash.get(id), id), 'deletedOn', undefined))
    trash.delete(id)
  }
  return ids.length === 0 ? contents : withPayload(contents, { accounts, trash })
}

/** Empties the trash, or takes one account out of it for good; tombstones stay. */
export function purgeTrash(contents: Contents, id: string | null): Contents {
  const { trash } = contents.payload
  if (id !== null) {
    found(trash.get(id), id)
  }
  return trash.size === 0
    ? contents
    : withPayload(contents, { trash: id === null ? new Map() : withRecord(trash, id, null) })
}
