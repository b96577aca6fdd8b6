import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ClockMonitor, type ClockMonitorOptions } from '../../../src/core/clock/clock-monitor.ts'
import type { ClockState, DoneState } from '../../../src/core/clock/clock-state.ts'
import type { Answer, Sample } from '../../../src/core/clock/sample.ts'
import type { Source, Way, WayKind } from '../../../src/core/clock/source.ts'
import { stakesOf } from '../../../src/core/clock/verdict.ts'
import { FakeClock } from '../../fakes/clock.ts'

/** How a server of the script behaves; without an answer it is dead, and times out. */
interface Script {
  readonly afterMs?: number
  readonly offsetMs?: number
  readonly boundMs?: number
  /** Where the answer comes from; the host's own address where absent. */
  readonly server?: string
  readonly answer?: Answer
  readonly dead?: true
}

let clock: FakeClock
let asked: string[]
let scripts: Map<string, Script>
let monitors: ClockMonitor[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  clock = new FakeClock()
  asked = []
  scripts = new Map()
  monitors = []
})
afterEach(() => {
  for (const monitor of monitors) monitor.close()
  vi.useRealTimers()
})

/** A source with the named ways; its script is found by `kind:name`. */
function source(name: string, ways: Readonly<Partial<Record<WayKind, Script>>>): Source {
  const list = Object.entries(ways).map(([kind, script]) => {
    scripts.set(`${kind}:${name}`, script)
    return { kind: kind as WayKind, host: name, port: 123 }
  })
  const [first, ...rest] = list
  if (first === undefined) throw new Error('expected a way, got none')
  return { name, ways: [first, ...rest] }
}
const ntp = (name: string, script: Script = {}): Source => source(name, { ntp: script })

const ask: Ask = ({ way, timeoutMs }) => {
  const name = `${way.kind}:${way.host}`
  asked.push(name)
  const script = scripts.get(name) ?? { dead: true }
  const answer: Answer =
    script.dead === true
      ? { kind: 'unreachable', reason: 'timed-out' }
      : (script.answer ?? heard(script, way))
  const afterMs = script.dead === true ? timeoutMs : (script.afterMs ?? 10)
  return new Promise((resolve) => setTimeout(() => resolve(answer), afterMs))
}

function heard({ offsetMs = 0, boundMs = 10, server }: Script, { kind, host }: Way): Answer {
  const sample: Sample = {
    kind,
    voucher: kind === 'ntp' ? 'nobody' : 'operator',
    server: server ?? `${host}:123`,
    offsetMs,
    delayMs: 10,
    boundMs,
    rootDelayMs: 1,
    rootDispersionMs: 1,
    stratum: 2,
    leap: 0,
    takenAtMs: clock.monotonicMs()
  }
  return { kind: 'sample', sample }
}

function monitorOf(sources: readonly Source[], more: Partial<ClockMonitorOptions> = {}): ClockMonitor {
  const monitor = new ClockMonitor({
    sources,
    ask: { ntp: ask, nts: ask, https: ask },
    clock,
    random: () => 0.5,
    timing: { burst: { count: 1, gapMs: 2000 } },
    ...more
  })
  monitors.push(monitor)
  return monitor
}

/** Lets time pass until the check is over; gives its outcome and how long it took, ms. */
async function run(check: Promise<DoneState>): Promise<{ state: DoneState; tookMs: number }> {
  const began = Date.now()
  const done: { state: DoneState; tookMs: number }[] = []
  void check.then((state) => done.push({ state, tookMs: Date.now() - began }))
  for (let step = 0; step < 2000 && done.length === 0; step++) await vi.advanceTimersByTimeAsync(5)
  const [outcome] = done
  if (outcome === undefined) throw new Error('expected the check to end within 10 s')
  return outcome
}
const statuses = (state: ClockState): readonly string[] =>
  state.kind === 'never' ? [] : state.reports.map((report) => report.status.kind)

describe('ClockMonitor', () => {
  it('goes from never through checking to done', async () => {
    const monitor = monitorOf([ntp('a'), ntp('b', { afterMs: 40 }), ntp('c', { afterMs: 60 })])
    const seen: string[] = []
    monitor.onChange((state) => seen.push([state.kind, ...statuses(state)].join(' ')))
    expect(monitor.state).toEqual({ kind: 'never' })
    const { state } = await run(monitor.check())
    expect(state.verdict.kind).toBe('in-step')
    expect(monitor.state).toBe(state)
    expect(seen).toEqual([
      'checking waiting waiting waiting',
      'checking heard waiting waiting',
      'checking heard heard waiting',
      'done survivor survivor survivor'
    ])
  })

  it('does not wait for the dead: 3 of 4 alive answer within 400 ms, the fourth named', async () => {
    const { state, tookMs } = await run(
      monitorOf([ntp('a'), ntp('b'), ntp('c'), ntp('d', { dead: true })]).check()
    )
    expect(tookMs).toBeLessThan(400)
    expect(state.verdict.kind).toBe('in-step')
    expect(statuses(state)).toEqual(['survivor', 'survivor', 'survivor', 'unreachable'])
  })

  it('counts a late answer in after the verdict', async () => {
    const late = ntp('d', { afterMs: 900, offsetMs: 47_000 })
    const monitor = monitorOf([ntp('a'), ntp('b'), ntp('c'), late])
    await run(monitor.check())
    expect(statuses(monitor.state)[3]).toBe('unreachable')
    await vi.advanceTimersByTimeAsync(1000)
    expect(statuses(monitor.state)[3]).toBe('falseticker')
  })

  it('names a liar that answers 200 ms after the others have agreed', async () => {
    const { state } = await run(
      monitorOf([ntp('a'), ntp('b'), ntp('c', { afterMs: 210, offsetMs: 47_000 })]).check()
    )
    expect(statuses(state)).toEqual(['survivor', 'survivor', 'falseticker'])
  })

  it('says uncertain after 1 s where 1 of 4 answers, and unknown after the timeout where none does', async () => {
    const dead = ['b', 'c', 'd'].map((name) => ntp(name, { dead: true }))
    const one = await run(monitorOf([ntp('a'), ...dead]).check())
    expect(one.state.verdict).toEqual({ kind: 'uncertain', reason: 'too-few-answers' })
    expect(one.tookMs).toBeLessThan(1600)
    const none = await run(monitorOf(dead).check())
    expect(none.state.verdict).toEqual({ kind: 'unknown', reason: 'nobody-answered' })
    expect(none.tookMs).toBeLessThan(1600)
  })

  it('knows at once where all refuse', async () => {
    const refused: Script = { answer: { kind: 'unreachable', reason: 'connection-refused' } }
    const { state, tookMs } = await run(monitorOf([ntp('a', refused), ntp('b', refused)]).check())
    expect(state.verdict).toEqual({ kind: 'unknown', reason: 'nobody-answered' })
    expect(tookMs).toBeLessThan(50)
  })

  it('never takes longer than 4 s, whatever the ways', async () => {
    const ways = { nts: { dead: true }, ntp: { dead: true }, https: { dead: true } } as const
    const { tookMs } = await run(monitorOf([source('a', ways), source('b', ways)]).check())
    expect(tookMs).toBeLessThanOrEqual(4000)
  })

  it('answers three demands at once by one exchange, and within 15 s by the last one', async () => {
    const monitor = monitorOf([ntp('a')])
    const three = [monitor.check(), monitor.check(), monitor.check()]
    const first = await run(three[0] ?? monitor.check())
    expect(await Promise.all(three)).toEqual([first.state, first.state, first.state])
    await vi.advanceTimersByTimeAsync(13_000)
    expect((await run(monitor.check())).state).toBe(first.state)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(3000)
    expect((await run(monitor.check())).state).not.toBe(first.state)
    expect(asked).toHaveLength(2)
  })

  it('narrows the verdict afterwards by a burst of four, 2 s apart, then leaves the server alone', async () => {
    const monitor = monitorOf([ntp('a', { boundMs: 40 })], { timing: { burst: { count: 4, gapMs: 2000 } } })
    const { tookMs } = await run(monitor.check())
    expect(tookMs).toBeLessThan(50)
    scripts.set('ntp:a', { boundMs: 5 })
    await vi.advanceTimersByTimeAsync(2500)
    const { state } = monitor
    if (state.kind !== 'done' || state.verdict.kind !== 'in-step') throw new Error('expected in step')
    expect(state.verdict.measured.boundMs).toBeLessThan(6)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(4)
  })

  it('is not narrowed by another machine behind the same name', async () => {
    const monitor = monitorOf([ntp('a', { boundMs: 40 })], { timing: { burst: { count: 4, gapMs: 2000 } } })
    await run(monitor.check())
    scripts.set('ntp:a', { boundMs: 5, server: 'b:123' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(4)
    expect(monitor.state).toMatchObject({
      verdict: { measured: { boundMs: expect.closeTo(40, 1) as number } }
    })
  })

  it('stops a burst at a kiss code', async () => {
    const monitor = monitorOf([ntp('a')], { timing: { burst: { count: 4, gapMs: 2000 } } })
    await run(monitor.check())
    scripts.set('ntp:a', { answer: { kind: 'rejected', reason: 'kiss-code RATE' } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(2)
  })

  it('takes the best way that answers, and shows the downgrade', async () => {
    const refused: Script = { answer: { kind: 'unreachable', reason: 'connection-refused' } }
    const ways = { nts: refused, ntp: {} }
    const { state } = await run(monitorOf([source('a', ways), source('b', ways)]).check())
    expect(state.reports.map((report) => report.way.kind)).toEqual(['ntp', 'ntp'])
    if (state.verdict.kind !== 'in-step') throw new Error('expected in step')
    expect(state.verdict.measured.trust).toBe('majority')
  })

  it('asks the next way beside one that is silent for 700 ms, and prefers the better one when it comes', async () => {
    const slow = { nts: { afterMs: 900 }, ntp: {} }
    const monitor = monitorOf([source('a', slow), source('b', slow)])
    const { state } = await run(monitor.check())
    if (state.verdict.kind !== 'in-step') throw new Error('expected in step')
    expect(state.verdict.measured.trust).toBe('authenticated')
    expect(asked).toEqual(['nts:a', 'nts:b', 'ntp:a', 'ntp:b'])
  })

  it('is passed over where a way has no port, and says not offered where none has', async () => {
    const monitor = monitorOf([source('a', { nts: {}, ntp: {} }), source('b', { nts: {} })], {
      ask: { ntp: ask }
    })
    const { state } = await run(monitor.check())
    expect(asked).toEqual(['ntp:a'])
    expect(state.reports[1]?.status).toEqual({ kind: 'unreachable', reason: 'not-offered' })
  })

  it('measures again when the clock is set in the middle, and mixes no times', async () => {
    const monitor = monitorOf([ntp('a', { afterMs: 100 }), ntp('b', { afterMs: 200 })])
    const check = monitor.check()
    await vi.advanceTimersByTimeAsync(150)
    clock.jump(3000)
    scripts.set('ntp:a', { offsetMs: -3000 })
    scripts.set('ntp:b', { offsetMs: -3000 })
    const { state } = await run(check)
    if (state.verdict.kind !== 'in-step') throw new Error(`expected in step, got ${state.verdict.kind}`)
    expect(state.verdict.measured.offsetMs).toBe(-3000)
    expect(asked).toEqual(['ntp:a', 'ntp:b', 'ntp:a', 'ntp:b'])
  })

  it('gives no verdict where the clock is set twice in the middle', async () => {
    const monitor = monitorOf([ntp('a', { afterMs: 100 })])
    const check = monitor.check()
    await vi.advanceTimersByTimeAsync(50)
    clock.jump(3000)
    await vi.advanceTimersByTimeAsync(100)
    clock.jump(-3000)
    const { state } = await run(check)
    expect(state.verdict).toEqual({ kind: 'uncertain', reason: 'clock-jumped' })
  })

  it('voids the verdict and measures again at a jump between checks, and on resume', async () => {
    const monitor = monitorOf([ntp('a')])
    await run(monitor.check())
    expect(monitor.noticeJump()).toBe(false)
    clock.jump(-3000)
    expect(monitor.noticeJump()).toBe(true)
    expect(monitor.state).toMatchObject({ kind: 'checking', last: null })
    await run(monitor.check())
    expect(monitor.noticeJump()).toBe(false)
    monitor.noteResume()
    expect(monitor.state).toMatchObject({ kind: 'checking', last: null })
    await run(monitor.check())
    expect(asked).toHaveLength(3)
  })

  it('keeps the last verdict while it checks again', async () => {
    const monitor = monitorOf([ntp('a')])
    const { state } = await run(monitor.check())
    await vi.advanceTimersByTimeAsync(20_000)
    const again = monitor.check()
    expect(monitor.state).toMatchObject({ kind: 'checking', last: state })
    await run(again)
  })

  it('judges anew, without asking, when the shortest period changes', async () => {
    let period = 30
    const monitor = monitorOf([ntp('a', { offsetMs: 3000 })], { stakes: () => stakesOf([period]) })
    expect((await run(monitor.check())).state.verdict.kind).toBe('in-step')
    period = 10
    monitor.rejudge()
    expect(monitor.state).toMatchObject({ kind: 'done', verdict: { kind: 'off' } })
    expect(asked).toHaveLength(1)
  })

  it('judges by the user’s threshold, and tells the cost for the period that most accounts have', async () => {
    let warnThresholdMs = 5000
    const monitor = monitorOf([ntp('a', { offsetMs: 3000 })], {
      stakes: () => stakesOf([60], warnThresholdMs)
    })
    const { state } = await run(monitor.check())
    if (state.verdict.kind !== 'in-step') throw new Error(`expected in step, got ${state.verdict.kind}`)
    // At 60 s, 8 of them for typing: 49 of 52.
    expect(state.verdict.measured.refusedStrict).toBeCloseTo(3 / 52, 3)
    expect(monitor.thresholdMs).toBe(5000)
    warnThresholdMs = 1000
    monitor.rejudge()
    expect(monitor.state).toMatchObject({ kind: 'done', verdict: { kind: 'off' } })
    expect(monitor.thresholdMs).toBe(1000)
    expect(asked).toHaveLength(1)
  })

  it('renews what was measured by one packet of one source, each time another one’s', async () => {
    const monitor = monitorOf([ntp('a'), ntp('b'), ntp('c', { offsetMs: 47_000 })])
    await run(monitor.check())
    asked = []
    for (let minute = 0; minute < 4; minute++) {
      await vi.advanceTimersByTimeAsync(60_000)
      scripts.set('ntp:a', { offsetMs: 2 + minute })
      const refresh = monitor.refresh()
      await vi.advanceTimersByTimeAsync(50)
      await refresh
    }
    expect(asked).toEqual(['a', 'b', 'a', 'b'].map((name) => `ntp:${name}`))
    expect(monitor.state).toMatchObject({
      kind: 'done',
      verdict: { kind: 'in-step', measured: { offsetMs: 0 } }
    })
    expect(statuses(monitor.state)).toEqual(['survivor', 'survivor', 'falseticker'])
  })

  it('asks all where the one packet contradicts what was measured, or gets no answer', async () => {
    const monitor = monitorOf([ntp('a'), ntp('b'), ntp('c')])
    await run(monitor.check())
    scripts.set('ntp:a', { offsetMs: 47_000 })
    const contradicted = monitor.refresh()
    await vi.advanceTimersByTimeAsync(11)
    await contradicted
    expect(monitor.state).toMatchObject({ kind: 'checking', last: null })
    await run(monitor.check())
    expect(statuses(monitor.state)).toEqual(['falseticker', 'survivor', 'survivor'])
    asked = []
    scripts.set('ntp:c', { dead: true })
    void monitor.refresh()
    await vi.advanceTimersByTimeAsync(3000)
    expect(asked[0]).toBe('ntp:c')
    expect(asked.slice(1).toSorted()).toEqual(['ntp:a', 'ntp:b', 'ntp:c'])
  })

  it('keeps to the user’s interval, from the moment at which it was changed', async () => {
    let checkEveryMinutes = 120
    const monitor = monitorOf([ntp('a')], { checkEveryMinutes: () => checkEveryMinutes, random: () => 0 })
    monitor.startSchedule()
    await vi.advanceTimersByTimeAsync(119 * 60_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000 + 10)
    expect(asked).toHaveLength(2)
    checkEveryMinutes = 1
    monitor.reschedule()
    await vi.advanceTimersByTimeAsync(29 * 60_000)
    expect(asked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(61_000)
    expect(asked).toHaveLength(3)
  })

  it('asks nobody where the network is off', async () => {
    const monitor = monitorOf([ntp('a')], { networkAllowed: () => false })
    const { state } = await run(monitor.check())
    expect(state.verdict).toEqual({ kind: 'unknown', reason: 'network-off' })
    monitor.rejudge()
    expect(monitor.state).toBe(state)
    expect(asked).toEqual([])
  })

  it('checks by itself at most every half hour', async () => {
    const monitor = monitorOf([ntp('a')])
    monitor.startSchedule()
    await vi.advanceTimersByTimeAsync(30 * 60_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(6 * 60_000)
    expect(asked).toHaveLength(2)
  })

  it('asks and tells nothing more once closed', async () => {
    const monitor = monitorOf([ntp('a')], { timing: { burst: { count: 4, gapMs: 2000 } } })
    await run(monitor.check())
    monitor.close()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(asked).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('asks nobody where it was closed while a packet was under way, nor on a demand after that', async () => {
    const monitor = monitorOf([ntp('a'), ntp('b')])
    await run(monitor.check())
    scripts.set('ntp:a', { dead: true })
    const refresh = monitor.refresh()
    monitor.close()
    await vi.advanceTimersByTimeAsync(3000)
    await refresh
    await vi.advanceTimersByTimeAsync(60_000)
    void monitor.check()
    await vi.advanceTimersByTimeAsync(3000)
    expect(asked).toEqual(['ntp:a', 'ntp:b', 'ntp:a'])
    expect(vi.getTimerCount()).toBe(0)
  })
})
