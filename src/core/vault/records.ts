/** Records by account id. A few changed ones lie over the many that stay, which are shared: a copy of all takes longer than a save. */
import type { Fields } from './cbor.ts'

/** Records by account id; each is a map of fields, so that those which only a newer version knows stay where they are. */
export type Records = ReadonlyMap<string, Fields>

/** Beyond this many changes everything is copied. */
const MANY = 64

/** A copy with records put in, or taken out where they are `null`. */
export function withRecords(all: Records, changes: ReadonlyMap<string, Fields | null>): Records {
  const { base, changes: former } = layersOf(all)
  const changed = new Map([...former, ...changes])
  return changed.size <= MANY ? new ChangedRecords(base, changed) : flattened(base, changed)
}

export function withRecord(all: Records, id: string, record: Fields | null): Records {
  return withRecords(all, new Map([[id, record]]))
}

/** Records as they were loaded or gathered, and what was changed since. */
export interface Layers {
  readonly base: ReadonlyMap<string, Fields>
  readonly changes: ReadonlyMap<string, Fields | null>
}

export function layersOf(all: Records): Layers {
  return all instanceof ChangedRecords ? all : { base: all, changes: NOTHING }
}

const NOTHING: Layers['changes'] = new Map()

class ChangedRecords implements Records, Layers {
  readonly base: Layers['base']
  readonly changes: Layers['changes']
  readonly size: number
  #flat: Records | null = null

  constructor(base: Layers['base'], changes: Layers['changes']) {
    this.base = base
    this.changes = changes
    const sizes = [...changes].map(([id, record]) => Number(record !== null) - Number(base.has(id)))
    this.size = sizes.reduce((size, more) => size + more, base.size)
  }

  get(id: string): Fields | undefined {
    const changed = this.changes.get(id)
    return changed === undefined ? this.base.get(id) : (changed ?? undefined)
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  keys(): MapIterator<string> {
    return this.#all.keys()
  }

  values(): MapIterator<Fields> {
    return this.#all.values()
  }

  entries(): MapIterator<[string, Fields]> {
    return this.#all.entries()
  }

  [Symbol.iterator](): MapIterator<[string, Fields]> {
    return this.#all.entries()
  }

  forEach(callback: (record: Fields, id: string, all: Records) => void): void {
    this.#all.forEach(callback)
  }

  /** Made when they are gone through for the first time. */
  get #all(): Records {
    this.#flat ??= flattened(this.base, this.changes)
    return this.#flat
  }
}

function flattened(base: Layers['base'], changes: Layers['changes']): Records {
  const all = new Map(base)
  for (const [id, record] of changes) {
    if (record === null) {
      all.delete(id)
    } else {
      all.set(id, record)
    }
  }
  return all
}
