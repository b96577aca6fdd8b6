/** What the plots of the clock page show, apart from how it is drawn. */
import { describe, expect, it } from 'vitest'
import { downgradesOf } from '../../src/renderer/state/downgrades.ts'
import { historyPlot } from '../../src/renderer/state/history-plot.ts'
import { intervalPlot } from '../../src/renderer/state/interval-plot.ts'
import { niceUp, plotScale, roundValues } from '../../src/renderer/state/plot-scale.ts'
import { hostOfIssuer } from '../../src/renderer/state/site-host.ts'
import { AT, DRIFTING, history, IN_STEP, NEVER, OFF, SETTINGS, UNKNOWN } from './states.ts'

describe('plotScale', () => {
  const scale = plotScale({ focus: 47_000, near: 200, below: 60_000, above: 200 })

  it('keeps the order of -60 s to +47.2 s, and is linear within 200 ms of 47 s', () => {
    const values = [-13_000, 0, 30_000, 46_000, 46_800, 46_900, 47_000, 47_100, 47_200]
    const places = values.map(scale.at)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
    expect(scale.at(46_900) - scale.at(46_800)).toBeCloseTo(scale.at(47_200) - scale.at(47_100))
    expect(scale.logarithmic).toBe(true)
    expect(scale.linear).toEqual({ from: 0.24, until: 1 })
  })

  it('has no step where linear becomes logarithmic', () => {
    expect(scale.at(46_800.001) - scale.at(46_799.999)).toBeLessThan(1e-4)
  })

  it('puts what is further out than anything at the end', () => {
    expect(scale.at(-1e9)).toBe(0)
    expect(scale.at(1e9)).toBe(1)
  })

  it('is linear throughout where nothing lies far out', () => {
    const linear = plotScale({ focus: 0, near: 100, below: 100, above: 100 })
    expect(linear.logarithmic).toBe(false)
    expect([-100, -50, 0, 50, 100].map(linear.at)).toEqual([0, 0.25, 0.5, 0.75, 1])
  })
})

describe('round values', () => {
  it.each([
    [0.7, 1],
    [1, 1],
    [1.2, 2],
    [43, 50],
    [51, 100],
    [100, 100]
  ])('takes %d up to %d', (value, nice) => {
    expect(niceUp(value)).toBeCloseTo(nice)
  })

  it('are 46,800 to 47,200 in steps of 100 between 46,790 and 47,210', () => {
    expect(roundValues(46_790, 47_210, 5).values).toEqual([46_800, 46_900, 47_000, 47_100, 47_200])
  })
})

describe('intervalPlot', () => {
  it('has zero in the middle of a linear axis for a clock that is 0.04 s slow', () => {
    const { scale, agreed } = intervalPlot(IN_STEP)
    expect(scale.logarithmic).toBe(false)
    expect(scale.at(0)).toBe(0.5)
    expect(agreed).toEqual({ low: -59, high: -23 })
  })

  it('spreads the servers that agree on 47 s fast, with zero and the outvoted one far out on the left', () => {
    const { rows, scale, agreed } = intervalPlot(OFF)
    const [cloudflare, netnod, ptb, corp] = rows
    expect(cloudflare?.interval).toEqual({ at: 47_010, low: 46_992, high: 47_028 })
    expect(ptb?.interval).toBeUndefined()
    expect(scale.at(agreed?.low ?? 0)).toBeGreaterThan(0.4)
    expect(scale.at(netnod?.interval?.high ?? 0) - scale.at(netnod?.interval?.low ?? 0)).toBeGreaterThan(0.3)
    expect(scale.at(corp?.interval?.at ?? 0)).toBeLessThan(0.24)
    expect(scale.at(0)).toBeLessThan(0.24)
  })

  it.each([
    ['unknown', UNKNOWN],
    ['not asked yet', NEVER]
  ])('has but zero on its axis where nobody answered: %s', (_, view) => {
    expect(intervalPlot(view).marks).toEqual([{ at: 0, text: '0' }])
  })
})

describe('historyPlot', () => {
  it('is nothing before the second check', () => {
    expect(historyPlot([], IN_STEP, AT)).toBeNull()
    expect(historyPlot(history(9, 0).slice(0, 1), IN_STEP, AT)).toBeNull()
  })

  it('breaks the line at the jump of a clock that was set after day 3', () => {
    const plot = historyPlot(history(9, 0.4, { jumpAfter: 12 }), IN_STEP, AT)
    expect(plot?.stretches.map((stretch) => stretch.length)).toEqual([13, 24])
  })

  it('meets the threshold on the earliest day of the forecast, on the side to which the clock drifts', () => {
    const plot = historyPlot(history(9, 3.1), DRIFTING, AT)
    expect(plot?.earliest?.t).toBe(DRIFTING.drift?.earliestMs)
    expect(plot?.earliest?.y).toBe(-5000)
    // The lower edge of the wedge is what reaches it first.
    expect(plot?.earliest?.low).toBeCloseTo(-5000, 0)
    expect(plot?.closer).toBe(true)
    expect(plot?.atTime(plot.nowMs)).toBeCloseTo(0.66)
  })

  it('draws no future without a drift, and now at the right end', () => {
    const plot = historyPlot(history(9, 0), { thresholdMs: 5000 }, AT)
    expect(plot?.future).toBeUndefined()
    expect(plot?.atTime(AT)).toBe(1)
  })

  it('shows the milliseconds of a steady clock and the threshold of 5 s on one scale', () => {
    const plot = historyPlot(history(9, 0, { endMs: 3, boundMs: 4 }), { thresholdMs: 5000 }, AT)
    const height = (plot?.scale.at(20) ?? 0) - (plot?.scale.at(0) ?? 0)
    expect(height).toBeGreaterThan(0.03)
    expect(plot?.scale.at(5000)).toBeLessThan(1)
  })
})

describe('downgradesOf', () => {
  it('names PTB, asked by NTS first and answered by NTP, and not the one that gave no time', () => {
    const sources = DRIFTING.sources.map((it) => (it.name === 'TimeNL' ? UNKNOWN.sources[0] : it))
    expect(
      downgradesOf(
        sources.flatMap((it) => it ?? []),
        SETTINGS.sources
      )
    ).toEqual([{ names: ['PTB'], by: 'ntp', best: 'nts' }])
  })
})

describe('hostOfIssuer', () => {
  it.each([
    ['GitHub.com', 'github.com'],
    ['https://login.example.co.jp/start?x=1', 'login.example.co.jp'],
    ['例え.テスト', '例え.テスト'],
    ['GitHub', ''],
    ['AWS 4711', ''],
    ['v1.2', ''],
    ['a.b c.de', ''],
    ['', '']
  ])('takes %j for the host %j', (issuer, host) => {
    expect(hostOfIssuer(issuer)).toBe(host)
  })
})
