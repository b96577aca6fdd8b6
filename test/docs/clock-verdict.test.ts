/** docs/clock-verdict.md against the code: every sentence and figure that it quotes is what the app says. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { acceptedShare, refusedShare } from '../../src/core/clock/acceptance.ts'
import type { CauseKind, ClockView } from '../../src/shared/views/clock.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

/** Lines and the columns of its tables may be of any width. */
const DOCUMENT = readFileSync(new URL('../../docs/clock-verdict.md', import.meta.url), 'utf8').replace(
  /\s+/gu,
  ' '
)
const { cause, clock, drift, locate } = wordingFor('en')

const CHECKED = {
  state: 'done',
  checkedAtMs: 0,
  agreeing: 4,
  configured: 4,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
} as const

function measured(offsetMs: number, boundMs: number): ClockView {
  const distanceMs = Math.abs(offsetMs)
  const common = {
    ...CHECKED,
    answered: 4,
    offsetMs,
    boundMs,
    trust: 'authenticated' as const,
    refusedStrict: refusedShare(offsetMs, 30, 0),
    refusedOneStep: refusedShare(offsetMs, 30, 1)
  }
  if (distanceMs + boundMs <= CHECKED.thresholdMs) return { ...common, verdict: 'in-step' }
  if (distanceMs - boundMs > CHECKED.thresholdMs) return { ...common, verdict: 'off' }
  return { ...common, verdict: 'uncertain', reason: 'straddles-threshold' }
}

const MEASURED = [
  [0.001, 0.02],
  [0.04, 0.02],
  [3, 0.1],
  [-3, 0.1],
  [4.95, 0.1],
  [6, 0.1],
  [15, 0.1],
  [22, 0.1],
  [30, 0.1],
  [47, 0.1],
  [60, 0.1],
  [-15, 0.1],
  [-30, 0.1],
  [-38, 0.1],
  [-47, 0.1],
  [-90, 0.1],
  [3600, 0.6]
] as const

describe('docs/clock-verdict.md', () => {
  it.each(MEASURED)('quotes what is said of %d s ± %d s', (offsetS, boundS) => {
    expect(DOCUMENT).toContain(clock.sentence(measured(offsetS * 1000, boundS * 1000)))
  })

  it.each([
    ['no-majority', 'uncertain'],
    ['too-few-answers', 'uncertain'],
    ['clock-jumped', 'uncertain'],
    ['nobody-answered', 'unknown'],
    ['certificates-not-yet-valid', 'unknown'],
    ['certificates-expired', 'unknown'],
    ['network-off', 'unknown']
  ] as const)('quotes what is said of %s', (reason, verdict) => {
    const answered = reason === 'too-few-answers' ? 1 : 4
    const view: ClockView = { ...CHECKED, verdict, reason, answered, trust: 'none' }
    expect(DOCUMENT).toContain(clock.sentence(view))
    expect(DOCUMENT).toContain(clock.advice(view))
  })

  it.each(Object.values(clock.trust))('explains the trust “%s”', (words) => {
    expect(DOCUMENT).toContain(words)
  })

  it.each([
    'months-off',
    'vm-resumed',
    'automatic-off',
    'service-stopped',
    'no-service',
    'servers-unreachable',
    'unknown'
  ] as const satisfies readonly CauseKind[])('quotes the cause %s', (kind) => {
    expect(DOCUMENT).toContain(cause.sentence({ kind, hasSettings: true, service: 'chrony' }))
  })

  it.each(['dual-boot', 'wrong-zone'] as const)('quotes the cause %s for 9 h', (kind) => {
    expect(DOCUMENT).toContain(cause.sentence({ kind, hasSettings: true, minutes: 540 }))
  })

  it('quotes what is said of a drift of 20 ppm, and of one code that fits', () => {
    expect(DOCUMENT).toContain(drift.rate({ driftPpm: 20, boundPpm: 0.23 }))
    const located = { ranges: [{ lowMs: 32_400, highMs: 82_400 }], falseMatchChance: 42e-6 }
    expect(DOCUMENT).toContain(locate.sentence(located))
    expect(DOCUMENT).toContain(locate.chance(located))
  })

  it.each([47, 30, 22, 15, 0, -15, -30, -38, -47])(
    'has the right shares for %d s in its table',
    (offsetS) => {
      const shares = [0, 1, 2].map(
        (steps) => `${Math.round(acceptedShare(offsetS * 1000, 30, steps) * 100)} %`
      )
      const sign = offsetS > 0 ? `+${offsetS}` : offsetS < 0 ? `−${-offsetS}` : '0'
      expect(DOCUMENT).toContain(`| ${sign} | ${shares.join(' | ')} |`)
    }
  )
})
