/**
 * The owner of the clock's state: asks the sources, lets them vote and keeps the last verdict. It measures on demand,
 * on resume and after a jump, and by itself at most every half hour.
 */
import { select, type Candidate, type Electorate, type Selection } from './select.ts'
import type { Sample, NoAnswer, Refusal } from './sample.ts'
import { nextCheckInMs } from './schedule.ts'
import { isAuthenticated, type Source, type Way } from './source.ts'
import { SourcePoll, type AskPorts, type PollOutcome, type Timing } from './source-poll.ts'
import { judge, type Verdict } from './verdict.ts'
import { anchorAt, jumpedSince, movedMs, type Anchor, type WallClock } from './wall-clock.ts'

/** How a source stands. `heard` only while checking: it answered, and the vote is still open. */
export type SourceStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'heard' | 'survivor' | 'falseticker'; readonly sample: Sample }
  | { readonly kind: 'unreachable'; readonly reason: NoAnswer }
  | { readonly kind: 'rejected'; readonly reason: Refusal }

export interface SourceReport {
  readonly source: Source
  /** The way that the status is of. */
  readonly way: Way
  readonly status: SourceStatus
}

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

export interface MonitorTiming extends Timing {
  /** Longest time to a verdict, ms. */
  readonly deadlineMs: number
  /** After an agreement, how long the others are waited for, so that they are named too, ms. */
  readonly graceMs: number
  /** The same while one that could prove its answer is still awaited, ms. */
  readonly provenGraceMs: number
  /** After this long it is said that too few answer, once no majority can come any more, ms. */
  readonly patienceMs: number
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

/**
 * How fast a local clock that nothing keeps in step may run away from a sample. RFC 5905's 15 ppm is for one that is
 * disciplined; crystals are sold to 50 ppm and more.
 */
const WANDER = 100e-6

/** One measurement under way, and the refinement after its verdict. */
interface Run {
  readonly anchor: Anchor
  readonly beganMs: number
  readonly polls: readonly SourcePoll[]
  /** Whether the clock already jumped in the run before this one. */
  readonly second: boolean
  agreedAtMs: number | null
  done: boolean
  wake: NodeJS.Timeout | undefined
}

export class ClockMonitor {
  readonly #options: ClockMonitorOptions
  readonly #timing: MonitorTiming
  readonly #listeners = new Set<(state: ClockState) => void>()
  #sources: readonly Source[]
  #state: ClockState = { kind: 'never' }
  /** The vote behind the state, for judging it anew. */
  #selection: Selection | null = null
  #run: Run | null = null
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
    const run = this.#run
    if (run === null) return
    clearTimeout(run.wake)
    for (const poll of run.polls) poll.close()
    this.#run = null
  }

  #measure(second: boolean): Promise<DoneState> {
    this.#underWay ??= new Promise((resolve) => this.#waiting.push(resolve))
    const answer = this.#underWay
    this.#stopRun()
    const { clock, ask, networkAllowed } = this.#options
    const anchor = anchorAt(clock)
    this.#watch = anchor
    const run: Run = {
      anchor,
      beganMs: clock.monotonicMs(),
      polls: this.#sources.map((source) => {
        const changed = (): void => this.#look(run)
        return new SourcePoll(source, { ask, clock, anchor, timing: this.#timing, changed })
      }),
      second,
      agreedAtMs: null,
      done: false,
      wake: undefined
    }
    this.#run = run
    if (networkAllowed?.() === false) {
      this.#finish(run, { kind: 'unknown', reason: 'network-off' }, [])
      return answer
    }
    for (const poll of run.polls) poll.start()
    this.#look(run)
    return answer
  }

  /** Something changed, or it is time to look again: counts the votes and tells how it stands. */
  #look(run: Run): void {
    if (run !== this.#run) return
    if (jumpedSince(run.anchor, this.#options.clock)) {
      this.#onJump(run)
      return
    }
    const selection = select(this.#candidates(run), this.#electorate())
    if (selection.kind === 'agreed') run.agreedAtMs ??= this.#options.clock.monotonicMs()
    const waitMs = run.done ? 0 : this.#waitMs(run, selection)
    if (waitMs <= 0) {
      this.#selection = selection
      this.#finish(run, judge(selection, this.#options.shortestPeriod()), this.#reports(run, selection))
      return
    }
    clearTimeout(run.wake)
    run.wake = setTimeout(() => this.#look(run), waitMs)
    const last = this.#state.kind === 'checking' ? this.#state.last : this.#state
    this.#publish({
      kind: 'checking',
      reports: this.#reports(run, null),
      last: last?.kind === 'done' ? last : null
    })
  }

  /** How long yet until the verdict is told, ms; 0 once waiting can't help. */
  #waitMs(run: Run, selection: Selection): number {
    const { deadlineMs, graceMs, provenGraceMs, patienceMs } = this.#timing
    const nowMs = this.#options.clock.monotonicMs()
    const pending = run.polls.filter((poll) => poll.pending)
    if (pending.length === 0) return 0
    const untilMs = [run.beganMs + deadlineMs]
    if (selection.kind === 'agreed') {
      const proofAwaited =
        selection.agreement.trust !== 'authenticated' &&
        pending.some((poll) => poll.source.ways.some((way) => isAuthenticated(way.kind)))
      untilMs.push((run.agreedAtMs ?? nowMs) + (proofAwaited ? provenGraceMs : graceMs))
    } else if (!this.#couldAgree(run, pending)) {
      untilMs.push(run.beganMs + patienceMs)
    }
    return Math.max(0, Math.ceil(Math.min(...untilMs) - nowMs))
  }

  /** Whether a majority would come about if all who are awaited agreed with everybody. */
  #couldAgree(run: Run, pending: readonly SourcePoll[]): boolean {
    const supporters = pending.map((poll): Candidate => {
      const proves = poll.source.ways.some((way) => isAuthenticated(way.kind))
      return {
        source: run.polls.indexOf(poll),
        offsetMs: 0,
        boundMs: Number.MAX_SAFE_INTEGER,
        voucher: proves ? 'operator' : 'nobody'
      }
    })
    return select([...this.#candidates(run), ...supporters], this.#electorate()).kind === 'agreed'
  }

  #electorate(): Electorate {
    const proves = (source: Source): boolean => source.ways.some((way) => isAuthenticated(way.kind))
    return { configured: this.#sources.length, authenticated: this.#sources.filter(proves).length }
  }

  #candidates(run: Run): readonly Candidate[] {
    const { clock } = this.#options
    const nowMs = clock.monotonicMs()
    // The reading itself is good to half a millisecond; what is beyond that is the clock being slewed.
    const slewedMs = Math.max(0, Math.abs(movedMs(run.anchor, clock)) - 1)
    return run.polls.flatMap(({ outcome }, source) => {
      if (outcome.kind !== 'heard') return []
      const { offsetMs, boundMs, voucher, takenAtMs } = outcome.sample
      return [{ source, offsetMs, boundMs: boundMs + slewedMs + WANDER * (nowMs - takenAtMs), voucher }]
    })
  }

  #reports(run: Run, selection: Selection | null): readonly SourceReport[] {
    return run.polls.map((poll, index) => ({
      source: poll.source,
      way: poll.way,
      status: statusOf(poll.outcome, index, selection)
    }))
  }

  #onJump(run: Run): void {
    if (run.second && !run.done) {
      for (const poll of run.polls) poll.close()
      this.#selection = null
      this.#finish(run, { kind: 'uncertain', reason: 'clock-jumped' }, this.#reports(run, null))
      return
    }
    this.#selection = null
    this.#state = { kind: 'never' }
    void this.#measure(!run.done)
  }

  #finish(run: Run, verdict: Verdict, reports: readonly SourceReport[]): void {
    const { clock } = this.#options
    clearTimeout(run.wake)
    run.done = true
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

/** Once the vote is over, whoever hasn't answered is late; should the answer still come, the vote is counted again. */
function statusOf(outcome: PollOutcome, source: number, selection: Selection | null): SourceStatus {
  if (selection === null) return outcome
  if (outcome.kind === 'waiting') return { kind: 'unreachable', reason: 'timed-out' }
  if (outcome.kind !== 'heard') return outcome
  return {
    kind: selection.survivors.includes(source) ? 'survivor' : 'falseticker',
    sample: outcome.sample
  }
}

/** An anchor good to a millisecond, without waiting for a tick. */
function readAnchor(clock: WallClock): Anchor {
  return { wallMinusMonotonicMs: clock.wallMs() + 0.5 - clock.monotonicMs(), uncertaintyMs: 1 }
}
