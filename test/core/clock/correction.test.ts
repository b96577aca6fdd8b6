import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import { carriesForMs, CodeCorrection, offerFor } from '../../../src/core/clock/correction.ts'
import type { Trust } from '../../../src/core/clock/select.ts'
import { followsOn, staysWithinMs } from '../../../src/core/clock/slew.ts'
import type { Source } from '../../../src/core/clock/source.ts'
import { judge, stakesOf, type Verdict } from '../../../src/core/clock/verdict.ts'
import type { WallClock } from '../../../src/core/clock/wall-clock.ts'

const DAY_MS = 86_400_000

const verdictOf = (offsetMs: number, trust: Trust, boundMs = 10): Verdict =>
  judge(
    { kind: 'agreed', agreement: { offsetMs, boundMs, trust }, survivors: [0], falsetickers: [] },
    stakesOf([])
  )

describe('what a verdict allows', () => {
  it.each([
    [1000, 'authenticated', { kind: 'none' }],
    [47_000, 'authenticated', { kind: 'available', warns: false }],
    [-86_000_000, 'authenticated', { kind: 'available', warns: false }],
    [DAY_MS + 1000, 'authenticated', { kind: 'refused', reason: 'too-far' }],
    [-119_000, 'majority', { kind: 'available', warns: true }],
    [121_000, 'majority', { kind: 'refused', reason: 'not-authenticated' }],
    [47_000, 'single', { kind: 'available', warns: true }],
    [121_000, 'single', { kind: 'refused', reason: 'not-authenticated' }],
    [-DAY_MS - 1000, 'majority', { kind: 'refused', reason: 'too-far' }]
  ] as const)('of %d ms by %s is %o', (offsetMs, trust, offer) => {
    expect(offerFor(verdictOf(offsetMs, trust))).toEqual(offer)
  })

  it('is nothing while it is uncertain or unknown', () => {
    expect(offerFor(verdictOf(5000, 'authenticated'))).toEqual({ kind: 'none' })
    expect(offerFor({ kind: 'unknown', reason: 'nobody-answered' })).toEqual({ kind: 'none' })
  })
})

describe('a measurement', () => {
  it('carries codes for a minute, and less where a slewing clock could take them 5 s out', () => {
    expect(carriesForMs({ offsetMs: 47_000, boundMs: 10 })).toBe(61_000)
    // 80,000 ppm slower: 60 of its seconds are 65.2.
    expect(carriesForMs({ offsetMs: -47_000, boundMs: 10 })).toBeCloseTo((4990 * 0.92) / 0.08, 3)
    expect(carriesForMs({ offsetMs: 47_000, boundMs: 600 })).toBeCloseTo(4400 / 0.08, 3)
    expect(staysWithinMs({ offsetMs: 47_000, boundMs: 6000 }, 5000)).toBe(0)
  })

  it('is followed by one that was slewed back, and never by one that went further away', () => {
    const slow = { offsetMs: 47_000, boundMs: 10 }
    const after = (offsetMs: number): boolean => followsOn(slow, { offsetMs, boundMs: 10 }, 60_000)
    expect([47_000, 47_025, 42_200, 41_000].map(after)).toEqual([true, true, true, true])
    expect([47_027, 40_900, 0, -47_000].map(after)).toEqual([false, false, false, false])
  })
})

/** A machine whose local clock is off, may be set, and may be slewed; timers go by its own seconds, as the system's do. */
class Machine implements WallClock {
  #reading = 0
  #slew = 0
  #since = { monotonicMs: 0, trueMs: 0 }
  aheadMs: number

  constructor(offsetMs: number) {
    this.aheadMs = -offsetMs
    this.#since = { monotonicMs: this.monotonicMs(), trueMs: Date.now() }
  }

  /** Each reading takes 10 µs, so that the local clock is seen to tick. */
  monotonicMs(): number {
    this.#reading = (this.#reading + 0.01) % 1
    return Date.now() - Date.UTC(2026, 0, 1) + this.#reading
  }

  wallMs(): number {
    return Math.floor(this.monotonicMs() + Date.UTC(2026, 0, 1) + this.aheadMs)
  }

  get trueMs(): number {
    return this.#since.trueMs + (this.monotonicMs() - this.#since.monotonicMs) / (1 + this.#slew)
  }

  get offsetMs(): number {
    return this.trueMs - (this.monotonicMs() + Date.UTC(2026, 0, 1) + this.aheadMs)
  }

  /** From now on its seconds are this much too short (fast) or, below 0, too long. */
  slew(rate: number): void {
    this.#since = { monotonicMs: this.monotonicMs(), trueMs: this.trueMs }
    this.#slew = rate
  }
}

describe('CodeCorrection', () => {
  let machine: Machine
  let monitor: ClockMonitor
  let correction: CodeCorrection
  let packets: number[]
  /** What a server adds to the truth, by its name. */
  let lies: Record<string, number>
  let silent: boolean
  let proven: boolean

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    packets = []
    lies = {}
    silent = false
    proven = true
  })
  afterEach(() => {
    correction.close()
    monitor.close()
    vi.useRealTimers()
  })

  const ask: Ask = ({ way, clock, timeoutMs }) => {
    packets.push(Date.now())
    if (silent) {
      return new Promise((resolve) =>
        setTimeout(() => resolve({ kind: 'unreachable', reason: 'timed-out' }), timeoutMs)
      )
    }
    return new Promise((resolve) =>
      setTimeout(() => {
        const sample = {
          kind: way.kind,
          voucher: proven ? 'operator' : 'nobody',
          server: way.host,
          offsetMs: machine.offsetMs + (lies[way.host] ?? 0),
          delayMs: 20,
          boundMs: 15,
          rootDelayMs: 1,
          rootDispersionMs: 1,
          stratum: 2,
          leap: 0,
          takenAtMs: clock.monotonicMs()
        } as const
        resolve({ kind: 'sample', sample })
      }, 10)
    )
  }

  async function start(offsetMs: number): Promise<void> {
    machine = new Machine(offsetMs)
    const source = (name: string): Source => ({ name, ways: [{ kind: 'nts', host: name, port: 4460 }] })
    monitor = new ClockMonitor({
      sources: ['a', 'b', 'c'].map(source),
      ask: { nts: ask },
      clock: machine,
      random: () => 0.5,
      timing: { burst: { count: 1, gapMs: 2000 } }
    })
    correction = new CodeCorrection({ monitor, clock: machine })
    await pass(monitor.check())
  }

  /** Lets time pass until something is done. */
  async function pass(what: Promise<unknown>): Promise<void> {
    const done: unknown[] = []
    void what.then(() => done.push(true))
    for (let step = 0; step < 1000 && done.length === 0; step++) await vi.advanceTimersByTimeAsync(5)
  }

  /** Lets seconds pass; gives how far a shown code was out at worst, ms, and for how long it was shown, s. */
  async function watch(seconds: number): Promise<{ worstMs: number; shownS: number }> {
    let worstMs = 0
    let shown = 0
    for (let tick = 0; tick < seconds * 4; tick++) {
      await vi.advanceTimersByTimeAsync(250)
      monitor.noticeJump()
      const { offsetMs } = correction
      if (offsetMs === null) continue
      shown++
      worstMs = Math.max(worstMs, Math.abs(machine.offsetMs - offsetMs))
    }
    return { worstMs, shownS: shown / 4 }
  }

  it('is on only when the user says so, by what was measured', async () => {
    await start(47_000)
    expect(correction.view).toEqual({ kind: 'available', warns: false })
    expect(correction.offsetMs).toBeNull()
    correction.switchOn()
    const { view } = correction
    if (view.kind !== 'on') throw new Error(`expected on, got ${view.kind}`)
    expect(Math.abs(view.offsetMs - 47_000)).toBeLessThan(15)
    correction.switchOff()
    expect(correction.view.kind).toBe('available')
  })

  it('is not switched on where it is refused, or where the clock is in step', async () => {
    await start(2 * DAY_MS)
    correction.switchOn()
    expect(correction.view).toEqual({ kind: 'refused', reason: 'too-far' })
    correction.close()
    monitor.close()
    await start(100)
    correction.switchOn()
    expect(correction.view).toEqual({ kind: 'none' })
  })

  it('sends one packet a minute, never two within 60 s, and stays on for ten minutes', async () => {
    await start(47_000)
    correction.switchOn()
    const before = packets.length
    const { worstMs, shownS } = await watch(600)
    const sent = packets.slice(before)
    expect(sent).toHaveLength(9)
    expect(Math.min(...sent.slice(1).map((at, index) => at - (sent[index] ?? 0)))).toBeGreaterThanOrEqual(
      60_000
    )
    expect(shownS).toBe(600)
    expect(worstMs).toBeLessThan(30)
  })

  it('sends nothing while nobody looks, hides, and measures when somebody does', async () => {
    await start(47_000)
    correction.switchOn()
    correction.setWatched(false)
    const before = packets.length
    await watch(300)
    expect(packets).toHaveLength(before)
    expect(correction.view).toEqual({ kind: 'waiting' })
    correction.setWatched(true)
    await watch(1)
    expect(packets).toHaveLength(before + 3)
    expect(correction.view.kind).toBe('on')
  })

  it.each([
    [47_000, 0.08],
    [-47_000, -0.08],
    [3_000_000, 0.08],
    [-3_000_000, -0.08]
  ])('is never more than 5 s out with an offset of %d ms slewed by %d', async (offsetMs, rate) => {
    await start(offsetMs)
    correction.switchOn()
    machine.slew(rate)
    const { worstMs, shownS } = await watch(500)
    expect(worstMs).toBeLessThanOrEqual(5000)
    expect(worstMs).toBeGreaterThan(4000)
    expect(shownS).toBeGreaterThan(400)
  })

  it('is gone at the next packet where the offset is slewed the wrong way, which no time service does', async () => {
    await start(47_000)
    correction.switchOn()
    const kinds: string[] = []
    correction.onChange(() => kinds.push(correction.view.kind))
    machine.slew(-0.08)
    const { worstMs } = await watch(62)
    expect(kinds).toContain('waiting')
    expect(worstMs).toBeLessThan(5250)
  })

  it('is switched off by itself once the clock is in step again', async () => {
    await start(20_000)
    correction.switchOn()
    machine.slew(0.08)
    await watch(230)
    machine.slew(0)
    await watch(120)
    expect(correction.view).toEqual({ kind: 'none' })
    expect(Math.abs(machine.offsetMs)).toBeLessThan(5000)
    const before = packets.length
    await watch(300)
    expect(packets).toHaveLength(before)
  })

  it('is gone at the very moment at which the clock is set, and comes back by a new measurement', async () => {
    await start(47_000)
    correction.switchOn()
    machine.aheadMs += 3000
    expect(correction.view).toEqual({ kind: 'waiting' })
    await watch(2)
    const { view } = correction
    if (view.kind !== 'on') throw new Error(`expected on, got ${view.kind}`)
    expect(Math.abs(view.offsetMs - 44_000)).toBeLessThan(15)
  })

  it('is gone at once on resume, and on a jump that it is told of', async () => {
    await start(47_000)
    correction.switchOn()
    correction.noteResume()
    expect(correction.view).toEqual({ kind: 'waiting' })
    monitor.noteResume()
    await watch(1)
    expect(correction.view.kind).toBe('on')
  })

  it('is gone when a packet contradicts it, until all have been asked', async () => {
    await start(47_000)
    correction.switchOn()
    const kinds: string[] = []
    correction.onChange(() => kinds.push(correction.view.kind))
    lies = { a: 10_000 }
    const { worstMs } = await watch(61)
    expect(kinds).toContain('waiting')
    expect(worstMs).toBeLessThan(30)
    expect(correction.view.kind).toBe('on')
    lies = { a: 10_000, b: -10_000 }
    await watch(140)
    expect(correction.view).toEqual({ kind: 'waiting' })
  })

  it('is gone a minute after the last answer where the network is', async () => {
    await start(47_000)
    correction.switchOn()
    silent = true
    const { shownS } = await watch(300)
    expect(shownS).toBeLessThanOrEqual(61)
    expect(correction.view).toEqual({ kind: 'waiting' })
    silent = false
    await watch(70)
    expect(correction.view.kind).toBe('on')
  })

  it('does not go on with servers that prove nothing where it was switched on with ones that do', async () => {
    await start(47_000)
    correction.switchOn()
    proven = false
    await watch(130)
    expect(correction.view).toEqual({ kind: 'available', warns: true })
    correction.switchOn()
    await watch(1)
    expect(correction.view.kind).toBe('on')
  })
})
