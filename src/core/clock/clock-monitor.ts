/**
 * The owner of the clock's state: asks the sources, lets them vote and keeps the last verdict (known-clock.ts). It
 * measures on demand, on resume and after a jump, and by itself at most every half hour (schedule.ts).
 */
import { CheckRun } from './check-run.ts'
import type { CheckSharing } from './check-sharing.ts'
import { USUAL_TIMING, type MonitorTiming } from './check-timing.ts'
import type { ClockState, DoneState } from './clock-state.ts'
import { KnownClock } from './known-clock.ts'
import { OurTurn } from './our-turn.ts'
import { askOnceMore, whomToAsk } from './refresh.ts'
import { LEAST_INTERVAL_MIN, Schedule } from './schedule.ts'
import type { Source } from './source.ts'
import type { AskPorts } from './source-poll.ts'
import { stakesOf, type Stakes } from './verdict.ts'
import { JumpWatch, jumpedSince, type WallClock } from './wall-clock.ts'

export interface ClockMonitorOptions {
  readonly sources: readonly Source[]
  readonly ask: AskPorts
  readonly clock: WallClock
  /** What the accounts at hand and the user make of an offset; call `rejudge` when it changes. Usual where absent. */
  readonly stakes?: () => Stakes
  /** Minutes between two checks by itself, 30 or more; call `reschedule` when it changes. */
  readonly checkEveryMinutes?: () => number
  /** What other processes know, and are told (manners.ts); without it this one minds only itself. */
  readonly sharing?: CheckSharing
  /** Whether the user lets Zeroskew use the network at all. */
  readonly networkAllowed?: () => boolean
  /** A number from 0 up to 1, for the jitter of the checks made by itself. */
  readonly random: () => number
  readonly timing?: Partial<MonitorTiming>
}

export class ClockMonitor {
  readonly #options: ClockMonitorOptions
  readonly #timing: MonitorTiming
  readonly #known: KnownClock
  readonly #watch: JumpWatch
  readonly #schedule: Schedule
  /** `null`: nobody else asks the same. */
  readonly #ourTurn: OurTurn | null
  #sources: readonly Source[]
  #run: CheckRun | null = null
  /** The clock jumped in the run before this one, which was measured again at once. */
  #jumpedBefore = false
  #wake: NodeJS.Timeout | undefined
  #refreshes = 0
  #closed = false

  constructor(options: ClockMonitorOptions) {
    const { clock, random, sharing, checkEveryMinutes, stakes } = options
    this.#options = options
    this.#timing = { ...USUAL_TIMING, ...options.timing }
    this.#sources = options.sources
    this.#known = new KnownClock(clock, () => stakes?.() ?? stakesOf([]))
    this.#watch = new JumpWatch(clock)
    this.#ourTurn = sharing === undefined ? null : new OurTurn(sharing)
    this.#schedule = new Schedule({
      everyMinutes: () => checkEveryMinutes?.() ?? LEAST_INTERVAL_MIN,
      random,
      check: (freshMs) => {
        if (this.#known.awaited === null) void this.#measure(false, freshMs)
      }
    })
  }

  get state(): ClockState {
    return this.#known.state
  }

  /** Calls the listener with each new state; gives a function that stops it. */
  onChange(listener: (state: ClockState) => void): () => void {
    return this.#known.onChange(listener)
  }

  /**
   * Measures the clock, and gives the first verdict that holds; it may still be narrowed afterwards. A demand while
   * a check is under way joins it, and one within 15 s of the last gets that one.
   */
  check(): Promise<DoneState> {
    const { awaited } = this.#known
    if (awaited !== null) return awaited
    const fresh = this.#fresh()
    return fresh === null ? this.#measure(false) : Promise.resolve(fresh)
  }

  /**
   * Asks one of those who agreed once more, by one packet, whether what was measured still holds: for a correction that
   * is shown. Whoever confirms it renews it. One that contradicts it voids it, and all are asked; so they are where no
   * answer comes, or nothing was agreed.
   */
  async refresh(): Promise<void> {
    if (this.#known.awaited !== null || this.#closed) return
    const { ask, clock, networkAllowed } = this.#options
    const before = this.#known.state
    const asked = before.kind === 'done' ? whomToAsk(before, this.#refreshes++) : null
    if (before.kind !== 'done' || asked === null || networkAllowed?.() === false) {
      await this.#measure(false)
      return
    }
    const renewal = await askOnceMore(before, asked, { ask, clock, timeoutMs: this.#timing.timeoutMs })
    if (!this.#stillHolds(before)) return
    switch (renewal.kind) {
      case 'silent':
        await this.#measure(false)
        return
      case 'contradicted':
        this.#void()
        return
      case 'renewed':
        this.#stopRun()
        this.#known.renewed(renewal.outcome, renewal.takenAtMs)
    }
  }

  /** Up to which offset the clock is in step now, ms. */
  get thresholdMs(): number {
    return this.#known.thresholdMs
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
    const jumped = this.#watch.look()
    if (jumped) this.#void()
    return jumped
  }

  /** Judges the last vote anew, after the periods or the user's threshold changed; asks nobody. */
  rejudge(): void {
    this.#known.rejudge()
  }

  /** Replaces the sources; what the former ones said is forgotten. */
  setSources(sources: readonly Source[]): void {
    this.#sources = sources
    this.#void()
  }

  /** Checks now, and from now on by itself at most every half hour. */
  startSchedule(): void {
    void this.check()
    this.reschedule()
  }

  /** Begins the interval until the next check by itself anew. */
  reschedule(): void {
    this.#schedule.begin()
  }

  /** Resolves once other processes can know of the last check. */
  async settled(): Promise<void> {
    await this.#options.sharing?.settled()
  }

  /** Ends the schedule and everything under way; nothing is asked or told any more, and no demand is met. */
  close(): void {
    this.#closed = true
    this.#schedule.end()
    this.#stopRun()
    this.#known.close()
  }

  #fresh(): DoneState | null {
    const { state } = this.#known
    if (state.kind !== 'done' || this.noticeJump()) return null
    if (state.verdict.kind === 'unknown' && state.verdict.reason === 'network-off') return null
    const ageMs = this.#options.clock.monotonicMs() - state.checkedAtMonotonicMs
    return ageMs <= this.#timing.freshMs ? state : null
  }

  /** Where something else came in between, it knows better. */
  #stillHolds(before: DoneState): boolean {
    return !this.#closed && this.#known.state === before && !this.noticeJump()
  }

  #void(): void {
    if (this.#closed) return
    this.#stopRun()
    const { state, awaited } = this.#known
    this.#known.forget()
    if (state.kind === 'never' && awaited === null) return
    // Nor does what any process found before it count any more.
    void this.#measure(false, 0)
  }

  #stopRun(): void {
    clearTimeout(this.#wake)
    this.#run?.close()
    this.#run = null
    this.#ourTurn?.end()
  }

  /** @param freshMs - An outcome of another process no older than this is as good as our own, ms. */
  #measure(afterJump: boolean, freshMs = this.#timing.freshMs): Promise<DoneState> {
    const answer = this.#known.next()
    if (this.#closed) return answer
    this.#stopRun()
    const { clock, ask, networkAllowed } = this.#options
    const run = new CheckRun(this.#sources, {
      ask,
      clock,
      timing: this.#timing,
      changed: () => this.#look(run)
    })
    this.#run = run
    this.#watch.begin(run.anchor)
    this.#jumpedBefore = afterJump
    if (networkAllowed?.() === false) {
      run.told = true
      this.#known.unvoted({ kind: 'unknown', reason: 'network-off' }, [])
      return answer
    }
    if (this.#ourTurn === null) this.#start(run)
    else void this.#startInTurn(run, this.#ourTurn, afterJump ? 0 : freshMs)
    return answer
  }

  #start(run: CheckRun): void {
    run.start()
    this.#look(run)
  }

  /** One process at a time asks the same sources; the others wait for what it finds. */
  async #startInTurn(run: CheckRun, ourTurn: OurTurn, freshMs: number): Promise<void> {
    this.#known.checking(run.reports(null))
    const known = await ourTurn.await(this.#sources, freshMs, () => run === this.#run)
    if (known === 'unwanted' || run !== this.#run) return
    if (known === 'ours') {
      this.#start(run)
      return
    }
    if (jumpedSince(run.anchor, this.#options.clock)) {
      this.#onJump(run)
      return
    }
    run.close()
    run.told = true
    this.#known.voted(known, known.ageMs)
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
      const outcome = { selection, reports: run.reports(selection) }
      run.told = true
      this.#known.voted(outcome)
      this.#ourTurn?.tell(outcome)
      return
    }
    this.#wake = setTimeout(() => this.#look(run), waitMs)
    this.#known.checking(run.reports(null))
  }

  /** Times from before and after a jump are never mixed: it is measured again, but not for ever. */
  #onJump(run: CheckRun): void {
    if (this.#jumpedBefore && !run.told) {
      run.close()
      run.told = true
      this.#ourTurn?.end()
      this.#known.unvoted({ kind: 'uncertain', reason: 'clock-jumped' }, run.reports(null))
      return
    }
    this.#known.forget()
    void this.#measure(!run.told)
  }
}
