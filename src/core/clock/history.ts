/**
 * What the checks of the past weeks found, in a small file that app and terminal share: times and offsets, nothing of
 * any account.
 */
import type { LockSetting } from '../vault/vault-lock.ts'
import type { Trust } from './select.ts'
import { SharedFile } from './shared-file.ts'
import { JUMP_MS } from './wall-clock.ts'

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

export class ClockHistory {
  readonly #file: SharedFile

  /**
   * @param path - The file; its lock lies beside it.
   * @param lock - As for the vault.
   */
  constructor(path: string, lock: LockSetting) {
    this.#file = new SharedFile(path, lock)
  }

  /** The checks in the order in which they were made; none where there is no file that can be read. */
  async read(): Promise<readonly HistoryEntry[]> {
    return parseHistory(await this.#file.read())
  }

  /** Adds a check to those that any process made; gives whether it was kept. */
  async add(entry: HistoryEntry): Promise<boolean> {
    return await this.#file.change((text) => formatHistory(withEntry(parseHistory(text), entry)))
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
  return Math.abs(apartMs) < SAME_CHECK_MS && jumpedMs < JUMP_MS
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
