import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ClockDesk } from '../../../src/core/clock/clock-desk.ts'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import type { HistoryEntry } from '../../../src/core/clock/history.ts'
import { presentClock } from '../../../src/core/present-clock.ts'
import { FakeClock } from '../../fakes/clock.ts'

describe('the cause at the clock desk', () => {
  let clock: FakeClock
  let monitor: ClockMonitor
  let desk: ClockDesk
  /** Programs that were run. */
  let programs: string[]
  /** Verdicts that were told. */
  let told: number
  let automatic: boolean
  let boundMs: number
  let offsetMs: number

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    clock = new FakeClock()
    programs = []
    told = 0
    automatic = false
    boundMs = 80
    offsetMs = 47_000
    const history: HistoryEntry[] = []
    // Each answer is better than the one before, as in a burst.
    const ask: Ask = ({ way }) =>
      Promise.resolve({
        kind: 'sample',
        sample: {
          kind: way.kind,
          voucher: 'operator',
          server: way.host,
          offsetMs,
          delayMs: 2 * boundMs,
          boundMs: (boundMs *= 0.9),
          rootDelayMs: 1,
          rootDispersionMs: 1,
          stratum: 2,
          leap: 0,
          takenAtMs: clock.monotonicMs()
        }
      })
    monitor = new ClockMonitor({
      sources: ['a', 'b'].map((name) => ({ name, ways: [{ kind: 'nts', host: name, port: 4460 }] })),
      ask: { nts: ask },
      clock,
      random: () => 0.5
    })
    desk = new ClockDesk({
      monitor,
      history: {
        add: (entry) => Promise.resolve(history.push(entry) > 0),
        read: () => Promise.resolve([...history])
      },
      machine: {
        platform: 'linux',
        env: {},
        run: (program) => {
          programs.push(program)
          const stdout = `NTP=${automatic ? 'yes' : 'no'}\nCanNTP=yes\nNTPSynchronized=no\nLocalRTC=no\n`
          return Promise.resolve(program.includes('timedatectl') ? { code: 0, stdout } : null)
        }
      },
      clock,
      sinceStartMs: () => clock.monotonicMs()
    })
    monitor.onChange(({ kind }) => kind === 'done' && told++)
  })
  afterEach(() => {
    desk.close()
    vi.useRealTimers()
  })

  /** A check to the end of its burst. */
  async function check(): Promise<void> {
    const checked = monitor.check()
    await vi.advanceTimersByTimeAsync(10_000)
    await checked
    await desk.settled()
  }

  it('is looked for once, however often the burst narrows the verdict', async () => {
    await check()
    expect(told).toBeGreaterThan(2)
    expect(programs.filter((program) => program.includes('timedatectl'))).toHaveLength(1)
    expect(desk.knowledge.diagnosis?.causes[0].kind).toBe('automatic-off')
  })

  it('is known as soon as everything is settled, while the burst goes on', async () => {
    const checked = monitor.check()
    await vi.advanceTimersByTimeAsync(100)
    await checked
    await desk.settled()
    expect(desk.knowledge.diagnosis).not.toBeNull()
  })

  it('is looked for anew by the next check, and gone once the clock is in step', async () => {
    await check()
    automatic = true
    await vi.advanceTimersByTimeAsync(60_000)
    await check()
    expect(programs.filter((program) => program.includes('timedatectl'))).toHaveLength(2)
    expect(desk.knowledge.diagnosis?.causes[0].kind).not.toBe('automatic-off')
    offsetMs = 0
    await vi.advanceTimersByTimeAsync(60_000)
    await check()
    expect(desk.knowledge.diagnosis).toBeNull()
  })

  it('leaves no timer behind once the desk is closed, though codes were corrected', async () => {
    await check()
    desk.correct(true)
    expect(desk.knowledge.correction.kind).toBe('on')
    desk.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('comes with all others that were found, in the view', async () => {
    offsetMs = 3_600_000
    await check()
    const view = presentClock(desk.state, desk.knowledge)
    const kinds = [view.cause?.kind, ...(view.otherCauses ?? []).map(({ kind }) => kind)]
    expect(kinds).toHaveLength(2)
    expect(kinds).toContain('automatic-off')
  })
})
