import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyOf } from '../../../src/core/vault/account-record.ts'
import { isFields, sameCbor, type CborValue, type Fields } from '../../../src/core/vault/cbor.ts'
import type { Contents } from '../../../src/core/vault/contents.ts'
import type { KeySlot } from '../../../src/core/vault/key-slot.ts'
import { merge } from '../../../src/core/vault/merge.ts'
import { EMPTY_PAYLOAD } from '../../../src/core/vault/payload.ts'
import { withRecord } from '../../../src/core/vault/records.ts'
import { restoreAccounts, trashAccounts } from '../../../src/core/vault/trash-changes.ts'
import { withPayload } from '../../../src/core/vault/contents.ts'

const EMPTY: Contents = {
  minorVersion: 0,
  vaultId: Buffer.alloc(16),
  masterKeyId: Buffer.alloc(16),
  keychainSuspended: false,
  slots: [],
  headerExtra: new Map(),
  payload: EMPTY_PAYLOAD
}

function record(fields: Record<string, CborValue> = {}): Fields {
  const usual = { kind: 'totp', issuer: 'A', label: 'a', secret: Buffer.of(1), algorithm: 'SHA1', digits: 6 }
  return new Map<string, CborValue>(Object.entries({ ...usual, ...fields }))
}

function put(contents: Contents, id: string, one: Fields): Contents {
  return withPayload(contents, { accounts: withRecord(contents.payload.accounts, id, one) })
}

/** Gone from trash as well: only the tombstone is left. */
function purge(contents: Contents, id: string): Contents {
  const { accounts, trash } = contents.payload
  const trashed = accounts.has(id) ? trashAccounts(contents, [id], 1) : contents
  return withPayload(trashed, { trash: withRecord(trash, id, null) })
}

const mergedOf = (base: Contents, disk: Contents, ours: Contents) => merge(base, disk, ours, 1, randomBytes)

describe('merge, case by case', () => {
  const base = put(EMPTY, 'x', record({ counter: 5 }))

  it('takes the one side that changed', () => {
    const edited = put(base, 'x', record({ counter: 5, label: 'b' }))
    const other = put(base, 'y', record())
    for (const { contents, conflicts } of [mergedOf(base, edited, other), mergedOf(base, other, edited)]) {
      expect(conflicts).toEqual([])
      expect(contents.payload.accounts.get('x')?.get('label')).toBe('b')
      expect(contents.payload.accounts.has('y')).toBe(true)
    }
  })

  it('keeps what an older file lacks that was put back, though nothing was changed here', () => {
    const now = put(put(base, 'x', record({ counter: 9 })), 'y', record())
    const { contents, conflicts } = mergedOf(now, base, now)
    expect(conflicts).toEqual([])
    expect(contents.payload.accounts.get('x')?.get('counter')).toBe(9)
    expect(contents.payload.accounts.has('y')).toBe(true)
    const purged = purge(now, 'y')
    expect(mergedOf(now, purged, now).contents).toBe(purged)
  })

  it('merges different fields of one account without a conflict', () => {
    const disk = put(base, 'x', record({ counter: 5, label: 'b' }))
    const ours = put(base, 'x', record({ counter: 5, issuer: 'B', newer: 'field' }))
    const { contents, conflicts } = mergedOf(base, disk, ours)
    expect(conflicts).toEqual([])
    expect(contents.payload.accounts.get('x')).toEqual(
      record({ counter: 5, label: 'b', issuer: 'B', newer: 'field' })
    )
  })

  it('keeps the disk’s where both changed a field; ours goes to the history and is told', () => {
    const disk = put(base, 'x', record({ counter: 5, label: 'disk' }))
    const ours = put(base, 'x', record({ counter: 5, label: 'ours' }))
    const { contents, conflicts } = mergedOf(base, disk, ours)
    expect(conflicts).toEqual([{ id: 'x', fields: ['label'] }])
    const merged = contents.payload.accounts.get('x') ?? new Map<string, CborValue>()
    expect(merged.get('label')).toBe('disk')
    const [entry] = historyOf(merged)
    const fields = entry !== undefined && isFields(entry) ? entry.get('fields') : undefined
    expect(fields).toEqual(new Map([['label', 'ours']]))
    expect(entry !== undefined && isFields(entry) ? entry.get('day') : null).toBe(1)
  })

  it('never mixes the fields that make up one key', () => {
    const disk = put(base, 'x', record({ counter: 5, secret: Buffer.of(2), digits: 8 }))
    const ours = put(base, 'x', record({ counter: 5, algorithm: 'SHA256' }))
    const { contents, conflicts } = mergedOf(base, disk, ours)
    const merged = contents.payload.accounts.get('x')
    expect([merged?.get('secret'), merged?.get('digits'), merged?.get('algorithm')]).toEqual([
      Buffer.of(2),
      8,
      'SHA1'
    ])
    expect(conflicts[0]?.fields).toContain('secret')
  })

  it('lets an edit beat a deletion, on either side, and an untouched account go to the trash', () => {
    const edited = put(base, 'x', record({ counter: 5, label: 'b' }))
    for (const deleted of [trashAccounts(base, ['x'], 1), purge(base, 'x')]) {
      const unrelated = put(base, 'y', record())
      expect(mergedOf(base, deleted, edited).contents.payload.accounts.get('x')?.get('label')).toBe('b')
      expect(mergedOf(base, edited, deleted).contents.payload.accounts.get('x')?.get('label')).toBe('b')
      expect(mergedOf(base, deleted, unrelated).contents.payload.accounts.has('x')).toBe(false)
      expect(mergedOf(base, unrelated, deleted).contents.payload.tombstones.has('x')).toBe(true)
    }
  })

  it('takes an account that is missing without a tombstone for never known, not for deleted', () => {
    const restoredOldFile = put(EMPTY, 'z', record())
    const ours = put(base, 'y', record())
    const { accounts } = mergedOf(base, restoredOldFile, ours).contents.payload
    expect([...accounts.keys()].sort()).toEqual(['x', 'y', 'z'])
  })

  it('lets a restoring stand against an emptied trash', () => {
    const trashed = trashAccounts(base, ['x'], 1)
    const restored = restoreAccounts(trashed, ['x'])
    const { accounts, tombstones } = mergedOf(trashed, purge(trashed, 'x'), restored).contents.payload
    expect([accounts.has('x'), tombstones.has('x')]).toEqual([true, true])
  })

  it.each([
    [5, 9, 7, 9],
    [5, 6, 8, 8],
    [9, 5, 5, 9]
  ])('takes the highest HOTP counter of base %i, disk %i and ours %i: %i', (b, d, o, highest) => {
    const [from, disk, ours] = [b, d, o].map((counter) => put(EMPTY, 'x', record({ counter })))
    const { contents } = mergedOf(from ?? EMPTY, disk ?? EMPTY, ours ?? EMPTY)
    expect(contents.payload.accounts.get('x')?.get('counter')).toBe(highest)
  })

  it('keeps the highest counter in the trash as well', () => {
    const used = trashAccounts(put(base, 'x', record({ counter: 9 })), ['x'], 1)
    const { contents } = mergedOf(base, used, put(base, 'x', record({ counter: 7, label: 'b' })))
    expect(contents.payload.accounts.get('x')?.get('counter')).toBe(9)
  })

  it('takes slots that either side made or removed, but leaves no vault with one way in', () => {
    const slot = (id: string, type: string): KeySlot => ({
      ...{ id, type, parameters: Buffer.alloc(0), nonce: Buffer.alloc(12), body: Buffer.alloc(48) },
      ...{ confirmed: false, extra: new Map() }
    })
    const [k, p, r] = [slot('k', 'keychain'), slot('p', 'passphrase'), slot('r', 'recovery')]
    const withSlots = (slots: readonly KeySlot[]): Contents => ({ ...EMPTY, slots })
    const ids = (disk: readonly KeySlot[], ours: readonly KeySlot[]) =>
      mergedOf(withSlots([k, p, r]), withSlots(disk), withSlots(ours)).contents.slots.map(({ id }) => id)
    expect(ids([k, r], [k, p, slot('r2', 'recovery')])).toEqual(['k', 'r2'])
    expect(ids([p, r], [k, r])).toEqual(['p', 'r'])
    const confirmed = { ...r, confirmed: true }
    expect(
      mergedOf(withSlots([k, r]), withSlots([k, p, r]), withSlots([k, confirmed])).contents.slots.at(-1)
    ).toEqual(confirmed)
  })
})

/** A random walk of changes, as one process makes them. */
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('add', 'label', 'issuer', 'count', 'remove', 'restore', 'purge'),
    which: fc.nat(6),
    value: fc.string({ maxLength: 3 })
  }),
  { maxLength: 8 }
)
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never

function walk(start: Contents, path: readonly Step[], name: string): Contents {
  let contents = start
  path.forEach(({ what, which, value }, at) => {
    const { accounts, trash } = contents.payload
    const live = [...accounts.keys()]
    const id = live[which % Math.max(1, live.length)]
    const trashed = [...trash.keys()][0]
    const account = id === undefined ? undefined : accounts.get(id)
    if (what === 'add') {
      contents = put(contents, `${name}${at}`, record({ label: value, counter: 0 }))
    } else if (what === 'restore' && trashed !== undefined) {
      contents = restoreAccounts(contents, [trashed])
    } else if (what === 'purge' && trashed !== undefined) {
      contents = purge(contents, trashed)
    } else if (id !== undefined && account !== undefined) {
      const counter = Number(account.get('counter') ?? 0) + 1
      const changed = what === 'count' ? { counter } : { [what === 'issuer' ? 'issuer' : 'label']: value }
      contents =
        what === 'remove'
          ? trashAccounts(contents, [id], 1)
          : put(contents, id, new Map([...account, ...Object.entries(changed)]))
    }
  })
  return contents
}

describe('merge, for any two processes', () => {
  const walks = fc.tuple(steps, steps, steps)
  const sides = ([b, d, o]: [Step[], Step[], Step[]]) => {
    const base = walk(EMPTY, b, 'b')
    return { base, disk: walk(base, d, 'd'), ours: walk(base, o, 'o') }
  }
  const options = { numRuns: 2000 }

  it('loses no account that either side has live and the other didn’t delete', () => {
    fc.assert(
      fc.property(walks.map(sides), ({ base, disk, ours }) => {
        const { payload } = mergedOf(base, disk, ours).contents
        for (const side of [disk, ours]) {
          const other = side === disk ? ours : disk
          for (const id of side.payload.accounts.keys()) {
            expect(payload.accounts.has(id) || other.payload.tombstones.has(id)).toBe(true)
            expect(payload.accounts.has(id) || payload.trash.has(id) || payload.tombstones.has(id)).toBe(true)
          }
        }
      }),
      options
    )
  })

  it('keeps every tombstone, and no account in two places', () => {
    fc.assert(
      fc.property(walks.map(sides), ({ base, disk, ours }) => {
        const { payload } = mergedOf(base, disk, ours).contents
        for (const id of [...disk.payload.tombstones.keys(), ...ours.payload.tombstones.keys()]) {
          expect(payload.tombstones.has(id)).toBe(true)
        }
        for (const id of payload.accounts.keys()) {
          expect(payload.trash.has(id)).toBe(false)
        }
      }),
      options
    )
  })

  it('never lowers a counter', () => {
    fc.assert(
      fc.property(walks.map(sides), ({ base, disk, ours }) => {
        const { accounts, trash } = mergedOf(base, disk, ours).contents.payload
        for (const side of [base, disk, ours]) {
          for (const [id, account] of [...side.payload.accounts, ...side.payload.trash]) {
            const merged = accounts.get(id) ?? trash.get(id)
            if (merged !== undefined) {
              expect(Number(merged.get('counter'))).toBeGreaterThanOrEqual(Number(account.get('counter')))
            }
          }
        }
      }),
      options
    )
  })

  it('comes to the same accounts when it is merged once more', () => {
    fc.assert(
      fc.property(walks.map(sides), ({ base, disk, ours }) => {
        const once = mergedOf(base, disk, ours).contents
        const again = mergedOf(disk, once, disk).contents
        expect(sameCbor(once.payload.accounts, again.payload.accounts)).toBe(true)
      }),
      options
    )
  })

  it('has every value that was lost to a conflict in a history', () => {
    fc.assert(
      fc.property(walks.map(sides), ({ base, disk, ours }) => {
        const { contents, conflicts } = mergedOf(base, disk, ours)
        for (const { id, fields } of conflicts) {
          const merged = contents.payload.accounts.get(id) ?? contents.payload.trash.get(id)
          const last = merged === undefined ? undefined : historyOf(merged).at(-1)
          const kept = last !== undefined && isFields(last) ? last.get('fields') : undefined
          expect(kept !== undefined && isFields(kept) && [...kept.keys()]).toEqual(fields)
        }
      }),
      options
    )
  })
})
