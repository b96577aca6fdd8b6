/** Asks one source: its ways best first, then, once one has answered, politely again to narrow the answer. */
import type { Ask, Question } from './ask.ts'
import { narrowedBy } from './burst.ts'
import type { Answer, NoAnswer, Refusal, Sample } from './sample.ts'
import type { Source, Way, WayKind } from './source.ts'
import type { Anchor, WallClock } from './wall-clock.ts'

/** The ways that can be asked here; a way without a port is passed over. */
export type AskPorts = Readonly<Partial<Record<WayKind, Ask>>>

export interface PollTiming {
  /** Longest wait for one answer, ms. */
  readonly timeoutMs: number
  /** After this long without an answer the next way of the source is asked beside it, ms. */
  readonly nextWayMs: number
  readonly burst: {
    /** Exchanges in all with a source that answers. */
    readonly count: number
    /** Between two of them, ms; towards the world 2 s. */
    readonly gapMs: number
  }
}

/** What asking a source has come to so far. */
export type PollOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'heard'; readonly sample: Sample }
  | { readonly kind: 'unreachable'; readonly reason: NoAnswer }
  | { readonly kind: 'rejected'; readonly reason: Refusal }

interface PollPorts {
  readonly ask: AskPorts
  readonly clock: WallClock
  readonly anchor: Anchor
  readonly timing: PollTiming
  /** Called whenever the outcome may have changed. */
  readonly changed: () => void
}

export class SourcePoll {
  readonly source: Source
  readonly #ports: PollPorts
  readonly #ways: readonly Way[]
  /** By way, in their order; `null` while waiting. */
  readonly #answers: (Answer | null)[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #closed = false

  constructor(source: Source, ports: PollPorts) {
    this.source = source
    this.#ports = ports
    this.#ways = source.ways.filter((way) => ports.ask[way.kind] !== undefined)
  }

  start(): void {
    this.#askNextWay()
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  /** Whether more can still come of the first round of questions. */
  get pending(): boolean {
    if (this.#closed) return false
    const best = this.#bestHeard()
    const started = best === -1 ? this.#ways.length : best
    return Array.from({ length: started }).some((_, way) => (this.#answers[way] ?? null) === null)
  }

  /** The way that the outcome is of: the best one that answered, else the first. */
  get way(): Way {
    return this.#ways[this.#told()] ?? this.source.ways[0]
  }

  get outcome(): PollOutcome {
    if (this.#ways.length === 0) return { kind: 'unreachable', reason: 'not-offered' }
    const answer = this.#answers[this.#told()] ?? null
    if (answer?.kind === 'sample') return { kind: 'heard', sample: answer.sample }
    return answer === null || this.pending ? { kind: 'waiting' } : answer
  }

  /** The way to tell about: heard, else refused, else the best. */
  #told(): number {
    const heard = this.#bestHeard()
    if (heard !== -1) return heard
    const rejected = this.#answers.findIndex((answer) => answer?.kind === 'rejected')
    return rejected === -1 ? 0 : rejected
  }

  #bestHeard(): number {
    return this.#answers.findIndex((answer) => answer?.kind === 'sample')
  }

  #askNextWay(): void {
    const index = this.#answers.length
    const way = this.#ways[index]
    if (this.#closed || way === undefined || this.#bestHeard() !== -1) return
    this.#answers.push(null)
    const hurry = this.#after(this.#ports.timing.nextWayMs, () => this.#askFrom(index))
    void this.#ask(way).then((answer) => {
      if (this.#closed) return
      this.#cancel(hurry)
      this.#answers[index] = answer
      if (answer.kind === 'sample') this.#refine(way, index)
      else this.#askFrom(index)
      this.#ports.changed()
    })
  }

  /** Asks the way after this one, unless it was asked already. */
  #askFrom(index: number): void {
    if (this.#answers.length === index + 1) this.#askNextWay()
  }

  async #ask(way: Way): Promise<Answer> {
    const { ask, clock, anchor, timing } = this.#ports
    const question: Question = { way, clock, anchor, timeoutMs: timing.timeoutMs }
    return (await ask[way.kind]?.(question)) ?? { kind: 'unreachable', reason: 'not-offered' }
  }

  /** The rest of the burst. One packet can be late by chance; of several the best is near the truth. */
  #refine(way: Way, index: number): void {
    const { count, gapMs } = this.#ports.timing.burst
    // The way over HTTPS narrows its answer itself.
    if (way.kind === 'https') return
    let left = count - 1
    const again = async (): Promise<void> => {
      if (left-- <= 0 || this.#isOver(index)) return
      const answer = await this.#ask(way)
      const held = this.#answers[index]
      if (held?.kind !== 'sample' || this.#isOver(index)) return
      // A server that asks to be left alone is.
      if (answer.kind === 'rejected' && answer.reason.startsWith('kiss-code')) return
      // Behind a name there may be several machines: only the same one's answers narrow each other.
      const isSame = answer.kind === 'sample' && answer.sample.server === held.sample.server
      const narrowed = isSame ? narrowedBy(held.sample, answer.sample) : held.sample
      if (narrowed.boundMs < held.sample.boundMs || narrowed.offsetMs !== held.sample.offsetMs) {
        this.#answers[index] = { kind: 'sample', sample: narrowed }
        this.#ports.changed()
      }
      this.#after(gapMs, () => void again())
    }
    if (left > 0) this.#after(gapMs, () => void again())
  }

  /** Whether nothing more of this way counts. */
  #isOver(index: number): boolean {
    return this.#closed || this.#bestHeard() !== index
  }

  #after(delayMs: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, delayMs)
    this.#timers.add(timer)
    return timer
  }

  #cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.#timers.delete(timer)
  }
}
