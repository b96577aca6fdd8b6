/**
 * The small file in which app and terminal tell one another of their checks and of servers that want to be left alone
 * (clock.json). It may be lost without harm, so one that can't be read is begun anew, and one that can't be written
 * stops nothing.
 */
import { dirname } from 'node:path'
import { codeOf } from '../vault/node-files.ts'
import { VaultError } from '../vault/vault-error.ts'
import { withLock, type LockSetting } from '../vault/vault-lock.ts'
import { KISS_CODES, type Kiss, type KissCode, type Moment } from './kiss-memory.ts'

export interface ClockFileContent {
  readonly kisses: readonly Kiss[]
  readonly checks: readonly StoredCheck[]
}

/** The last check of some sources. */
export interface StoredCheck {
  /** Which sources: their URLs. */
  readonly sources: string
  readonly at: Moment
  /** Whoever takes it up parses it (shared-check.ts). */
  readonly outcome: unknown
}

/** More lists of sources than this nobody has; those of --server come and go. */
const MOST_CHECKS = 4
const MOST_KISSES = 64
const MOST_BYTES = 1 << 20
const LOCK_DEADLINE_MS = 2000
const EMPTY: ClockFileContent = { kisses: [], checks: [] }

export class ClockFile {
  readonly path: string
  readonly lock: LockSetting

  constructor(path: string, lock: LockSetting) {
    this.path = path
    this.lock = lock
  }

  async read(): Promise<ClockFileContent> {
    try {
      const bytes = await this.lock.files.read(this.path, MOST_BYTES)
      return bytes === null ? EMPTY : parseClockFile(bytes.toString('utf8'))
    } catch (error) {
      if (codeOf(error) === '') throw error
      return EMPTY
    }
  }

  /** Reads, changes and writes while no other process does; says whether it was written. */
  async change(change: (content: ClockFileContent) => ClockFileContent): Promise<boolean> {
    return await this.locked('', LOCK_DEADLINE_MS, async () => {
      const { files } = this.lock
      const { kisses, checks } = change(await this.read())
      const content = {
        version: 1,
        kisses: kisses.slice(-MOST_KISSES),
        checks: checks.slice(-MOST_CHECKS)
      }
      const temporary = `${this.path}.new`
      // What a process left that was ended in the middle of this.
      await files.remove(temporary)
      const file = await files.create(temporary)
      try {
        await file.write(Buffer.from(`${JSON.stringify(content, null, 1)}\n`))
      } finally {
        await file.close()
      }
      await files.rename(temporary, this.path)
    })
  }

  /** Does something under a lock beside the file; `false` where there is no getting it. */
  async locked(name: string, deadlineMs: number, work: () => Promise<void>): Promise<boolean> {
    try {
      await this.lock.files.makeFolder(dirname(this.path))
      await withLock(`${this.path}${name}.lock`, { ...this.lock, deadlineMs }, work)
      return true
    } catch (error) {
      // A full disk, a read-only home, another process that holds the lock: no check depends on this file.
      if (error instanceof VaultError || codeOf(error) !== '') return false
      throw error
    }
  }
}

/** Reads the file's text; what isn't as it should be is left out. */
export function parseClockFile(text: string): ClockFileContent {
  const content = fieldsOf(parseJson(text))
  if (content.version !== 1) return EMPTY
  return {
    kisses: listOf(content.kisses).flatMap((value) => parseKiss(value) ?? []),
    checks: listOf(content.checks).flatMap((value) => parseCheck(value) ?? [])
  }
}

function parseKiss(value: unknown): Kiss | null {
  const { server, code, times, cameAt, askedAt } = fieldsOf(value)
  const came = parseMoment(cameAt)
  const asked = parseMoment(askedAt)
  if (typeof server !== 'string' || !isKissCode(code) || came === null || asked === null) return null
  return typeof times === 'number' && Number.isSafeInteger(times) && times >= 1
    ? { server, code, times, cameAt: came, askedAt: asked }
    : null
}

function parseCheck(value: unknown): StoredCheck | null {
  const { sources, at, outcome } = fieldsOf(value)
  const moment = parseMoment(at)
  return typeof sources === 'string' && moment !== null ? { sources, at: moment, outcome } : null
}

function parseMoment(value: unknown): Moment | null {
  const { wallMs, sinceStartMs, bootId } = fieldsOf(value)
  if (!Number.isFinite(wallMs) || !Number.isFinite(sinceStartMs) || typeof bootId !== 'string') return null
  return { wallMs: wallMs as number, sinceStartMs: sinceStartMs as number, bootId }
}

function isKissCode(value: unknown): value is KissCode {
  return (KISS_CODES as readonly unknown[]).includes(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Partial<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The entries of an array; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
