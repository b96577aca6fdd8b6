/** Into the trash, out of it, and out of it for good: from contents to contents. */
import { found } from './account-limits.ts'
import { withPayload, type Contents } from './contents.ts'
import { withField } from './payload.ts'
import { withRecord, withRecords } from './records.ts'

/**
 * Puts accounts into the trash, with a tombstone for each.
 * @param day - of use, on which that is
 * @throws {@link VaultError} `unknown-account`
 */
export function trashAccounts(contents: Contents, ids: readonly string[], day: number): Contents {
  const { accounts, trash, tombstones } = contents.payload
  const each = <T>(make: (id: string) => T): Map<string, T> =>
    new Map([...new Set(ids)].map((id) => [id, make(id)]))
  return ids.length === 0
    ? contents
    : withPayload(contents, {
        trash: withRecords(
          trash,
          each((id) => withField(found(accounts.get(id), id), 'deletedOn', day))
        ),
        tombstones: withRecords(
          tombstones,
          each(() => new Map([['deletedOn', day]]))
        ),
        accounts: withRecords(
          accounts,
          each(() => null)
        )
      })
}

/**
 * Takes accounts out of the trash. Their tombstones stay: where an account lives, a tombstone says nothing.
 * @throws {@link VaultError} `unknown-account`
 */
export function restoreAccounts(contents: Contents, ids: readonly string[]): Contents {
  const { accounts, trash } = contents.payload
  const restored = ids.map((id) => [id, withField(found(trash.get(id), id), 'deletedOn', undefined)] as const)
  return ids.length === 0
    ? contents
    : withPayload(contents, {
        accounts: withRecords(accounts, new Map(restored)),
        trash: withRecords(trash, new Map(ids.map((id) => [id, null])))
      })
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
