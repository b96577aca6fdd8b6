/** Takes what the clock monitor finds into the history: one entry a check, its best. */
import type { ClockState, DoneState } from './clock-state.ts'
import type { ClockHistory, HistoryEntry } from './history.ts'

export interface RecorderOptions {
  readonly history: Pick<ClockHistory, 'add'>
  /** Unix ms by the local clock. */
  readonly wallMs: () => number
  /**
   * A monotonic clock that all processes of one start of the machine share, ms: `process.hrtime`, which is the
   * system's own on all three, and not `performance.now`, which begins with the process.
   */
  readonly sinceStartMs: () => number
}

export class ClockRecorder {
  readonly #options: RecorderOptions
  #next: HistoryEntry | null = null
  #writing: Promise<void> | null = null

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** To be called with every state of the monitor: `monitor.onChange((state) => recorder.note(state))`. */
  note(state: ClockState): void {
    const entry = state.kind === 'done' ? entryOf(state, startedAtMs(this.#options)) : null
    if (entry === null) return
    this.#next = entry
    this.#writing ??= this.#write()
  }

  /** Resolves once everything noted is written, or couldn't be. */
  async settled(): Promise<void> {
    await this.#writing
  }

  /** A burst narrows a verdict several times a second: what comes while one is written replaces what waits. */
  async #write(): Promise<void> {
    try {
      while (this.#next !== null) {
        const entry = this.#next
        this.#next = null
        await this.#options.history.add(entry)
      }
    } finally {
      this.#writing = null
    }
  }
}

/** A check as history keeps it; `null` where nothing was measured. */
export function entryOf({ verdict, checkedAtMs }: DoneState, startedAtMs: number): HistoryEntry | null {
  if (!('measured' in verdict)) return null
  const { offsetMs, boundMs, trust } = verdict.measured
  return { atMs: checkedAtMs, offsetMs, boundMs, trust, startedAtMs }
}

/** What the local clock would have shown when the machine's monotonic clock stood at zero, Unix ms. */
export function startedAtMs({ wallMs, sinceStartMs }: Omit<RecorderOptions, 'history'>): number {
  let best = { startedAtMs: 0, width: Infinity }
  // Three readings, the tightest counts: a thread put aside between two of them would look like a jump.
  for (let reading = 0; reading < 3; reading++) {
    const before = sinceStartMs()
    const wall = wallMs()
    const after = sinceStartMs()
    if (after - before < best.width) {
      best = { startedAtMs: wall - (before + after) / 2, width: after - before }
    }
  }
  return best.startedAtMs
}
