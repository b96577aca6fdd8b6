/**
 * The small file in which app and terminal tell one another of their checks and of servers that want to be left alone
 * (clock.json).
 */
import type { LockSetting } from '../vault/vault-lock.ts'
import { KISS_CODES, type Kiss, type KissCode } from './kiss-memory.ts'
import type { Moment } from './moment.ts'
import { SharedFile } from './shared-file.ts'

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
const EMPTY: ClockFileContent = { kisses: [], checks: [] }

export class ClockFile {
  readonly #file: SharedFile
  /** Which start of the machine this is (process-identity.ts). */
  readonly bootId: string

  constructor(path: string, lock: LockSetting) {
    this.#file = new SharedFile(path, lock)
    this.bootId = lock.process.bootId
  }

  async read(): Promise<ClockFileContent> {
    return parseClockFile(await this.#file.read())
  }

  /** Reads, changes and writes while no other process does; gives whether it was written. */
  async change(change: (content: ClockFileContent) => ClockFileContent): Promise<boolean> {
    return await this.#file.change((text) => formatClockFile(change(parseClockFile(text))))
  }

  /** Does something under a lock of that name beside the file; `false` where there is no getting it. */
  async locked(name: string, deadlineMs: number, work: () => Promise<void>): Promise<boolean> {
    return await this.#file.locked(name, deadlineMs, work)
  }
}

function formatClockFile({ kisses, checks }: ClockFileContent): string {
  const content = { version: 1, kisses: kisses.slice(-MOST_KISSES), checks: checks.slice(-MOST_CHECKS) }
  return `${JSON.stringify(content, null, 1)}\n`
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
