/** `--corrected`: whether codes may be corrected at this moment, and what is said of it (rule 8 of the design). */
import type { Account, TimeBasedAccount } from '../core/otp/account.ts'
import { presentCode } from '../core/present.ts'
import { groupCode } from '../shared/wording/code-figures.ts'
import type { Wording } from '../shared/wording/wording.ts'
import type { TerminalClock } from './clock.ts'

export type ShowableStanding =
  /** Nothing to correct: the codes by this clock are right. */
  | { readonly kind: 'in-step' }
  /** Codes are made for the local clock plus `offsetMs`, a whole number. `warns`: nobody vouches for the servers. */
  | {
      readonly kind: 'corrected'
      readonly offsetMs: number
      readonly boundMs: number
      readonly warns: boolean
    }

/** How the clock stands where codes are to be right by true time. `hidden`: none may be shown, besides what the verdict says. */
export type Standing = ShowableStanding | { readonly kind: 'hidden'; readonly why: string }

type Measured = Pick<TerminalClock, 'monitor' | 'desk' | 'view'>

/** Whoever wrote --corrected has switched it on: this follows, for as long as codes are shown. */
export class CorrectedCodes {
  readonly #clock: Measured
  readonly #wording: Wording
  /** Once codes were corrected by proven time, unproven time doesn't take its place. */
  #wasProven = false

  constructor(clock: Measured, wording: Wording) {
    this.#clock = clock
    this.#wording = wording
  }

  /** Measures the clock, and gives how it stands. */
  async measure(): Promise<Standing> {
    const { monitor, desk } = this.#clock
    await monitor.check()
    this.follow()
    // What another process found a while ago carries no code: all are being asked again.
    if (desk.knowledge.correction.kind === 'waiting') await monitor.check()
    this.follow()
    return this.standing
  }

  /** Takes up what was measured; to be called on each change. */
  follow(): void {
    const { desk } = this.#clock
    const { correction } = desk.knowledge
    if (correction.kind !== 'available' || (correction.warns && this.#wasProven)) return
    this.#wasProven = !correction.warns
    desk.correct(true)
  }

  /** How it stands at this very moment. */
  get standing(): Standing {
    const { corrected } = this.#wording.terminal
    const view = this.#clock.view()
    const { correction } = view
    switch (correction.kind) {
      case 'on':
        return {
          kind: 'corrected',
          offsetMs: Math.round(correction.offsetMs),
          boundMs: view.boundMs ?? 0,
          warns: view.trust !== 'authenticated'
        }
      case 'waiting':
        return { kind: 'hidden', why: corrected.waiting }
      case 'available':
        return { kind: 'hidden', why: corrected.lessTrusted }
      case 'refused':
        return { kind: 'hidden', why: corrected.refused[correction.reason] }
      case 'none':
        return view.verdict === 'in-step' ? { kind: 'in-step' } : { kind: 'hidden', why: corrected.notShown }
    }
  }
}

/**
 * What is said beside codes that may be shown.
 * @param byThisClock - The code that this computer's own clock gives, where there is one alone.
 */
export function standingLines(
  standing: ShowableStanding,
  byThisClock: string | undefined,
  { clock, terminal: { corrected } }: Wording
): readonly string[] {
  if (standing.kind === 'in-step') return [corrected.inStep]
  const how = corrected.by(clock.length(standing.offsetMs), clock.bound(standing))
  const beside = byThisClock === undefined ? [] : [corrected.byThisClock(groupCode(byThisClock))]
  return [[how, ...beside].join('; '), ...(standing.warns ? [corrected.warning] : [])]
}

/**
 * A code for a moment.
 * @param nowMs - Unix ms by the local clock.
 * @param standing - Where codes are to be right by true time; then the one by the local clock comes along. `null`: not.
 */
export function codeAt(
  account: TimeBasedAccount & Account,
  nowMs: number,
  standing: ShowableStanding | null
): ReturnType<typeof presentCode> & { readonly correctedByMs?: number } {
  if (standing === null) return presentCode(account, nowMs)
  const correctedByMs = standing.kind === 'corrected' ? standing.offsetMs : 0
  const view = presentCode(account, nowMs, correctedByMs)
  return { ...view, byThisClock: view.byThisClock ?? view.code, correctedByMs }
}
