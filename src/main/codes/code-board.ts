/**
 * The codes on show: recomputed only when a time step ends, pushed as one list. One timer: aligned to the whole second
 * while somebody looks (so a clock that was set is followed at once), to the next step while only the tray shows codes.
 */
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import { hasCodes, presentCode } from '../../core/present.ts'
import type { CodeView } from '../../shared/views/code.ts'

/** Past the second by this much, so that a timer that fires early doesn't see the old step, ms. */
const PAST_THE_SECOND_MS = 5

/** Long periods are looked at this often all the same, ms. */
const LONGEST_PAUSE_MS = 60_000

export interface CodeBoardPorts {
  readonly accounts: () => readonly Account[]
  /** Unix milliseconds by the local clock. */
  readonly nowMs: () => number
  /** What corrected codes are corrected by, ms; 0: codes are by this clock; null: none may be shown. */
  readonly correctionMs: () => number | null
  /** Told at each change of any code. */
  readonly onCodes: (codes: readonly CodeView[]) => void
  /** Told at each tick. */
  readonly onTick: () => void
}

/** How often the board looks at the clock: each second for eyes, each step for the tray. */
export type Pace = 'second' | 'step'

export class CodeBoard {
  readonly #ports: CodeBoardPorts
  readonly #hotpCodes = new Map<string, CodeView>()
  #codes: readonly CodeView[] = []
  #correctionMs: number | null = 0
  /** False while the clock stands before 1970. */
  #hasCodes = true
  #timer: NodeJS.Timeout | null = null
  #pace: Pace = 'step'

  constructor(ports: CodeBoardPorts) {
    this.#ports = ports
  }

  /** Codes valid now; HOTP codes only once they were asked for. */
  get codes(): readonly CodeView[] {
    this.#refresh()
    return this.#codes
  }

  /** The code of one account valid now, or null where it has none on show. */
  codeOf(id: string): CodeView | null {
    return this.codes.find((code) => code.id === id) ?? null
  }

  /** Shows an HOTP code that was stored before it was revealed. */
  showHotp(code: CodeView): void {
    this.#hotpCodes.set(code.id, code)
    this.recompute()
  }

  /** Forgets everything: the vault was locked. */
  clear(): void {
    this.stop()
    this.#hotpCodes.clear()
    this.#codes = []
  }

  /** Computes all codes anew: the accounts changed, or the correction. */
  recompute(): void {
    const nowMs = this.#ports.nowMs()
    const correctionMs = this.#ports.correctionMs()
    this.#correctionMs = correctionMs
    this.#hasCodes = hasCodes(nowMs, correctionMs ?? 0)
    this.#codes = this.#ports.accounts().flatMap((account): readonly CodeView[] | CodeView => {
      if (!isTimeBased(account)) return this.#hotpCodes.get(account.id) ?? []
      return correctionMs === null || !hasCodes(nowMs, correctionMs)
        ? []
        : presentCode(account, nowMs, correctionMs)
    })
    this.#ports.onCodes(this.#codes)
  }

  /** Computes the codes anew if the correction is another one. */
  followCorrection(): void {
    if (this.#ports.correctionMs() !== this.#correctionMs) this.recompute()
  }

  /** Starts, or changes the pace. */
  start(pace: Pace): void {
    this.stop()
    this.#pace = pace
    this.#tick()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #tick(): void {
    this.#refresh()
    this.#ports.onTick()
    const nowMs = this.#ports.nowMs()
    const pauseMs = this.#pace === 'second' ? 1000 - (nowMs % 1000) : LONGEST_PAUSE_MS
    // Corrected codes don't end on a whole second of this clock.
    const ends = this.#codes.flatMap(({ validUntilMs }) => validUntilMs ?? [])
    const nextMs = Math.min(nowMs + pauseMs, ...ends)
    this.#timer = setTimeout(() => this.#tick(), nextMs - nowMs + PAST_THE_SECOND_MS)
  }

  #refresh(): void {
    const nowMs = this.#ports.nowMs()
    // A correction that has become too old is gone at this very moment.
    const cameOrWent = hasCodes(nowMs, this.#correctionMs ?? 0) !== this.#hasCodes
    if (cameOrWent || this.#codes.some((code) => !isValidAt(code, nowMs))) this.recompute()
    else this.followCorrection()
  }
}

function isValidAt(code: CodeView, nowMs: number): boolean {
  if (code.validFromMs === undefined || code.validUntilMs === undefined) return true
  return code.validFromMs <= nowMs && nowMs < code.validUntilMs
}
