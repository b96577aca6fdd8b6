import { describe, expect, it } from 'vitest'
import type { Selection, Trust } from '../../../src/core/clock/select.ts'
import { judge, stakesOf, thresholdMs } from '../../../src/core/clock/verdict.ts'

const agreed = (offsetMs: number, boundMs: number, trust: Trust = 'majority'): Selection => ({
  kind: 'agreed',
  agreement: { offsetMs, boundMs, trust },
  survivors: [0, 1, 2],
  falsetickers: []
})

describe('thresholdMs', () => {
  it.each([
    [30, 5000],
    [60, 5000],
    [10, 1666.7],
    [6, 1000],
    [1, 166.7]
  ])('for a period of %d s is %d ms', (period, ms) => {
    expect(thresholdMs(period)).toBeCloseTo(ms, 1)
  })
})

describe('judge', () => {
  it.each([
    [0, 0.02, 30, 'in-step'],
    [4900, 100, 30, 'in-step'],
    [-4900, 100, 30, 'in-step'],
    [4900, 101, 30, 'uncertain'],
    [5100, 100, 30, 'uncertain'],
    [5101, 100, 30, 'off'],
    [-5101, 100, 30, 'off'],
    [1700, 10, 10, 'off'],
    [1600, 10, 10, 'in-step'],
    [1660, 10, 10, 'uncertain'],
    [0, 5001, 30, 'uncertain']
  ])('calls %d ± %d ms at a period of %d s %s', (offsetMs, boundMs, period, kind) => {
    expect(judge(agreed(offsetMs, boundMs), stakesOf([period])).kind).toBe(kind)
  })

  it.each([
    [15_000, 100, 'strict-sites'],
    [21_800, 100, 'strict-sites'],
    [21_950, 100, 'most-sites'],
    [-37_800, 100, 'strict-sites'],
    [-38_100, 100, 'most-sites'],
    [47_000, 100, 'most-sites']
  ])('says of %d ± %d ms that it bars from %s', (offsetMs, boundMs, effect) => {
    expect(judge(agreed(offsetMs, boundMs), stakesOf([]))).toMatchObject({ kind: 'off', effect })
  })

  it('says what +47 s costs: every code at strict sites, 5 of 6 at those that allow one step', () => {
    const verdict = judge(agreed(47_000, 100, 'authenticated'), stakesOf([]))
    if (verdict.kind !== 'off') throw new Error(`expected off, got ${verdict.kind}`)
    expect(verdict.measured.trust).toBe('authenticated')
    expect(verdict.measured.refusedStrict).toBe(1)
    expect(verdict.measured.refusedOneStep).toBeCloseTo(5 / 6, 2)
  })

  it('says why there is no verdict', () => {
    const none = (reason: 'nobody-answered' | 'too-few-answers' | 'no-majority'): Selection => ({
      kind: 'none',
      reason,
      survivors: [],
      falsetickers: []
    })
    expect(judge(none('nobody-answered'), stakesOf([]))).toEqual({
      kind: 'unknown',
      reason: 'nobody-answered'
    })
    expect(judge(none('too-few-answers'), stakesOf([]))).toEqual({
      kind: 'uncertain',
      reason: 'too-few-answers'
    })
    expect(judge(none('no-majority'), stakesOf([]))).toEqual({ kind: 'uncertain', reason: 'no-majority' })
    expect(judge(agreed(5000, 10), stakesOf([]))).toMatchObject({
      kind: 'uncertain',
      reason: 'straddles-threshold'
    })
  })
})
