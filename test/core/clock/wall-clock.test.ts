import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import {
  anchorAt,
  jumpedSince,
  JumpWatch,
  movedMs,
  type WallClock
} from '../../../src/core/clock/wall-clock.ts'

/** A machine whose readings take 3 µs, and whose local clock is `aheadMs` ahead of the monotonic one. */
function machine(tickMs = 1): WallClock & { aheadMs: number; nowMs: number } {
  return {
    aheadMs: 1_790_000_000_000.25,
    nowMs: 0,
    wallMs() {
      this.nowMs += 0.003
      return Math.floor((this.nowMs + this.aheadMs) / tickMs) * tickMs
    },
    monotonicMs() {
      this.nowMs += 0.003
      return this.nowMs
    }
  }
}

describe('anchorAt', () => {
  it('finds where a clock that shows whole ms stands, to 10 µs', () => {
    const clock = machine()
    const anchor = anchorAt(clock)
    expect(Math.abs(anchor.wallMinusMonotonicMs - clock.aheadMs)).toBeLessThanOrEqual(anchor.uncertaintyMs)
    expect(anchor.uncertaintyMs).toBeLessThan(0.01)
  })

  it('never claims more than it knows where the thread is put aside for 0.7 ms between two readings', () => {
    for (let stallAt = 0; stallAt < 1500; stallAt++) {
      const clock = machine()
      let reading = 0
      const stall = (): void => {
        if (reading++ === stallAt) clock.nowMs += 0.7
      }
      const anchor = anchorAt({
        wallMs: () => (stall(), clock.wallMs()),
        monotonicMs: () => (stall(), clock.monotonicMs())
      })
      expect(Math.abs(anchor.wallMinusMonotonicMs - clock.aheadMs)).toBeLessThanOrEqual(anchor.uncertaintyMs)
    }
  })

  it('says so where the clock ticks only every 100 ms', () => {
    const clock = machine(100)
    const anchor = anchorAt(clock)
    expect(anchor.uncertaintyMs).toBeGreaterThan(10)
  })

  it('comes back on a clock that stands still', () => {
    const anchor = anchorAt({ wallMs: () => 5, monotonicMs: () => 2 })
    expect(anchor).toEqual({ wallMinusMonotonicMs: 3.5, uncertaintyMs: 1 })
  })

  it('anchors the machine’s own clock to a tenth of a ms, unless the thread is put aside each of 50 times', () => {
    const anchors = Array.from({ length: 50 }, () => anchorAt(systemClock(() => Date.now())))
    expect(Math.min(...anchors.map(({ uncertaintyMs }) => uncertaintyMs))).toBeLessThan(0.1)
  })
})

describe('jumpedSince', () => {
  it('takes no thread that is put aside for 70 ms, between whatever two readings, for a clock that was set', () => {
    for (let stallAt = 0; stallAt < 2000; stallAt++) {
      const clock = machine()
      let reading = 0
      const stall = (): void => {
        if (reading++ === stallAt) clock.nowMs += 70
      }
      const stalling = {
        wallMs: () => (stall(), clock.wallMs()),
        monotonicMs: () => (stall(), clock.monotonicMs())
      }
      expect(jumpedSince(anchorAt(stalling), stalling)).toBe(false)
      const watch = new JumpWatch(stalling)
      expect([watch.look(), watch.look(), watch.look()]).toEqual([false, false, false])
    }
  })

  it.each([
    [0, false],
    [19, false],
    [-19, false],
    [21, true],
    [-21, true],
    [3000, true]
  ])('after the clock was set by %d ms is %s', (byMs, jumped) => {
    const clock = machine()
    const anchor = anchorAt(clock)
    clock.nowMs += 60_000
    clock.aheadMs += byMs
    expect(jumpedSince(anchor, clock)).toBe(jumped)
    expect(Math.abs(movedMs(anchor, clock) - byMs)).toBeLessThan(0.6)
  })
})
