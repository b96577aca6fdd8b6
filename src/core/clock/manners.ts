/**
 * What the operators of time servers ask for, kept by all processes that share a data folder: servers that want to be
 * left alone are, and of several processes that ask the same sources at once one asks and the others take its answer.
 */
import { createHash } from 'node:crypto'
import type { Ask } from './ask.ts'
import type { CheckOutcome, CheckSharing, CheckTurn, KnownCheck } from './check-sharing.ts'
import type { ClockFile } from './clock-file.ts'
import { heldBackBy, kissCodeOf, withAsked, withKiss, type Kiss } from './kiss-memory.ts'
import { momentNow, type Moment } from './moment.ts'
import { lastOutcome, nameOfSources, storedOutcome } from './shared-check.ts'
import { serverUrlOf, type Source, type WayKind } from './source.ts'
import type { AskPorts } from './source-poll.ts'
import type { WallClock } from './wall-clock.ts'

export interface MannersPorts {
  readonly file: ClockFile
  readonly clock: WallClock
  /** A monotonic clock that all processes of one start of the machine share, ms (moment.ts). */
  readonly sinceStartMs: () => number
}

/** Longer than any check takes to its first verdict, ms: whoever has the turn then hangs. */
const TURN_MS = 6000
/** On demand nobody is asked more often than this, ms (check-timing.ts). */
const LEAST_INTERVAL_MS = 15_000

export class Manners implements CheckSharing {
  readonly #ports: MannersPorts
  readonly #pending = new Set<Promise<unknown>>()
  #kisses: readonly Kiss[] = []
  #intervalMs = LEAST_INTERVAL_MS

  constructor(ports: MannersPorts) {
    this.#ports = ports
  }

  /** The ways of asking, without the servers that want to be left alone: those answer by what they said last. */
  polite(ask: AskPorts): AskPorts {
    return Object.fromEntries(
      Object.entries(ask).map(([kind, way]) => [kind, this.#politely(way)])
    ) satisfies Partial<Record<WayKind, Ask>>
  }

  async claim(sources: readonly Source[], freshMs: number): Promise<KnownCheck | CheckTurn> {
    const beganMs = this.#ports.sinceStartMs()
    const name = nameOfSources(sources)
    this.#intervalMs = Math.max(LEAST_INTERVAL_MS, freshMs)
    const known = await this.#known(sources, freshMs)
    if (known !== null) return known
    return await new Promise((resolve) => {
      const turn = this.#ports.file.locked(`.check-${hashOf(name)}`, TURN_MS, async () => {
        const waitedMs = this.#ports.sinceStartMs() - beganMs
        const found = await this.#known(sources, freshMs + waitedMs)
        if (found === null) await new Promise<void>((done) => resolve(this.#turn(name, done)))
        else resolve(found)
      })
      // Without a lock everybody asks for themselves.
      this.#follow(turn.then((taken) => !taken && resolve(this.#turn(name, () => undefined))))
    })
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  /** @param done - Lets the others in. */
  #turn(name: string, done: () => void): CheckTurn {
    let ended = false
    return {
      kind: 'turn',
      end: (outcome) => {
        if (outcome === null && ended) return
        ended = true
        const told = outcome === null ? Promise.resolve() : this.#tell(name, outcome)
        this.#follow(told.finally(done))
      }
    }
  }

  async #tell(sources: string, outcome: CheckOutcome): Promise<void> {
    const at = this.#now()
    const stored = storedOutcome(outcome, this.#aheadMs())
    await this.#ports.file.change((content) => ({
      ...content,
      checks: [
        ...content.checks.filter((check) => check.sources !== sources),
        { sources, at, outcome: stored }
      ]
    }))
  }

  /** What was found last, if it is fresh enough and nobody set the clock since. */
  async #known(sources: readonly Source[], freshMs: number): Promise<KnownCheck | null> {
    const { kisses, checks } = await this.#ports.file.read()
    // One that came a moment ago may not be written yet.
    const unwritten = this.#kisses.filter((kiss) => !kisses.some(({ server }) => server === kiss.server))
    this.#kisses = [...kisses, ...unwritten]
    return lastOutcome(checks, sources, this.#now(), freshMs, this.#aheadMs())
  }

  #politely(ask: Ask): Ask {
    return async (question) => {
      const server = serverUrlOf(question.way)
      const held = heldBackBy(this.#kisses, server, this.#now(), this.#intervalMs)
      if (held !== null) return { kind: 'rejected', reason: `kiss-code ${held}` }
      // Before it is asked: it may be asked four times within a moment.
      if (this.#kisses.some((kiss) => kiss.server === server)) {
        this.#remember((kisses) => withAsked(kisses, server, this.#now()))
      }
      const answer = await ask(question)
      const code = answer.kind === 'rejected' ? kissCodeOf(answer.reason) : null
      if (code !== null) this.#remember((kisses) => withKiss(kisses, server, code, this.#now()))
      return answer
    }
  }

  #remember(change: (kisses: readonly Kiss[]) => readonly Kiss[]): void {
    this.#kisses = change(this.#kisses)
    const { file } = this.#ports
    this.#follow(file.change((content) => ({ ...content, kisses: change(content.kisses) })))
  }

  #follow(work: Promise<unknown>): void {
    const followed = work.finally(() => this.#pending.delete(followed))
    this.#pending.add(followed)
  }

  #now(): Moment {
    const { clock, sinceStartMs, file } = this.#ports
    return momentNow({ wallMs: () => clock.wallMs(), sinceStartMs }, file.bootId)
  }

  /** Add this to a monotonic time of this process for the one that all share, ms. */
  #aheadMs(): number {
    return this.#ports.sinceStartMs() - this.#ports.clock.monotonicMs()
  }
}

/** Short enough for a file's name, and the same in all processes. */
function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12)
}
