/** What is to be told about an open vault, the weightiest first. */
import type { Vault } from '../../core/vault/vault.ts'
import { presentFailure } from '../../core/present-failure.ts'
import type { VaultNotice } from '../../shared/views/vault.ts'

/** What the vault itself doesn't remember. */
export interface SinceOpening {
  /** Changes of ours that another program's came before. */
  readonly conflicts: number
  /** It was opened another way, because the keychain's key is lost or is another one. */
  readonly isKeychainLost: boolean
  /** Nothing can be written where it lies. */
  readonly isReadOnly: boolean
}

type TellingVault = Pick<
  Vault,
  'unsaved' | 'rollback' | 'countersInDoubt' | 'mended' | 'backupTrouble' | 'notUnderstood'
>

export function noticesOf(vault: TellingVault, since: SinceOpening): readonly VaultNotice[] {
  const { unsaved, rollback, countersInDoubt, mended, backupTrouble, notUnderstood } = vault
  const inDoubt = countersInDoubt.length
  return [
    ...told(unsaved !== null && { kind: 'unsaved', failure: presentFailure(unsaved) }),
    // A change that couldn't be saved says it, and more.
    ...told(since.isReadOnly && unsaved === null && { kind: 'read-only' }),
    ...told(rollback !== null && { kind: 'rolled-back', ...rollback }),
    ...told(inDoubt > 0 && { kind: 'counters-in-doubt', count: inDoubt }),
    ...told(since.isKeychainLost && { kind: 'keychain-lost' }),
    ...told(backupTrouble !== null && { kind: 'no-backup', place: backupTrouble.place }),
    ...told(since.conflicts > 0 && { kind: 'conflicts', count: since.conflicts }),
    ...told(notUnderstood > 0 && { kind: 'not-understood', count: notUnderstood }),
    ...told(mended.length > 0 && { kind: 'permissions-mended' })
  ]
}

function told(notice: VaultNotice | false): readonly VaultNotice[] {
  return notice === false ? [] : [notice]
}
