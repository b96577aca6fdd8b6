/**
 * Corrected codes: whether they may be offered, and how long a measurement carries them. Never by themselves, never from
 * a network that may lie by more than 120 s, never from a measurement older than a minute, and never after a jump.
 */
import type { ClockMonitor } from './clock-monitor.ts'
import { lastDone, type ClockState } from './clock-state.ts'
import { staysWithinMs } from './slew.ts'
import type { Verdict } from './verdict.ts'
import { jumpedSince, readAnchor, type Anchor, type WallClock } from './wall-clock.ts'

/** What may be done at present; the same as CorrectionView in shared/views/clock.ts. */
export type Correction =
  /** The clock isn't off, or nothing is known of it: there is nothing to correct. */
  | { readonly kind: 'none' }
  /** May be switched on. `warns`: the servers are not authenticated, so the network could lie; ask first. */
  | { readonly kind: 'available'; readonly warns: boolean }
  /** `not-authenticated`: a plain majority beyond 120 s; `too-far`: more than a day. */
  | { readonly kind: 'refused'; readonly reason: 'not-authenticated' | 'too-far' }
  /** Codes are to be made for the local clock plus `offsetMs`. */
  | { readonly kind: 'on'; readonly offsetMs: number }
  /** Switched on, and hidden until a fresh measurement is there. */
  | { readonly kind: 'waiting' }

/** So far a network may lead codes astray that nobody authenticates, ms: four steps, as some sites allow anyway. */
const MOST_UNPROVEN_MS = 120_000
const MOST_MS = 86_400_000

/** Between two packets for the sake of a correction, ms. */
const REMEASURE_MS = 60_000
/** Older than this a measurement carries nothing, ms: the answer to the next packet may take its time. */
const MOST_AGE_MS = REMEASURE_MS + 1000
/** Further than this a corrected code is never out, ms: then it is hidden. */
const MOST_OUT_MS = 5000

/** What a verdict allows, before anybody has switched anything on. */
export function offerFor(verdict: Verdict): Correction & { readonly kind: 'none' | 'available' | 'refused' } {
  if (verdict.kind !== 'off') return { kind: 'none' }
  const { offsetMs, boundMs, trust } = verdict.measured
  const farthestMs = Math.abs(offsetMs) + boundMs
  if (farthestMs > MOST_MS) return { kind: 'refused', reason: 'too-far' }
  if (trust === 'authenticated') return { kind: 'available', warns: false }
  return farthestMs <= MOST_UNPROVEN_MS
    ? { kind: 'available', warns: true }
    : { kind: 'refused', reason: 'not-authenticated' }
}

/** How long after a measurement it carries corrected codes, ms. */
export function carriesForMs(measured: { readonly offsetMs: number; readonly boundMs: number }): number {
  return Math.min(MOST_AGE_MS, staysWithinMs(measured, MOST_OUT_MS))
}

export interface CodeCorrectionPorts {
  readonly monitor: Pick<ClockMonitor, 'state' | 'onChange' | 'check' | 'refresh'>
  readonly clock: WallClock
}

/** What carries the corrected codes. */
interface Measurement {
  readonly offsetMs: number
  readonly boundMs: number
  readonly atMonotonicMs: number
  readonly anchor: Anchor
}

/** Whether codes are corrected, and by how much at this moment. */
export class CodeCorrection {
  readonly #ports: CodeCorrectionPorts
  readonly #listeners = new Set<() => void>()
  readonly #stopListening: () => void
  #isOn = false
  /** The user was warned that nobody vouches for the servers. */
  #warned = false
  #isWatched = true
  #measurement: Measurement | null = null
  #askedAtMs = -Infinity
  #timer: NodeJS.Timeout | undefined
  #expiry: NodeJS.Timeout | undefined

  constructor(ports: CodeCorrectionPorts) {
    this.#ports = ports
    this.#stopListening = ports.monitor.onChange((state) => this.#note(state))
  }

  /** How it stands at this very moment: never from a measurement that has become too old or is from before a jump. */
  get view(): Correction {
    if (this.#isOn) {
      const offsetMs = this.offsetMs
      return offsetMs === null ? { kind: 'waiting' } : { kind: 'on', offsetMs }
    }
    const state = lastDone(this.#ports.monitor.state)
    return state === null ? { kind: 'none' } : offerFor(state.verdict)
  }

  /** Add this to the local clock for the time of corrected codes, ms; `null` while none may be shown. */
  get offsetMs(): number | null {
    const measurement = this.#isOn ? this.#measurement : null
    return measurement !== null && this.#carries(measurement) ? measurement.offsetMs : null
  }

  /** Calls the listener when the view may have changed; gives a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** By the user alone, after the warning where the view asks for one. Does nothing where it isn't available. */
  switchOn(): void {
    const { view } = this
    if (view.kind !== 'available') return
    this.#isOn = true
    this.#warned = view.warns
    this.#take(this.#ports.monitor.state)
    if (this.offsetMs === null) this.#askAll()
    this.#plan()
    this.#tell()
  }

  switchOff(): void {
    this.#isOn = false
    this.#hide()
    clearTimeout(this.#timer)
    this.#tell()
  }

  /** Nobody sees codes: nothing is measured for them until somebody does. */
  setWatched(isWatched: boolean): void {
    if (isWatched === this.#isWatched) return
    this.#isWatched = isWatched
    if (this.#isOn && isWatched && this.offsetMs === null) this.#askAll()
    this.#plan()
  }

  /** The clock was set: hidden at once. The monitor measures anew. */
  noteJump(): void {
    this.#hide()
    this.#tell()
  }

  /** The machine woke up: hidden at once. The monitor measures anew. */
  noteResume(): void {
    this.noteJump()
  }

  close(): void {
    this.#stopListening()
    this.#listeners.clear()
    clearTimeout(this.#timer)
    clearTimeout(this.#expiry)
  }

  #note(state: ClockState): void {
    if (!this.#isOn) return
    this.#take(state)
    this.#plan()
    this.#tell()
  }

  #take(state: ClockState): void {
    // What a check under way leaves standing stands; a void one leaves nothing.
    if (state.kind === 'checking' && state.last !== null) return
    this.#hide()
    if (state.kind !== 'done') return
    const offer = offerFor(state.verdict)
    if (state.verdict.kind === 'in-step' || offer.kind === 'refused' || this.#needsWarning(offer)) {
      this.#isOn = false
    } else if (offer.kind === 'available' && 'measured' in state.verdict) {
      this.#show({
        ...state.verdict.measured,
        atMonotonicMs: state.measuredAtMonotonicMs,
        anchor: readAnchor(this.#ports.clock)
      })
    }
  }

  /** Switched on by what was proven; what isn't is no more than offered. */
  #needsWarning(offer: Correction): boolean {
    return offer.kind === 'available' && offer.warns && !this.#warned
  }

  #show(measurement: Measurement): void {
    this.#measurement = measurement
    const ageMs = this.#ports.clock.monotonicMs() - measurement.atMonotonicMs
    const leftMs = carriesForMs(measurement) - ageMs
    this.#expiry = setTimeout(() => this.#tell(), Math.max(0, Math.ceil(leftMs) + 1))
  }

  #hide(): void {
    clearTimeout(this.#expiry)
    this.#measurement = null
  }

  #carries(measurement: Measurement): boolean {
    const { clock } = this.#ports
    const ageMs = clock.monotonicMs() - measurement.atMonotonicMs
    return ageMs >= 0 && ageMs <= carriesForMs(measurement) && !jumpedSince(measurement.anchor, clock)
  }

  /** Sees to it that a packet goes out a minute after what is known was measured, or asked for. */
  #plan(): void {
    clearTimeout(this.#timer)
    if (!this.#isOn || !this.#isWatched) return
    const nowMs = this.#ports.clock.monotonicMs()
    const lastMs = Math.max(this.#askedAtMs, this.#measurement?.atMonotonicMs ?? -Infinity)
    this.#timer = setTimeout(() => this.#ask(), Math.max(0, Math.ceil(lastMs + REMEASURE_MS - nowMs)))
  }

  /** What was measured a while ago is no ground to stand on: anything can have happened since. */
  #askAll(): void {
    this.#measurement = null
    this.#ask()
  }

  #ask(): void {
    const { monitor, clock } = this.#ports
    this.#askedAtMs = clock.monotonicMs()
    // One packet renews what is still known; where nothing is, it takes them all.
    void (this.#measurement === null ? monitor.check() : monitor.refresh())
    this.#plan()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
