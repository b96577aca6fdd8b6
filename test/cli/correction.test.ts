import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CorrectedCodes, standingLines, type Standing } from '../../src/cli/correction.ts'
import type { Ask } from '../../src/core/clock/ask.ts'
import { ClockDesk } from '../../src/core/clock/clock-desk.ts'
import { ClockMonitor } from '../../src/core/clock/clock-monitor.ts'
import { presentClock } from '../../src/core/present-clock.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { FakeClock } from '../fakes/clock.ts'

const WORDING = wordingFor('en')
const { corrected: WORDS } = WORDING.terminal

describe('--corrected while codes are shown', () => {
  let clock: FakeClock
  let monitor: ClockMonitor
  let desk: ClockDesk
  let correction: CorrectedCodes
  let offsetMs: number
  let isProven: boolean
  let isSilent: boolean

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    clock = new FakeClock()
    offsetMs = 47_000.4
    isProven = true
    isSilent = false
    const ask: Ask = ({ way, timeoutMs }) =>
      new Promise((resolve) => {
        if (isSilent) {
          setTimeout(() => resolve({ kind: 'unreachable', reason: 'timed-out' }), timeoutMs)
          return
        }
        const sample = {
          kind: way.kind,
          voucher: isProven ? 'operator' : 'nobody',
          server: way.host,
          offsetMs,
          delayMs: 20,
          boundMs: 15,
          rootDelayMs: 1,
          rootDispersionMs: 1,
          stratum: 2,
          leap: 0,
          takenAtMs: clock.monotonicMs()
        } as const
        setTimeout(() => resolve({ kind: 'sample', sample }), 10)
      })
    monitor = new ClockMonitor({
      sources: ['a', 'b', 'c'].map((name) => ({ name, ways: [{ kind: 'nts', host: name, port: 4460 }] })),
      ask: { nts: ask },
      clock,
      random: () => 0.5,
      timing: { burst: { count: 1, gapMs: 2000 } }
    })
    desk = new ClockDesk({
      monitor,
      history: { add: () => Promise.resolve(true), read: () => Promise.resolve([]) },
      machine: { platform: 'linux', env: {}, run: () => Promise.resolve(null) },
      clock,
      sinceStartMs: () => clock.monotonicMs()
    })
    const view = () => presentClock(desk.state, desk.knowledge)
    correction = new CorrectedCodes({ monitor, desk, view }, WORDING)
    desk.onChange(() => correction.follow())
    monitor.startSchedule()
    expect(correction.standing).toEqual({ kind: 'hidden', why: WORDS.notShown })
    await vi.advanceTimersByTimeAsync(1000)
  })
  afterEach(() => {
    desk.correct(false)
    monitor.close()
    vi.useRealTimers()
  })

  const after = async (ms: number): Promise<Standing> => {
    await vi.advanceTimersByTimeAsync(ms)
    desk.noticeJump()
    return correction.standing
  }

  it('corrects by whole milliseconds once it is measured, and goes on by a packet a minute', async () => {
    const proven = { kind: 'corrected', offsetMs: 47_000, warns: false }
    expect(correction.standing).toMatchObject(proven)
    expect(await after(180_000)).toMatchObject(proven)
  })

  it('hides codes at once when the clock is set, and shows them again once it is measured', async () => {
    clock.jump(3000)
    offsetMs -= 3000
    desk.noticeJump()
    expect(correction.standing).toEqual({ kind: 'hidden', why: WORDS.waiting })
    expect(await after(2000)).toMatchObject({ kind: 'corrected', offsetMs: 44_000 })
  })

  it('hides codes where nobody answers any more', async () => {
    isSilent = true
    expect((await after(70_000)).kind).toBe('hidden')
  })

  it('says so once the clock is in step', async () => {
    clock.jump(47_000)
    offsetMs = 0
    expect(await after(1)).toMatchObject({ kind: 'hidden' })
    const standing = await after(2000)
    expect(standing).toEqual({ kind: 'in-step' })
    expect(standingLines({ kind: 'in-step' }, undefined, WORDING)).toEqual([WORDS.inStep])
  })

  it('takes no unproven time in the place of proven time', async () => {
    isProven = false
    clock.jump(1000)
    offsetMs -= 1000
    desk.noticeJump()
    expect(await after(5000)).toEqual({ kind: 'hidden', why: WORDS.lessTrusted })
  })
})

describe('what is said beside a corrected code', () => {
  const standing = { kind: 'corrected', offsetMs: -47_000, boundMs: 100, warns: false } as const

  it('is by how much, and the code by this clock', () => {
    expect(standingLines(standing, '123456', WORDING)).toEqual([
      'Corrected by 47 s (± 0.10 s); by this clock 123 456'
    ])
  })

  it('is a warning as well where nobody vouches for the servers', () => {
    expect(standingLines({ ...standing, warns: true }, undefined, WORDING)[1]).toBe(WORDS.warning)
  })
})
