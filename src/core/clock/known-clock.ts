/** What is known of the clock at present: the last vote, judged by what is at stake now, and who is told of it. */
import { certificateDatesOf } from './certificate-dates.ts'
import type { SourceReport } from './check-run.ts'
import type { CheckOutcome } from './check-sharing.ts'
import { doneState, lastDone, type ClockState, type DoneState } from './clock-state.ts'
import { Demand } from './demand.ts'
import type { Selection } from './select.ts'
import { judge, thresholdMs, type Stakes, type Verdict } from './verdict.ts'
import type { WallClock } from './wall-clock.ts'

export class KnownClock {
  readonly #clock: WallClock
  readonly #stakes: () => Stakes
  readonly #listeners = new Set<(state: ClockState) => void>()
  readonly #demand = new Demand()
  #state: ClockState = { kind: 'never' }
  /** The vote behind the state, for judging it anew. */
  #selection: Selection | null = null

  /** @param stakes - Asked at each vote, and whenever it is judged anew. */
  constructor(clock: WallClock, stakes: () => Stakes) {
    this.#clock = clock
    this.#stakes = stakes
  }

  get state(): ClockState {
    return this.#state
  }

  /** Up to which offset the clock is in step now, ms. */
  get thresholdMs(): number {
    const { shortestPeriod, warnThresholdMs } = this.#stakes()
    return thresholdMs(shortestPeriod, warnThresholdMs)
  }

  /** Calls the listener with each new state; gives a function that stops it. */
  onChange(listener: (state: ClockState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What those who wait for a check will get; `null` where nobody does. */
  get awaited(): Promise<DoneState> | null {
    return this.#demand.underWay
  }

  /** Waits for the next outcome of a check. */
  next(): Promise<DoneState> {
    return this.#demand.join()
  }

  /** Sources are being asked; what was known before stays on show, unless it is void. */
  checking(reports: readonly SourceReport[]): void {
    this.#publish({ kind: 'checking', reports, last: lastDone(this.#state) })
  }

  /**
   * A vote was taken.
   * @param ageMs - How long ago another process found it, ms; 0 where we did.
   */
  voted({ selection, reports }: CheckOutcome, ageMs = 0): void {
    this.#selection = selection
    this.#finish(doneState(this.#judge(selection, reports), reports, this.#clock, ageMs))
  }

  /** What was known was confirmed by a sample of that monotonic time, ms. */
  renewed({ selection, reports }: CheckOutcome, takenAtMs: number): void {
    this.#selection = selection
    const done = doneState(this.#judge(selection, reports), reports, this.#clock)
    this.#finish({ ...done, measuredAtMonotonicMs: takenAtMs })
  }

  /** The check ended without a vote: there is nothing to judge anew. */
  unvoted(verdict: Verdict, reports: readonly SourceReport[]): void {
    this.#selection = null
    this.#finish(doneState(verdict, reports, this.#clock))
  }

  /** Judges the last vote anew, after what is at stake changed. */
  rejudge(): void {
    if (this.#state.kind !== 'done' || this.#selection === null) return
    this.#publish({ ...this.#state, verdict: this.#judge(this.#selection, this.#state.reports) })
  }

  /** What was known is void. Nobody is told: a check follows. */
  forget(): void {
    this.#selection = null
    this.#state = { kind: 'never' }
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#listeners.clear()
  }

  #judge(selection: Selection, reports: readonly SourceReport[]): Verdict {
    return judge(selection, this.#stakes(), certificateDatesOf(reports))
  }

  #finish(state: DoneState): void {
    this.#demand.meet(state)
    this.#publish(state)
  }

  #publish(state: ClockState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
