/**
 * The owner of the clock's state: asks the sources, lets them vote and keeps the last verdict. It measures on demand,
 * on resume and after a jump, and by itself at most every half hour.
 */
import { CheckRun, type CheckTiming, type SourceReport } from './check-run.ts'
import { nextCheckInMs } from './schedule.ts'
import type { Selection } from './select.ts'
import type { Source } from './source.ts'
import type { AskPorts } from './source-poll.ts'
import { judge, type Verdict } from './verdict.ts'
import { jumpedSince, type Anchor, type WallClock } from './wall-clock.ts'

export interface DoneState {
  readonly kind: 'done'
  readonly verdict: Verdict
  /** In the order of the configured sources. */
  readonly reports: readonly SourceReport[]
  /** When the verdict was reached: Unix ms by the local clock, and on the monotonic one. */
  readonly checkedAtMs: number
  readonly checkedAtMonotonicMs: number
}

export interface CheckingState {
  readonly kind: 'checking'
  readonly reports: readonly SourceReport[]
  /** The verdict before, unless something voided it. */
  readonly last: DoneState | null
}

export type ClockState = { readonly kind: 'never' } | CheckingState | DoneState

export interface ClockMonitorOptions {
  readonly sources: readonly Source[]
  readonly ask: AskPorts
  readonly clock: WallClock
  /** The shortest period of the accounts at hand, s; call `rejudge` when it changes. */
  readonly shortestPeriod: () => number
  /** Whether the user lets Zeroskew use the network at all. */
  readonly networkAllowed?: () => boolean
  /** A number from 0 up to 1, for the jitter of the checks made by itself. */
  readonly random: () => number
  readonly timing?: Partial<MonitorTiming>
}

export interface MonitorTiming extends CheckTiming {
  /** A demand within this long of the last check gets that one, ms. */
  readonly freshMs: number
}

const USUAL_TIMING: MonitorTiming = {
  timeoutMs: 1500,
  nextWayMs: 700,
  burst: { count: 4, gapMs: 2000 },
  deadlineMs: 4000,
  graceMs: 300,
  provenGraceMs: 600,
  patienceMs: 1000,
  freshMs: 15_000
}

export class ClockMonitor {
  readonly #options: ClockMonitorOptions
  readonly #timing: MonitorTiming
  readonly #listeners = new Set<(state: ClockState) => void>()
  #sources: readonly Source[]
  #state: ClockState = { kind: 'never' }
  /** The vote behind the state, for judging it anew. */
  #selection: Selection | null = null
  #run: CheckRun | null = null
  /** The clock jumped in the run before this one, which was measured again at once. */
  #jumpedBefore = false
  #wake: NodeJS.Timeout | undefined
  #waiting: ((state: DoneState) => void)[] = []
  #underWay: Promise<DoneState> | null = null
  #watch: Anchor | null = null
  #schedule: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: ClockMonitorOptions) {
    this.#options = options
    this.#timing = { ...USUAL_TIMING, ...options.timing }
    this.#sources = options.sources
  }

  get state(): ClockState {
    return this.#state
  }

  /** Calls the listener with each new state; gives a function that stops it. */
  onChange(listener: (state: ClockState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /**
   * Measures the clock, and gives the first verdict that holds; it may still be narrowed afterwards. A demand while
   * a check is under way joins it, and one within 15 s of the last gets that one.
   */
  check(): Promise<DoneState> {
    if (this.#underWay !== null) return this.#underWay
    const fresh = this.#fresh()
    return fresh === null ? this.#measure(false) : Promise.resolve(fresh)
  }

  /** The machine woke up: what was measured is void. */
  noteResume(): void {
    this.#void()
  }

  /**
   * Looks whether the clock was set since the last look; if so, what was measured is void and is measured again.
   * Cheap: to be called every few seconds while anything is shown.
   */
  noticeJump(): boolean {
    const { clock } = this.#options
    const before = this.#watch
    const jumped = before !== null && jumpedSince(before, clock)
    this.#watch = readAnchor(clock)
    if (jumped) this.#void()
    return jumped
  }

  /** Judges the last vote anew, after the shortest period changed; asks nobody. */
  rejudge(): void {
    if (this.#state.kind !== 'done' || this.#selection === null) return
    const { verdict } = this.#state
    // These two aren't the outcome of a vote.
    if ('reason' in verdict && (verdict.reason === 'network-off' || verdict.reason === 'clock-jumped')) return
    this.#publish({ ...this.#state, verdict: judge(this.#selection, this.#options.shortestPeriod()) })
  }

  /** Replaces the sources; what the former ones said is forgotten. */
  setSources(sources: readonly Source[]): void {
    this.#sources = sources
    this.#void()
  }

  /** Checks now, and from now on by itself at most every half hour. */
  startSchedule(): void {
    clearTimeout(this.#schedule)
    void this.check()
    this.#schedule = setTimeout(() => this.startSchedule(), nextCheckInMs(this.#options.random()))
  }

  /** Ends the schedule and everything under way; nothing is asked or told any more. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#schedule)
    this.#stopRun()
    this.#listeners.clear()
  }

  #fresh(): DoneState | null {
    const state = this.#state
    if (state.kind !== 'done' || this.noticeJump()) return null
    if (state.verdict.kind === 'unknown' && state.verdict.reason === 'network-off') return null
    const ageMs = this.#options.clock.monotonicMs() - state.checkedAtMonotonicMs
    return ageMs <= this.#timing.freshMs ? state : null
  }

  #void(): void {
    if (this.#closed) return
    this.#stopRun()
    this.#selection = null
    if (this.#state.kind === 'never' && this.#underWay === null) return
    this.#state = { kind: 'never' }
    void this.#measure(false)
  }

  #stopRun(): void {
    clearTimeout(this.#wake)
    this.#run?.close()
    this.#run = null
  }

  #measure(afterJump: boolean): Promise<DoneState> {
    this.#underWay ??= new Promise((resolve) => this.#waiting.push(resolve))
    const answer = this.#underWay
    this.#stopRun()
    const { clock, ask, networkAllowed } = this.#options
    const run = new CheckRun(this.#sources, {
      ask,
      clock,
      timing: this.#timing,
      changed: () => this.#look(run)
    })
    this.#run = run
    this.#watch = run.anchor
    this.#jumpedBefore = afterJump
    if (networkAllowed?.() === false) {
      this.#finish(run, { kind: 'unknown', reason: 'network-off' }, [])
      return answer
    }
    run.start()
    this.#look(run)
    return answer
  }

  /** Something changed, or it is time to look again: counts the votes and tells how it stands. */
  #look(run: CheckRun): void {
    if (run !== this.#run) return
    clearTimeout(this.#wake)
    if (jumpedSince(run.anchor, this.#options.clock)) {
      this.#onJump(run)
      return
    }
    const selection = run.vote()
    const waitMs = run.told ? 0 : run.waitMs(selection)
    if (waitMs <= 0) {
      this.#selection = selection
      this.#finish(run, judge(selection, this.#options.shortestPeriod()), run.reports(selection))
      return
    }
    this.#wake = setTimeout(() => this.#look(run), waitMs)
    const last = this.#state.kind === 'checking' ? this.#state.last : this.#state
    this.#publish({
      kind: 'checking',
      reports: run.reports(null),
      last: last?.kind === 'done' ? last : null
    })
  }

  /** Times from before and after a jump are never mixed: it is measured again, but not for ever. */
  #onJump(run: CheckRun): void {
    this.#selection = null
    if (this.#jumpedBefore && !run.told) {
      run.close()
      this.#finish(run, { kind: 'uncertain', reason: 'clock-jumped' }, run.reports(null))
      return
    }
    this.#state = { kind: 'never' }
    void this.#measure(!run.told)
  }

  #finish(run: CheckRun, verdict: Verdict, reports: readonly SourceReport[]): void {
    const { clock } = this.#options
    run.told = true
    const state: DoneState = {
      kind: 'done',
      verdict,
      reports,
      checkedAtMs: clock.wallMs(),
      checkedAtMonotonicMs: clock.monotonicMs()
    }
    const waiting = this.#waiting
    this.#waiting = []
    this.#underWay = null
    this.#publish(state)
    for (const resolve of waiting) resolve(state)
  }

  #publish(state: ClockState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}

/** An anchor good to a millisecond, without waiting for a tick. */
function readAnchor(clock: WallClock): Anchor {
  return { wallMinusMonotonicMs: clock.wallMs() + 0.5 - clock.monotonicMs(), uncertaintyMs: 1 }
}
