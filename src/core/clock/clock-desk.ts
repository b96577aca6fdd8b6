/**
 * Everything that is known of the local clock at one desk, for window, tray and terminal alike: the monitor's verdict,
 * the drift from the checks of the past weeks, the likely cause where the clock is off, and whether codes are corrected.
 */
import { diagnose, type Diagnosis, type Machine } from './cause/diagnose.ts'
import { zoneOffsetsMs } from './cause/cause.ts'
import { certificateDatesOf } from './certificate-dates.ts'
import type { ClockMonitor } from './clock-monitor.ts'
import { lastDone, type ClockState, type DoneState } from './clock-state.ts'
import { CodeCorrection, type Correction } from './correction.ts'
import { driftedSinceMs, driftOf, forecast, trueMsOf, type Drift, type Forecast } from './drift.ts'
import type { ClockHistory, HistoryEntry } from './history.ts'
import { ClockRecorder } from './recorder.ts'
import type { WallClock } from './wall-clock.ts'

export interface ClockDeskPorts {
  readonly monitor: ClockMonitor
  readonly history: Pick<ClockHistory, 'add' | 'read'>
  readonly machine: Machine
  readonly clock: WallClock
  /** A monotonic clock that all processes of one start of the machine share, ms (moment.ts). */
  readonly sinceStartMs: () => number
}

/** What the desk knows besides the verdict. */
export interface ClockKnowledge {
  /** Up to which offset the clock is in step, ms. */
  readonly thresholdMs: number
  /** How far the clock can have run away since the last check, ms; null before the first. */
  readonly driftedSinceMs: number | null
  readonly drift: Drift | null
  readonly forecast: Forecast | null
  /** Only while the clock is off, or certificates say that it is. */
  readonly diagnosis: Diagnosis | null
  readonly correction: Correction
}

/** The machine counts as just woken for so long, ms. */
const LATELY_MS = 10 * 60_000

export class ClockDesk {
  readonly #ports: ClockDeskPorts
  readonly #recorder: ClockRecorder
  readonly #correction: CodeCorrection
  readonly #listeners = new Set<() => void>()
  #history: readonly HistoryEntry[] = []
  #diagnosis: Diagnosis | null = null
  #diagnosed: string | null = null
  #wokeAtMs: number | null = null
  /** Since the last diagnosis a check began: what it is about may have been mended, or broken, meanwhile. */
  #isDiagnosisDue = true
  #diagnosing: Promise<unknown> = Promise.resolve()

  constructor(ports: ClockDeskPorts) {
    this.#ports = ports
    this.#recorder = new ClockRecorder({ ...ports, wallMs: () => ports.clock.wallMs() })
    this.#correction = new CodeCorrection(ports)
    this.#correction.onChange(() => this.#tell())
    ports.monitor.onChange((state) => this.#note(state))
  }

  get state(): ClockState {
    return this.#ports.monitor.state
  }

  get history(): readonly HistoryEntry[] {
    return this.#history
  }

  get knowledge(): ClockKnowledge {
    const { clock, monitor } = this.#ports
    const { state, thresholdMs } = monitor
    const drift = driftOf(this.#history)
    const last = lastDone(state)
    const measured = last !== null && 'measured' in last.verdict ? last.verdict.measured : null
    const standing =
      last === null || measured === null
        ? null
        : { ...measured, atTrueMs: trueMsOf({ atMs: last.checkedAtMs, offsetMs: measured.offsetMs }) }
    return {
      thresholdMs,
      driftedSinceMs:
        last === null ? null : driftedSinceMs(Math.max(0, clock.wallMs() - last.checkedAtMs), drift),
      drift,
      forecast: standing === null || drift === null ? null : forecast(standing, drift, thresholdMs),
      diagnosis: this.#diagnosis,
      correction: this.#correction.view
    }
  }

  /** Calls the listener when anything that is known changed; gives a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Takes up the checks of former runs, and of other processes. */
  async readHistory(): Promise<readonly HistoryEntry[]> {
    this.#history = await this.#ports.history.read()
    this.#tell()
    return this.#history
  }

  /** What codes are corrected by, ms: 0 by this clock, null while none may be shown (rule 8 of the design). */
  get correctionMs(): number | null {
    const { view } = this.#correction
    if (view.kind === 'waiting') return null
    return view.kind === 'on' ? view.offsetMs : 0
  }

  /** Switches corrected codes on or off; only ever because the user says so. */
  correct(on: boolean): void {
    if (on) this.#correction.switchOn()
    else this.#correction.switchOff()
  }

  /** Whether somebody sees codes: a correction is measured anew only for eyes. */
  setWatched(isWatched: boolean): void {
    this.#correction.setWatched(isWatched)
  }

  /** Looks whether the clock was set; what was measured is void then, and so is a correction. */
  noticeJump(): void {
    if (this.#ports.monitor.noticeJump()) this.#correction.noteJump()
  }

  /** The machine woke up: what was measured is void. */
  noteResume(): void {
    this.#correction.noteResume()
    this.#wokeAtMs = this.#ports.sinceStartMs()
    this.#ports.monitor.noteResume()
  }

  /** Resolves once everything measured is in the history, and the cause is known. */
  async settled(): Promise<void> {
    await this.#recorder.settled()
    await this.#diagnosing
  }

  /** Nothing is asked or told any more, and no timer is left. */
  close(): void {
    this.#listeners.clear()
    this.#correction.close()
    this.#ports.monitor.close()
  }

  #note(state: ClockState): void {
    this.#recorder.note(state)
    if (state.kind === 'checking') this.#isDiagnosisDue = true
    if (state.kind === 'done') this.#diagnosing = Promise.all([this.#diagnosing, this.#look(state)])
    this.#tell()
  }

  async #look(state: DoneState): Promise<void> {
    await this.#recorder.settled()
    this.#history = await this.#ports.history.read()
    const { verdict } = state
    const certificateDates = certificateDatesOf(state.reports) !== null
    const isWorthIt = verdict.kind === 'off' || (certificateDates && verdict.kind !== 'in-step')
    const measured = 'measured' in verdict ? verdict.measured : null
    // A burst narrows the verdict several times, by far less than a second: the programs are run once.
    const about = isWorthIt ? `${verdict.kind} ${Math.round((measured?.offsetMs ?? 0) / 1000)} s` : null
    if (about !== this.#diagnosed) {
      this.#diagnosed = about
      this.#diagnosis = null
      this.#isDiagnosisDue = true
    }
    if (about !== null && this.#isDiagnosisDue) {
      this.#isDiagnosisDue = false
      const diagnosis = await diagnose(
        {
          measured,
          zoneOffsetsMs: zoneOffsetsMs(this.#ports.clock.wallMs()),
          certificateDates,
          resumedLately: this.#wokeAtMs !== null && this.#ports.sinceStartMs() - this.#wokeAtMs < LATELY_MS,
          history: this.#history
        },
        this.#ports.machine
      )
      // Meanwhile something else may have been found.
      if (this.#diagnosed === about) this.#diagnosis = diagnosis
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
