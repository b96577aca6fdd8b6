import { describe, expect, it } from 'vitest'
import type { ClockView } from '../../src/shared/views/clock.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

const IN_STEP: ClockView = {
  state: 'done',
  verdict: 'in-step',
  trust: 'majority',
  offsetMs: 40,
  boundMs: 18.2,
  refusedStrict: 0.0013,
  refusedOneStep: 0,
  checkedAtMs: 0,
  agreeing: 4,
  answered: 4,
  configured: 4,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
}
const SLOW: ClockView = {
  ...IN_STEP,
  verdict: 'off',
  effect: 'most-sites',
  offsetMs: 47_000,
  boundMs: 100,
  refusedStrict: 1,
  refusedOneStep: 5 / 6
}
const FAST: ClockView = { ...SLOW, offsetMs: -47_000, refusedOneStep: 0.3 }

const { clock: en } = wordingFor('en')
const { clock: ja } = wordingFor('ja')

describe('the verdict in English', () => {
  it.each([
    ['0.04 s slow', IN_STEP, "Your clock is 0.04 s slow (±0.02 s): it won't cost you a code."],
    [
      '47 s slow',
      SLOW,
      'Your clock is 47 s slow (±0.10 s). Strict sites refuse every code, sites that allow one step 5 of 6.'
    ],
    [
      '47 s fast',
      FAST,
      'Your clock is 47 s fast (±0.10 s). Strict sites refuse every code, sites that allow one step 3 of 10.'
    ]
  ] as const)('says of %s what it means for the next login', (_name, view, sentence) => {
    expect(en.sentence(view)).toBe(sentence)
  })

  it('says of 1 ms only how right the clock is, and rounds the bound up', () => {
    expect(en.sentence({ ...IN_STEP, offsetMs: 1, boundMs: 20.01 })).toBe(
      "Your clock is right to 0.03 s: it won't cost you a code."
    )
  })

  it.each([
    [200_000, '3 min 20 s'],
    [9_000_000, '2 h 30 min'],
    [400 * 86_400_000, '400 days'],
    [119_400, '119 s'],
    [119_600, '2 min'],
    [9_999, '10.00 s']
  ])('says %i ms as %s', (ms, text) => {
    expect(en.length(ms)).toBe(text)
  })

  it('says how many answered where they were too few', () => {
    const view: ClockView = {
      state: 'done',
      verdict: 'uncertain',
      reason: 'too-few-answers',
      trust: 'none',
      agreeing: 0,
      answered: 1,
      configured: 4,
      checkedAtMs: 0,
      sources: [],
      thresholdMs: 5000,
      correction: { kind: 'none' }
    }
    expect(en.sentence(view)).toContain('1 of 4')
    expect(en.advice(view)).not.toBe('')
  })

  it('tells how many have answered while it measures', () => {
    const view: ClockView = {
      state: 'checking',
      verdict: 'unknown',
      trust: 'none',
      agreeing: 0,
      answered: 1,
      configured: 4,
      sources: [],
      thresholdMs: 5000,
      correction: { kind: 'none' }
    }
    expect(en.sentence(view)).toBe('Measuring: 1 of 4 time servers have answered.')
  })
})

describe('the verdict in Japanese', () => {
  it('says 47 s fast as the design does', () => {
    expect(ja.title(FAST)).toBe('時計が47秒進んでいます')
    expect(ja.sentence(FAST)).toBe(
      '時計が47秒進んでいます(±0.10秒)。厳密なサイトではすべてのコードが、1ステップを許すサイトでは10回中3回が拒否されます。'
    )
  })
})
