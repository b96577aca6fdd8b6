/** One measurement from its first question to its last refinement: who has answered, how the vote stands, how long to wait. */
import { select, type Candidate, type Electorate, type Selection } from './select.ts'
import type { NoAnswer, Refusal, Sample } from './sample.ts'
import { isAuthenticated, type Source, type Way } from './source.ts'
import { SourcePoll, type AskPorts, type PollOutcome, type PollTiming } from './source-poll.ts'
import { echoesIn, type Speaker } from './voices.ts'
import { anchorAt, movedMs, WANDER, type Anchor, type WallClock } from './wall-clock.ts'

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

export interface CheckTiming extends PollTiming {
  /** Longest time to a verdict, ms. */
  readonly deadlineMs: number
  /** After an agreement, how long the others are waited for, so that they are named too, ms. */
  readonly graceMs: number
  /** The same while one that could prove its answer is still awaited, ms. */
  readonly provenGraceMs: number
  /** After this long it is said that too few answer, once no majority can come any more, ms. */
  readonly patienceMs: number
}

interface CheckPorts {
  readonly ask: AskPorts
  readonly clock: WallClock
  readonly timing: CheckTiming
  /** Called whenever the vote may have changed. */
  readonly changed: () => void
}

const SAME_SERVER: SourceStatus = { kind: 'rejected', reason: 'same-server' }

export class CheckRun {
  /** Joins wall and monotonic clock for the whole measurement. */
  readonly anchor: Anchor
  /** Its verdict was told; what comes now refines it. */
  told = false
  readonly #ports: CheckPorts
  readonly #polls: readonly SourcePoll[]
  readonly #electorate: Electorate
  #beganMs: number
  #agreedAtMs: number | null = null

  constructor(sources: readonly Source[], ports: CheckPorts) {
    const { ask, clock, timing, changed } = ports
    const anchor = anchorAt(clock)
    this.anchor = anchor
    this.#ports = ports
    this.#beganMs = clock.monotonicMs()
    this.#polls = sources.map((source) => new SourcePoll(source, { ask, clock, anchor, timing, changed }))
    this.#electorate = { configured: sources.length, authenticated: sources.filter(canProve).length }
  }

  start(): void {
    this.#beganMs = this.#ports.clock.monotonicMs()
    for (const poll of this.#polls) poll.start()
  }

  close(): void {
    for (const poll of this.#polls) poll.close()
  }

  /** Counts the votes as they are now. */
  vote(): Selection {
    const selection = select(this.#candidates(), this.#electorate)
    if (selection.kind === 'agreed') this.#agreedAtMs ??= this.#ports.clock.monotonicMs()
    return selection
  }

  /** How long yet until the verdict is told, ms; 0 once waiting can't help. */
  waitMs(selection: Selection): number {
    const { clock, timing } = this.#ports
    const pending = this.#polls.filter((poll) => poll.pending)
    if (pending.length === 0) return 0
    const nowMs = clock.monotonicMs()
    const untilMs = [this.#beganMs + timing.deadlineMs]
    if (selection.kind === 'agreed') {
      const proofAwaited =
        selection.agreement.trust !== 'authenticated' && pending.some((poll) => canProve(poll.source))
      untilMs.push((this.#agreedAtMs ?? nowMs) + (proofAwaited ? timing.provenGraceMs : timing.graceMs))
    } else if (!this.#couldAgree(pending)) {
      untilMs.push(this.#beganMs + timing.patienceMs)
    }
    return Math.max(0, Math.ceil(Math.min(...untilMs) - nowMs))
  }

  /**
   * How each source stands, in the order of the configured ones.
   * @param selection - The vote that it is judged by; `null` while that is open.
   */
  reports(selection: Selection | null): readonly SourceReport[] {
    const echoes = echoesIn(this.#speakers())
    return this.#polls.map((poll, index) => ({
      source: poll.source,
      way: poll.way,
      status: echoes.has(index) ? SAME_SERVER : statusOf(poll.outcome, index, selection)
    }))
  }

  /** Whether a majority would come about if all who are awaited agreed with everybody. */
  #couldAgree(pending: readonly SourcePoll[]): boolean {
    const supporters = pending.map((poll): Candidate => ({
      source: this.#polls.indexOf(poll),
      offsetMs: 0,
      boundMs: Number.MAX_SAFE_INTEGER,
      voucher: canProve(poll.source) ? 'operator' : 'nobody'
    }))
    return select([...this.#candidates(), ...supporters], this.#electorate).kind === 'agreed'
  }

  #candidates(): readonly Candidate[] {
    const { clock } = this.#ports
    const nowMs = clock.monotonicMs()
    // The reading itself is good to half a millisecond; what is beyond that is the clock being slewed.
    const slewedMs = Math.max(0, Math.abs(movedMs(this.anchor, clock)) - 1)
    const speakers = this.#speakers()
    const echoes = echoesIn(speakers)
    return speakers.flatMap(({ source, sample }) => {
      // An echo has no vote, but stays in the electorate: it can only make a majority harder.
      if (echoes.has(source)) return []
      const { offsetMs, boundMs, voucher, takenAtMs } = sample
      return [{ source, offsetMs, boundMs: boundMs + slewedMs + WANDER * (nowMs - takenAtMs), voucher }]
    })
  }

  #speakers(): readonly Speaker[] {
    return this.#polls.flatMap(({ outcome, way }, source) =>
      outcome.kind === 'heard' ? [{ source, way, sample: outcome.sample }] : []
    )
  }
}

function canProve(source: Source): boolean {
  return source.ways.some((way) => isAuthenticated(way.kind))
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
