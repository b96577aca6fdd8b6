/**
 * Three-way merge (docs/vault-format.md, "Two writers"): what was loaded, what lies on the disk now, what we changed.
 * One side changed: taken. Both: the disk's stays and ours goes to the account's history. No time decides anything.
 */
import { COUNTER_FIELDS, KEY_FIELDS, mergeHistory, withHistory, type HistoryEntry } from './account-record.ts'
import { isCount, sameCbor, type CborValue, type Fields } from './cbor.ts'
import type { Contents } from './contents.ts'
import { countWays, type KeySlot } from './key-slot.ts'
import { daysOfUse } from './payload.ts'
import type { Records } from './records.ts'

/** Both this process and another changed a field: the disk's value stays, ours lies in the account's history. */
export interface Conflict {
  readonly id: string
  readonly fields: readonly string[]
}

export interface Merged {
  readonly contents: Contents
  readonly conflicts: readonly Conflict[]
}

/**
 * @param day - of use, on which the merge is saved: noted beside what lost a conflict
 * @param randomBytes - ids of history entries
 */
export function merge(
  base: Contents,
  disk: Contents,
  ours: Contents,
  day: number,
  randomBytes: (length: number) => Buffer
): Merged {
  if (ours === base && !isOlder(disk, base)) {
    return { contents: disk, conflicts: [] }
  }
  if (disk === base) {
    return { contents: ours, conflicts: [] }
  }
  const conflicts: Conflict[] = []
  const accounts = new Map<string, Fields>()
  const trash = new Map<string, Fields>()
  const tombstones = union(disk.payload.tombstones, ours.payload.tombstones, base.payload.tombstones)
  const use = mergeUse(disk.payload.use, ours.payload.use)
  const context = { day, randomBytes, conflicts }

  const ids = [disk, ours].flatMap(({ payload }) => [...payload.accounts.keys(), ...payload.trash.keys()])
  for (const id of new Set(ids)) {
    const fate = mergeFate(fateOf(base, id), fateOf(disk, id), fateOf(ours, id), id, context)
    if (fate.kind === 'live') {
      accounts.set(id, fate.record)
    } else if (fate.kind === 'trashed') {
      trash.set(id, fate.record)
    }
  }
  const contents: Contents = {
    minorVersion: Math.max(disk.minorVersion, ours.minorVersion),
    vaultId: disk.vaultId,
    masterKeyId: disk.masterKeyId,
    keychainSuspended: pick(base.keychainSuspended, disk.keychainSuspended, ours.keychainSuspended),
    slots: mergeSlots(base.slots, disk.slots, ours.slots),
    headerExtra: mergeFields(base.headerExtra, disk.headerExtra, ours.headerExtra).fields,
    payload: {
      accounts,
      trash,
      tombstones,
      use,
      extra: mergeFields(base.payload.extra, disk.payload.extra, ours.payload.extra).fields
    }
  }
  return { contents, conflicts }
}

/**
 * Whether the disk's side never heard of an account, or has a lower counter: an older file was put back, or one that
 * another computer wrote, because a deletion leaves a tombstone and counters only rise.
 */
function isOlder(disk: Contents, base: Contents): boolean {
  const { accounts, trash } = base.payload
  return [...accounts.keys(), ...trash.keys()].some((id) => {
    const there = fateOf(disk, id)
    return there.kind === 'unknown' || withHighestCounter(there, fateOf(base, id)) !== there
  })
}

/** What became of an account on one side. */
type Fate =
  | { readonly kind: 'live'; readonly record: Fields }
  | { readonly kind: 'trashed'; readonly record: Fields }
  /** Deleted, and gone from the trash: only the tombstone is left. */
  | { readonly kind: 'purged' }
  /** This side has never heard of it. */
  | { readonly kind: 'unknown' }

interface MergeContext {
  readonly day: number
  readonly randomBytes: (length: number) => Buffer
  readonly conflicts: Conflict[]
}

function fateOf({ payload }: Contents, id: string): Fate {
  const live = payload.accounts.get(id)
  if (live !== undefined) {
    return { kind: 'live', record: live }
  }
  const trashed = payload.trash.get(id)
  if (trashed !== undefined) {
    return { kind: 'trashed', record: trashed }
  }
  return { kind: payload.tombstones.has(id) ? 'purged' : 'unknown' }
}

function mergeFate(base: Fate, disk: Fate, ours: Fate, id: string, context: MergeContext): Fate {
  if (disk.kind === 'unknown') {
    return ours
  }
  if (ours.kind === 'unknown') {
    return disk
  }
  if (sameFate(base, ours)) {
    return withHighestCounter(disk, base, ours)
  }
  if (sameFate(base, disk)) {
    return withHighestCounter(ours, base, disk)
  }
  // Both changed it. An edit, or a restoring, beats a deletion; the trash beats its emptying.
  if (disk.kind === 'purged' || ours.kind === 'purged') {
    return disk.kind === 'purged' ? ours : disk
  }
  if (disk.kind !== ours.kind) {
    return disk.kind === 'live' ? withHighestCounter(disk, base, ours) : withHighestCounter(ours, base, disk)
  }
  const baseRecord = recordIn(base)
  return { kind: disk.kind, record: mergeRecord(baseRecord, disk.record, ours.record, id, context) }
}

function sameFate(a: Fate, b: Fate): boolean {
  return a.kind === b.kind && sameCbor(recordIn(a), recordIn(b))
}

function recordIn(fate: Fate): Fields | undefined {
  return fate.kind === 'live' || fate.kind === 'trashed' ? fate.record : undefined
}

function withHighestCounter(fate: Fate, ...others: readonly Fate[]): Fate {
  if (fate.kind !== 'live' && fate.kind !== 'trashed') {
    return fate
  }
  const sides = [fate, ...others].flatMap((one) => recordIn(one) ?? [])
  const risen = COUNTER_FIELDS.flatMap((name) => {
    const highest = highestOf(name, sides)
    return highest === fate.record.get(name) ? [] : [[name, highest] as const]
  })
  return risen.length === 0 ? fate : { ...fate, record: new Map([...fate.record, ...risen]) }
}

function mergeRecord(
  base: Fields | undefined,
  disk: Fields,
  ours: Fields,
  id: string,
  { day, randomBytes, conflicts }: MergeContext
): Fields {
  const { fields, lost } = mergeFields(base ?? new Map<string, CborValue>(), disk, ours)
  const history = mergeHistory(base, disk, ours)
  const whole = history === undefined ? fields : new Map([...fields, ['history', history] as const])
  if (lost.size === 0) {
    return whole
  }
  conflicts.push({ id, fields: [...lost.keys()] })
  const entry: HistoryEntry = { id: randomBytes(16), day, why: 'conflict', fields: lost }
  return withHistory(whole, [entry])
}

/** Field by field; `lost` holds ours where both sides changed one. */
function mergeFields(base: Fields, disk: Fields, ours: Fields): { fields: Fields; lost: Fields } {
  const fields = new Map(disk)
  const lost = new Map<string, CborValue>()
  const names = new Set([...base.keys(), ...disk.keys(), ...ours.keys()])
  names.delete('history')
  for (const name of COUNTER_FIELDS) {
    if (names.delete(name)) {
      fields.set(name, highestOf(name, [disk, base, ours]))
    }
  }
  const groups = [KEY_FIELDS.filter((name) => names.delete(name)), ...[...names].map((name) => [name])]
  for (const group of groups) {
    const changed = (side: Fields, other: Fields): boolean =>
      group.some((name) => !sameCbor(side.get(name), other.get(name)))
    if (!changed(ours, base) || !changed(ours, disk)) {
      continue
    }
    const isLost = changed(disk, base)
    for (const name of group) {
      if (ours.has(name)) {
        const target = isLost ? lost : fields
        target.set(name, ours.get(name))
      } else if (!isLost) {
        fields.delete(name)
      } else if (disk.has(name) || base.has(name)) {
        // That we took it away is told as well.
        lost.set(name, null)
      }
    }
  }
  return { fields, lost }
}

function highestOf(name: string, sides: readonly Fields[]): CborValue {
  const counts = sides.map((side) => side.get(name)).filter(isCount)
  return counts.length === 0 ? sides[0]?.get(name) : Math.max(...counts)
}

function mergeUse(disk: Fields, ours: Fields): Fields {
  return daysOfUse(ours) > daysOfUse(disk) ? ours : disk
}

function union(...all: readonly Records[]): Records {
  const whole = new Map<string, Fields>()
  for (const records of all) {
    for (const [id, record] of records) {
      if (!whole.has(id)) {
        whole.set(id, record)
      }
    }
  }
  return whole
}

/** A slot that either side made stays, one that either removed goes; but never so many that fewer than two ways in remain. */
function mergeSlots(
  base: readonly KeySlot[],
  disk: readonly KeySlot[],
  ours: readonly KeySlot[]
): readonly KeySlot[] {
  const has = (slots: readonly KeySlot[], id: string): boolean => slots.some((slot) => slot.id === id)
  const kept = disk
    .filter((slot) => has(ours, slot.id) || !has(base, slot.id))
    .map((slot) => {
      const same = ours.find((one) => one.id === slot.id)
      return same === undefined ? slot : { ...slot, confirmed: slot.confirmed || same.confirmed }
    })
  const made = ours.filter((slot) => !has(disk, slot.id) && !has(base, slot.id))
  const merged = [...kept, ...made]
  return countWays(merged) < Math.min(2, countWays(disk)) ? [...disk, ...made] : merged
}

function pick<T extends CborValue>(base: T, disk: T, ours: T): T {
  return sameCbor(ours, base) ? disk : sameCbor(disk, base) ? ours : disk
}
