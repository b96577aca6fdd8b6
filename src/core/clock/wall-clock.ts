/** The local clock beside a monotonic one, and how to see that the local clock was set or the machine slept. */

/** The two clocks of this machine; the composition root makes the real one (system-clock.ts). */
export interface WallClock {
  /** Unix milliseconds by the local clock, the one that is checked. Whole milliseconds, rounded down. */
  wallMs(): number
  /** Milliseconds since some moment, never set and never going back, with fractions. */
  monotonicMs(): number
}

/** Where the local clock stood against the monotonic one at a moment. */
export interface Anchor {
  /** Add this to a monotonic time to get the local clock's. */
  readonly wallMinusMonotonicMs: number
  /** Half-width of that, ms. */
  readonly uncertaintyMs: number
}

/** Wall and monotonic clock moved against each other by more than this: the clock was set, or the machine slept. */
export const JUMP_MS = 20

/**
 * How fast a local clock that nothing keeps in step may run away from true time, as a share of the time. RFC 5905's
 * 15 ppm (PHI) is for one that is disciplined; crystals are sold to 50 ppm and more.
 */
export const WANDER = 100e-6

const LONGEST_SPIN_MS = 20
const MOST_READINGS = 100_000
/** A tick caught less sharply than this is worth waiting for another, ms: the thread was put aside at it. */
const SHARP_MS = 0.02
/** For so long, and a thread that was put aside for longer has one try more all the same, ms. */
const LONGEST_RETRY_MS = 5

/**
 * Waits for the local clock's next tick and reads both clocks there, in a millisecond or a few: the local clock shows
 * whole milliseconds only, but its ticks are sharp.
 */
export function anchorAt(clock: WallClock): Anchor {
  const began = clock.monotonicMs()
  let best = anchorAtTick(clock)
  for (let tries = 0; tries < 4 && best.uncertaintyMs > SHARP_MS; tries++) {
    if (tries > 0 && clock.monotonicMs() - began > LONGEST_RETRY_MS) break
    const next = anchorAtTick(clock)
    if (next.uncertaintyMs < best.uncertaintyMs) best = next
  }
  return best
}

/** An anchor good to half a millisecond, without waiting for a tick, where the thread isn't put aside. */
export function readAnchor(clock: WallClock): Anchor {
  let best = readOnce(clock)
  // Three readings, the tightest counts: a thread put aside between two of them would look like a jump.
  for (let reading = 1; reading < 3; reading++) {
    const next = readOnce(clock)
    if (next.uncertaintyMs < best.uncertaintyMs) best = next
  }
  return best
}

function readOnce(clock: WallClock): Anchor {
  const before = clock.monotonicMs()
  const wall = clock.wallMs() + 0.5
  const after = clock.monotonicMs()
  return { wallMinusMonotonicMs: wall - (before + after) / 2, uncertaintyMs: 0.5 + (after - before) / 2 }
}

function anchorAtTick(clock: WallClock): Anchor {
  const began = clock.monotonicMs()
  let before = began
  const first = clock.wallMs()
  for (let reading = 0; reading < MOST_READINGS && before - began < LONGEST_SPIN_MS; reading++) {
    // The tick lies after the last reading of the old millisecond, so not before what was read ahead of that one.
    const beforeOld = before
    before = clock.monotonicMs()
    const wall = clock.wallMs()
    if (wall !== first) {
      const after = clock.monotonicMs()
      return {
        wallMinusMonotonicMs: wall - (beforeOld + after) / 2,
        uncertaintyMs: (after - beforeOld) / 2 + 0.001
      }
    }
  }
  // No tick: a coarse clock. It stood somewhere within its last step, which is at least as long as we waited.
  const grainMs = Math.max(1, before - began)
  return {
    wallMinusMonotonicMs: first + grainMs / 2 - (began + before) / 2,
    uncertaintyMs: grainMs
  }
}

/**
 * How far the local clock moved against the monotonic one since the anchor, ms, to about half a millisecond.
 * Positive: it was set forward, or the machine slept on a system whose monotonic clock sleeps too.
 */
export function movedMs(anchor: Anchor, clock: WallClock): number {
  return readAnchor(clock).wallMinusMonotonicMs - anchor.wallMinusMonotonicMs
}

/** Whether the clock was set or the machine slept since the anchor, which has to be beyond what the anchor may be wrong by. */
export function jumpedSince(anchor: Anchor, clock: WallClock): boolean {
  return Math.abs(movedMs(anchor, clock)) > JUMP_MS + anchor.uncertaintyMs
}

/** Looks now and then whether the clock was set or the machine slept since the look before. */
export class JumpWatch {
  readonly #clock: WallClock
  #anchor: Anchor | null = null

  constructor(clock: WallClock) {
    this.#clock = clock
  }

  /** Takes this for the last look. */
  begin(anchor: Anchor): void {
    this.#anchor = anchor
  }

  look(): boolean {
    const jumped = this.#anchor !== null && jumpedSince(this.#anchor, this.#clock)
    this.#anchor = readAnchor(this.#clock)
    return jumped
  }
}
