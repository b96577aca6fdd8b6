/** Takes what the clock monitor finds into the history: one entry a check, its best. */
import type { ClockState, DoneState } from './clock-state.ts'
import type { ClockHistory, HistoryEntry } from './history.ts'
import { startedAtMs, type MachineClocks } from './moment.ts'

export interface RecorderOptions extends MachineClocks {
  readonly history: Pick<ClockHistory, 'add'>
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
