/** The two clocks of a machine under a test's control; time passes only as Vitest's fake timers let it. */
import type { WallClock } from '../../src/core/clock/wall-clock.ts'

export class FakeClock implements WallClock {
  /** The local clock beside the one that Vitest fakes, ms. */
  #wallAheadMs = 0
  #reading = 0

  wallMs(): number {
    return Math.floor(this.#preciseMs() + this.#wallAheadMs)
  }

  monotonicMs(): number {
    return this.#preciseMs() - Date.UTC(2026, 0, 1)
  }

  /** Somebody sets the local clock; the monotonic one goes on. */
  jump(byMs: number): void {
    this.#wallAheadMs += byMs
  }

  /** Each reading takes 10 µs, so that the local clock is seen to tick. */
  #preciseMs(): number {
    this.#reading += 0.01
    return Date.now() + (this.#reading % 1000)
  }
}
