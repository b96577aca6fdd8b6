import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import { noticesOf } from '../../../src/main/vault/vault-notices.ts'

const QUIET = {
  unsaved: null,
  rollback: null,
  countersInDoubt: [],
  mended: [],
  backupTrouble: null,
  notUnderstood: 0
}
const NOTHING = { conflicts: 0, isKeychainLost: false, isReadOnly: false }

describe('noticesOf', () => {
  it('has nothing to tell of a vault that is well', () => {
    expect(noticesOf(QUIET, NOTHING)).toEqual([])
  })

  it('tells everything, what could be lost first', () => {
    const unsaved = new VaultError('not-saved', 'expected to write', {
      cause: Object.assign(new Error('full'), { code: 'ENOSPC' })
    })
    const all = noticesOf(
      {
        unsaved,
        rollback: { seenRevision: 9, revision: 7 },
        countersInDoubt: ['a', 'b'],
        mended: ['vault'],
        backupTrouble: { place: 'second', code: 'EIO' },
        notUnderstood: 3
      },
      { conflicts: 1, isKeychainLost: true, isReadOnly: true }
    )
    expect(all).toEqual([
      { kind: 'unsaved', failure: { code: 'not-saved', got: 'ENOSPC' } },
      { kind: 'rolled-back', seenRevision: 9, revision: 7 },
      { kind: 'counters-in-doubt', count: 2 },
      { kind: 'keychain-lost' },
      { kind: 'no-backup', place: 'second' },
      { kind: 'conflicts', count: 1 },
      { kind: 'not-understood', count: 3 },
      { kind: 'permissions-mended' }
    ])
  })

  it('tells that nothing can be written, until a change that couldn’t be saved says so', () => {
    const readOnly = { ...NOTHING, isReadOnly: true }
    const unsaved = new VaultError('not-saved', 'expected to write')
    expect(noticesOf(QUIET, readOnly)).toEqual([{ kind: 'read-only' }])
    expect(noticesOf({ ...QUIET, unsaved }, readOnly)).toEqual([
      { kind: 'unsaved', failure: { code: 'not-saved' } }
    ])
  })
})
