/**
 * The owner of the clock's state: asks the sources, lets them vote and keeps the last verdict. It measures on demand,
 * on resume and after a jump, and by itself at most every half hour.
 */
import { CheckRun, type CheckTiming, type SourceReport } from './check-run.ts'
import { certificateDatesOf } from './certificate-dates.ts'
import type { CheckSharing, CheckTurn } from './check-sharing.ts'
import { isConfirmedBy, refreshed, whomToAsk } from './refresh.ts'
import { checkEveryMs, LEAST_INTERVAL_MIN, nextCheckInMs } from './schedule.ts'
import type { Selection } from './select.ts'
import type { Source } from './source.ts'
import type { AskPorts } from './source-poll.ts'
import { judge, MOST_THRESHOLD_MS, thresholdMs, type Stakes, type Verdict } from './verdict.ts'
import { anchorAt, jumpedSince, readAnchor, type Anchor, type WallClock } from './wall-clock.ts'

export interface DoneState {
  readonly kind: 'done'
  readonly verdict: Verdict
  /** In the order of the configured sources. */
  readonly reports: readonly SourceReport[]
  /** When the verdict was reached: Unix ms by the local clock, and on the monotonic one. */
  readonly checkedAtMs: number
  readonly checkedAtMonotonicMs: number
  /** When the oldest of the samples that agree was taken, on the monotonic clock: it holds from then on. */
  readonly measuredAtMonotonicMs: number
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
  /** The period that most of them have, s; the shortest where absent. `rejudge` likewise. */
  readonly commonestPeriod?: () => number
  /** The user's threshold, ms, 500–5000; the shortest period may lower it. `rejudge` likewise. */
  readonly warnThresholdMs?: () => number
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
  /** Ours to end: other processes wait for what we find. */
  #turn: CheckTurn | null = null
  #refreshes = 0
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

  /**
   * Asks one of those who agreed once more, by one packet, whether what was measured still holds: for a correction that
   * is shown. Whoever confirms it renews it. One that contradicts it voids it, and all are asked; so they are where no
   * answer comes, or nothing was agreed.
   */
  async refresh(): Promise<void> {
    if (this.#underWay !== null || this.#closed) return
    const { ask, clock, networkAllowed } = this.#options
    const before = this.#state
    const asked = before.kind === 'done' ? whomToAsk(before, this.#refreshes++) : null
    if (before.kind !== 'done' || asked === null || networkAllowed?.() === false) {
      await this.#measure(false)
      return
    }
    const anchor = anchorAt(clock)
    const { timeoutMs } = this.#timing
    const answer = await ask[asked.way.kind]?.({ way: asked.way, clock, anchor, timeoutMs })
    // Something else came in between, and knows better.
    if (this.#state !== before) return
    if (this.noticeJump()) return
    if (answer?.kind !== 'sample') await this.#measure(false)
    else if (jumpedSince(anchor, clock) || !isConfirmedBy(before, answer.sample)) this.#void()
    else {
      this.#stopRun()
      const { selection, reports } = refreshed(before, asked, answer.sample)
      this.#selection = selection
      this.#publish({
        ...this.#done(this.#judge(selection, reports), reports),
        measuredAtMonotonicMs: answer.sample.takenAtMs
      })
    }
  }

  /** Up to which offset the clock is in step now, ms. */
  get thresholdMs(): number {
    const { shortestPeriod, warnThresholdMs } = this.#stakes
    return thresholdMs(shortestPeriod, warnThresholdMs)
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

  /** Judges the last vote anew, after the periods or the user's threshold changed; asks nobody. */
  rejudge(): void {
    if (this.#state.kind !== 'done' || this.#selection === null) return
    const { verdict } = this.#state
    // These two aren't the outcome of a vote.
    if ('reason' in verdict && (verdict.reason === 'network-off' || verdict.reason === 'clock-jumped')) return
    this.#publish({ ...this.#state, verdict: this.#judge(this.#selection, this.#state.reports) })
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
    clearTimeout(this.#schedule)
    const minutes = this.#options.checkEveryMinutes?.() ?? LEAST_INTERVAL_MIN
    this.#schedule = setTimeout(
      () => {
        // What another process found meanwhile will do.
        if (this.#underWay === null) void this.#measure(false, checkEveryMs(minutes))
        this.reschedule()
      },
      nextCheckInMs(this.#options.random(), minutes)
    )
  }

  /** Resolves once other processes can know of the last check. */
  async settled(): Promise<void> {
    await this.#options.sharing?.settled()
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
    // Nor does what any process found before it count any more.
    void this.#measure(false, 0)
  }

  #stopRun(): void {
    clearTimeout(this.#wake)
    this.#run?.close()
    this.#run = null
    this.#turn?.end(null)
    this.#turn = null
  }

  /** @param freshMs - An outcome of another process no older than this is as good as our own, ms. */
  #measure(afterJump: boolean, freshMs = this.#timing.freshMs): Promise<DoneState> {
    this.#underWay ??= new Promise((resolve) => this.#waiting.push(resolve))
    const answer = this.#underWay
    this.#stopRun()
    const { clock, ask, networkAllowed, sharing } = this.#options
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
    if (sharing === undefined) this.#start(run)
    else void this.#startInTurn(run, sharing, afterJump ? 0 : freshMs)
    return answer
  }

  #start(run: CheckRun): void {
    run.start()
    this.#look(run)
  }

  /** One process at a time asks the same sources; the others wait for what it finds. */
  async #startInTurn(run: CheckRun, sharing: CheckSharing, freshMs: number): Promise<void> {
    this.#publishChecking(run)
    const claim = await sharing.claim(this.#sources, freshMs)
    if (run !== this.#run) {
      if (claim.kind === 'turn') claim.end(null)
      return
    }
    if (claim.kind === 'turn') {
      this.#turn = claim
      this.#start(run)
      return
    }
    if (jumpedSince(run.anchor, this.#options.clock)) {
      this.#onJump(run)
      return
    }
    const { selection, reports, ageMs } = claim
    run.close()
    this.#selection = selection
    this.#finish(run, this.#judge(selection, reports), reports, ageMs)
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
      const reports = run.reports(selection)
      this.#finish(run, this.#judge(selection, reports), reports)
      this.#turn?.end({ selection, reports })
      return
    }
    this.#wake = setTimeout(() => this.#look(run), waitMs)
    this.#publishChecking(run)
  }

  #publishChecking(run: CheckRun): void {
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
      this.#turn?.end(null)
      this.#finish(run, { kind: 'uncertain', reason: 'clock-jumped' }, run.reports(null))
      return
    }
    this.#state = { kind: 'never' }
    void this.#measure(!run.told)
  }

  /** @param ageMs - How long ago another process found it, ms; 0 where we did. */
  #finish(run: CheckRun, verdict: Verdict, reports: readonly SourceReport[], ageMs = 0): void {
    run.told = true
    const state = this.#done(verdict, reports, ageMs)
    const waiting = this.#waiting
    this.#waiting = []
    this.#underWay = null
    this.#publish(state)
    for (const resolve of waiting) resolve(state)
  }

  #done(verdict: Verdict, reports: readonly SourceReport[], ageMs = 0): DoneState {
    const { clock } = this.#options
    const checkedAtMonotonicMs = clock.monotonicMs() - ageMs
    const taken = reports.flatMap(({ status }) =>
      status.kind === 'survivor' ? [status.sample.takenAtMs] : []
    )
    return {
      kind: 'done',
      verdict,
      reports,
      checkedAtMs: clock.wallMs() - ageMs,
      checkedAtMonotonicMs,
      measuredAtMonotonicMs: Math.min(checkedAtMonotonicMs, ...taken)
    }
  }

  get #stakes(): Stakes {
    const { shortestPeriod, commonestPeriod = shortestPeriod, warnThresholdMs } = this.#options
    return {
      shortestPeriod: shortestPeriod(),
      commonestPeriod: commonestPeriod(),
      warnThresholdMs: warnThresholdMs?.() ?? MOST_THRESHOLD_MS
    }
  }

  #judge(selection: Selection, reports: readonly SourceReport[]): Verdict {
    return judge(selection, this.#stakes, certificateDatesOf(reports))
  }

  #publish(state: ClockState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}
