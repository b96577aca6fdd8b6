/** What the payload holds: accounts, trash, tombstones, days of use, and whatever a newer version put beside them. */
import { isCount, isFields, type CborValue, type Fields } from './cbor.ts'
import { damaged } from './format.ts'
import type { Records } from './records.ts'

export interface Payload {
  readonly accounts: Records
  /** Deleted accounts, with `deletedOn`, the day of use on which that was. */
  readonly trash: Records
  /** Every id ever deleted, with `deletedOn`: an account that is missing without a tombstone was not deleted. */
  readonly tombstones: Records
  /**
   * `days`: distinct days on which the vault was in use; retention counts them, and never dates. `lastDay` names the
   * last of them; it is compared for being different, never for being later.
   */
  readonly use: Fields
  readonly extra: Fields
}

export const EMPTY_PAYLOAD: Payload = {
  accounts: new Map(),
  trash: new Map(),
  tombstones: new Map(),
  use: new Map(),
  extra: new Map()
}

/**
 * @throws {@link VaultError} `damaged`
 */
export function payloadOf(fields: Fields): Payload {
  const extra = new Map(fields)
  const part = (name: string): Fields => {
    const value = extra.get(name)
    extra.delete(name)
    if (!isFields(value)) {
      throw damaged(`expected ${name} in the payload as a map`)
    }
    return value
  }
  return {
    accounts: records(part('accounts'), 'accounts'),
    trash: records(part('trash'), 'trash'),
    tombstones: records(part('tombstones'), 'tombstones'),
    use: part('use'),
    extra
  }
}

/** Distinct days of use so far. */
export function daysOfUse(use: Fields): number {
  const days = use.get('days')
  return isCount(days) ? days : 0
}

/** The use of a vault that is saved today: the same as before, or one day more. */
export function usedOn(use: Fields, today: string | null): Fields {
  return today === null || today === use.get('lastDay')
    ? use
    : withField(withField(use, 'days', daysOfUse(use) + 1), 'lastDay', today)
}

/** How many days of use a deleted account stays in the trash. */
export const TRASH_DAYS = 30

/** Without what has been in the trash for so many days of use; tombstones stay for ever. */
export function withoutExpired(payload: Payload): Payload {
  const days = daysOfUse(payload.use)
  const kept = [...payload.trash].filter(([, record]) => {
    const deletedOn = record.get('deletedOn')
    // A day of deletion beyond today's is that of a merge; what has none, or one that can't be, isn't thrown away.
    return !isCount(deletedOn) || days - deletedOn < TRASH_DAYS
  })
  return kept.length === payload.trash.size ? payload : { ...payload, trash: new Map(kept) }
}

/** A copy with one field changed, or taken away where the value is `undefined`. */
export function withField(fields: Fields, name: string, value: CborValue): Fields {
  const changed = new Map(fields)
  if (value === undefined) {
    changed.delete(name)
  } else {
    changed.set(name, value)
  }
  return changed
}

function records(fields: Fields, name: string): Records {
  for (const record of fields.values()) {
    if (!isFields(record)) {
      throw damaged(`expected each of the ${name} as a map`)
    }
  }
  return fields as Records
}
