/** A moment by all clocks of the machine, so that its age is known whatever happens to one of them. */

export interface Moment {
  /** Unix ms by the local clock. */
  readonly wallMs: number
  /** By the monotonic clock that all processes share, ms. */
  readonly sinceStartMs: number
  /** Which start of the machine that counts from; empty where the system doesn't say. */
  readonly bootId: string
}

/** The two clocks by which processes can compare moments. */
export interface MachineClocks {
  /** Unix ms by the local clock. */
  readonly wallMs: () => number
  /**
   * A monotonic clock that all processes of one start of the machine share, ms: `process.hrtime`, which is the
   * system's own on all three, and not `performance.now`, which begins with the process.
   */
  readonly sinceStartMs: () => number
}

/** This very moment, the local clock to less than its own grain. */
export function momentNow(clocks: MachineClocks, bootId: string): Moment {
  const sinceStartMs = clocks.sinceStartMs()
  return { wallMs: startedAtMs(clocks) + sinceStartMs, sinceStartMs, bootId }
}

/** How long ago a moment was, ms; `Infinity` where it lies in the future, so that no clock can make it last. */
export function ageMs(moment: Moment, now: Moment): number {
  const byWall = now.wallMs - moment.wallMs
  // A machine that sleeps stops the one clock, one that was set moves the other.
  const sameStart = moment.bootId === now.bootId && now.sinceStartMs >= moment.sinceStartMs
  const age = sameStart ? Math.max(byWall, now.sinceStartMs - moment.sinceStartMs) : byWall
  return age < 0 ? Infinity : age
}

/** How far the two clocks have parted since a moment of the same start of the machine, ms; positive: set forward, or slept. */
export function partedMs(moment: Moment, now: Moment): number {
  return now.wallMs - now.sinceStartMs - (moment.wallMs - moment.sinceStartMs)
}

/** What the local clock would have shown when the machine's monotonic clock stood at zero, Unix ms. */
export function startedAtMs({ wallMs, sinceStartMs }: MachineClocks): number {
  let best = { startedAtMs: 0, width: Infinity }
  // Three readings, the tightest counts: a thread put aside between two of them would look like a jump.
  for (let reading = 0; reading < 3; reading++) {
    const before = sinceStartMs()
    const wall = wallMs()
    const after = sinceStartMs()
    if (after - before < best.width) {
      best = { startedAtMs: wall - (before + after) / 2, width: after - before }
    }
  }
  return best.startedAtMs
}
