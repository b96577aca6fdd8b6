/**
 * What the checks of the past weeks found, in a small file that app and terminal share: times and offsets, nothing of
 * any account. It may be lost without harm, so a file that can't be read is begun anew, and one that can't be written
 * stops nothing.
 */
import { dirname } from 'node:path'
import { withLock, type LockSetting } from '../vault/vault-lock.ts'
import { VaultError } from '../vault/vault-error.ts'
import { codeOf } from '../vault/node-files.ts'
import type { Trust } from './select.ts'

/** One check that came to an agreement. */
export interface HistoryEntry {
  /** Unix ms by the local clock. Add `offsetMs` for true time. */
  readonly atMs: number
  readonly offsetMs: number
  readonly boundMs: number
  readonly trust: Trust
  /**
   * What the local clock would have shown when the monotonic one stood at zero, Unix ms. The same as long as the
   * machine neither was started anew nor slept, and nobody set the clock; only for comparing.
   */
  readonly startedAtMs: number
}

/** More entries than this are thinned. Half a year of use at a check every half hour leaves about so many. */
export const MOST_ENTRIES = 500

/** Two checks within this long are one, ms: the better of them is kept. */
const SAME_CHECK_MS = 60_000

const MOST_BYTES = 1 << 20
const LOCK_DEADLINE_MS = 2000

export class ClockHistory {
  readonly #path: string
  readonly #lock: LockSetting

  /**
   * @param path - The file; its lock lies beside it.
   * @param lock - As for the vault.
   */
  constructor(path: string, lock: LockSetting) {
    this.#path = path
    this.#lock = { deadlineMs: LOCK_DEADLINE_MS, ...lock }
  }

  /** The checks in the order in which they were made; none where there is no file that can be read. */
  async read(): Promise<readonly HistoryEntry[]> {
    try {
      const bytes = await this.#lock.files.read(this.#path, MOST_BYTES)
      return bytes === null ? [] : parseHistory(bytes.toString('utf8'))
    } catch (error) {
      if (codeOf(error) === '') throw error
      return []
    }
  }

  /** Adds a check to those that any process made; gives whether it was kept. */
  async add(entry: HistoryEntry): Promise<boolean> {
    try {
      await this.#lock.files.makeFolder(dirname(this.#path))
      await withLock(`${this.#path}.lock`, this.#lock, async () => {
        await this.#replace(withEntry(await this.read(), entry))
      })
      return true
    } catch (error) {
      // A full disk, a read-only home, another process that holds the lock: the verdict doesn't need this file.
      if (error instanceof VaultError || codeOf(error) !== '') return false
      throw error
    }
  }

  async #replace(entries: readonly HistoryEntry[]): Promise<void> {
    const { files } = this.#lock
    const temporary = `${this.#path}.new`
    // What a process left that was ended in the middle of this.
    await files.remove(temporary)
    const file = await files.create(temporary)
    try {
      await file.write(Buffer.from(formatHistory(entries)))
    } finally {
      await file.close()
    }
    await files.rename(temporary, this.#path)
  }
}

/** Adds an entry, and thins the whole where it grew too long. */
export function withEntry(entries: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  const last = entries.at(-1)
  if (last === undefined || !isSameCheck(last, entry)) return thinned([...entries, entry], MOST_ENTRIES)
  return entry.boundMs < last.boundMs ? [...entries.slice(0, -1), entry] : entries
}

/**
 * Drops every other one of the older half until at most so many are left, so that they lie the wider apart the older
 * they are. By their order alone: no clock decides what is thrown away.
 */
export function thinned(entries: readonly HistoryEntry[], most: number): readonly HistoryEntry[] {
  let kept = entries
  while (kept.length > most) {
    const half = Math.ceil(kept.length / 2)
    kept = kept.filter((_, index) => index >= half || index % 2 === 0)
  }
  return kept
}

/** One entry a line, oldest first (JSON Lines). */
export function formatHistory(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Reads a history; lines that aren't entries are left out. */
export function parseHistory(text: string): readonly HistoryEntry[] {
  return text.split('\n').flatMap((line) => parseEntry(line) ?? [])
}

function isSameCheck(before: HistoryEntry, after: HistoryEntry): boolean {
  const apartMs = after.atMs + after.offsetMs - (before.atMs + before.offsetMs)
  const jumpedMs = Math.abs(after.startedAtMs - before.startedAtMs)
  return Math.abs(apartMs) < SAME_CHECK_MS && jumpedMs < 20
}

const TRUSTS: readonly unknown[] = ['authenticated', 'majority', 'single'] satisfies Trust[]

/** ECMA-262, "Time Values and Time Range": what a `Date` can hold. */
const LAST_MS = 8.64e15

function parseEntry(line: string): HistoryEntry | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { atMs, offsetMs, boundMs, trust, startedAtMs } = value as Partial<Record<string, unknown>>
  if (!isTime(atMs) || !isTime(offsetMs) || !isTime(boundMs) || !isTime(startedAtMs)) return null
  if (boundMs < 0 || !isTrust(trust)) return null
  return { atMs, offsetMs, boundMs, trust, startedAtMs }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_MS
}

function isTrust(value: unknown): value is Trust {
  return TRUSTS.includes(value)
}
