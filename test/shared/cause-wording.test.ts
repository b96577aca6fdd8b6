import { describe, expect, it } from 'vitest'
import type { CauseKind, CauseView, DriftView } from '../../src/shared/views/clock.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

const KINDS: readonly CauseKind[] = [
  'months-off',
  'dual-boot',
  'wrong-zone',
  'vm-resumed',
  'automatic-off',
  'service-stopped',
  'no-service',
  'servers-unreachable',
  'unknown'
]

const { cause: en, drift: enDrift } = wordingFor('en')
const { cause: ja, drift: jaDrift } = wordingFor('ja')

function view(kind: CauseKind, more: Partial<CauseView> = {}): CauseView {
  return { kind, hasSettings: true, ...more }
}

describe('the cause in words', () => {
  it.each(KINDS)('says of %s what is wrong and what to do, in both languages', (kind) => {
    for (const words of [en, ja]) {
      expect(words.sentence(view(kind))).not.toBe('')
      expect(words.cure(view(kind))).toMatch(/[.。]$/u)
    }
    expect(ja.sentence(view(kind))).not.toBe(en.sentence(view(kind)))
  })

  it.each([
    [-540, '9 h'],
    [345, '5 h 45 min'],
    [30, '30 min']
  ])('tells %d minutes of a time zone as %s', (minutes, text) => {
    expect(en.sentence(view('dual-boot', { minutes }))).toContain(`your time zone (${text})`)
    expect(en.sentence(view('wrong-zone', { minutes }))).toContain(`off by ${text} exactly`)
  })

  it('names the time service where it is known', () => {
    expect(en.sentence(view('service-stopped', { service: 'chrony' }))).toBe(
      'Automatic time is on, but the time service (chrony) isn’t running.'
    )
    expect(en.sentence(view('service-stopped'))).toBe(
      'Automatic time is on, but the time service isn’t running.'
    )
  })
})

describe('the drift in words', () => {
  const slow: DriftView = { driftPpm: 20, boundPpm: 0.23 }

  it('tells 20 ppm as 1.73 s a day, with its bound rounded up and its direction', () => {
    expect(enDrift.rate(slow)).toBe('It loses 1.73 s a day (±0.02 s).')
    expect(enDrift.rate({ ...slow, driftPpm: -20 })).toBe('It gains 1.73 s a day (±0.02 s).')
    expect(enDrift.rate({ ...slow, driftPpm: 0.01 })).toBe('It keeps its rate to 0.03 s a day.')
    expect(enDrift.rate({ driftPpm: 3, boundPpm: 5 })).toBe('It keeps its rate to 0.70 s a day.')
    expect(jaDrift.rate(slow)).toBe('1日に1.73秒遅れます(±0.02秒)。')
  })

  it('tells between which days codes begin to fail', () => {
    const earliestMs = Date.UTC(2026, 11, 3, 12)
    const latestMs = Date.UTC(2026, 11, 9, 12)
    expect(enDrift.forecast(slow)).toBe('')
    expect(enDrift.forecast({ ...slow, earliestMs, latestMs })).toBe(
      'If it goes on like this, codes begin to fail between 3 December 2026 and 9 December 2026.'
    )
    expect(enDrift.forecast({ ...slow, earliestMs, latestMs: earliestMs })).toContain('on 3 December 2026.')
    expect(enDrift.forecast({ ...slow, earliestMs })).toContain('after 3 December 2026.')
    expect(jaDrift.forecast({ ...slow, earliestMs, latestMs })).toBe(
      'このままでは、2026年12月3日から2026年12月9日の間にコードが拒否され始めます。'
    )
  })
})
