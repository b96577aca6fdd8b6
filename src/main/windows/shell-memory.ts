/** What the desktop shell remembers between two starts: where the window stood, and what was said once. May be lost without harm. */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolderSync } from '../../core/make-folder.ts'
import type { Box } from './window-place.ts'

export interface Remembered {
  /** Where the main window stood last, DIP. */
  readonly window: Box | null
  /** The user was told that this desktop has no tray. */
  readonly saidNoTray: boolean
  /** The user was told that codes copied from the tray's menu may not arrive on this desktop. */
  readonly saidUnsureCopy: boolean
}

const NOTHING: Remembered = { window: null, saidNoTray: false, saidUnsureCopy: false }

/** A file larger than this is none of ours. */
const FILE_LIMIT = 4096
/** No display is larger, DIP. */
const FARTHEST = 100_000

export class ShellMemory {
  readonly #path: string | null
  #all: Remembered

  /** @param path - null keeps it for this start only. */
  constructor(path: string | null) {
    this.#path = path
    this.#all = path === null ? NOTHING : readRemembered(path)
  }

  get all(): Remembered {
    return this.#all
  }

  remember(changes: Partial<Remembered>): void {
    const now = { ...this.#all, ...changes }
    if (JSON.stringify(now) === JSON.stringify(this.#all)) return
    this.#all = now
    if (this.#path === null) return
    try {
      makeFolderSync(dirname(this.#path))
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(now)}\n`, { mode: 0o600 })
      renameSync(`${this.#path}.new`, this.#path)
    } catch {
      // A read-only home: it opens at its usual place next time.
    }
  }
}

function readRemembered(path: string): Remembered {
  try {
    const { size } = statSync(path)
    if (size === 0 || size > FILE_LIMIT) return NOTHING
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return NOTHING
    const { window, saidNoTray, saidUnsureCopy } = found as Partial<Record<keyof Remembered, unknown>>
    return {
      window: isBox(window) ? window : null,
      saidNoTray: saidNoTray === true,
      saidUnsureCopy: saidUnsureCopy === true
    }
  } catch {
    return NOTHING
  }
}

function isBox(value: unknown): value is Box {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Partial<Record<keyof Box, unknown>>
  const isFigure = (figure: unknown): boolean =>
    Number.isSafeInteger(figure) && Math.abs(Number(figure)) <= FARTHEST
  return [x, y, width, height].every(isFigure) && Number(width) > 0 && Number(height) > 0
}
