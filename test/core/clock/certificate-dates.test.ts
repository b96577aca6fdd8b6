import { describe, expect, it } from 'vitest'
import { certificateDatesOf } from '../../../src/core/clock/certificate-dates.ts'
import type { SourceReport, SourceStatus } from '../../../src/core/clock/check-run.ts'
import type { Refusal, Sample } from '../../../src/core/clock/sample.ts'
import { parseServerUrl } from '../../../src/core/clock/source.ts'
import { judge, stakesOf } from '../../../src/core/clock/verdict.ts'
import type { ClockView } from '../../../src/shared/views/clock.ts'
import { wordingFor } from '../../../src/shared/wording/wording.ts'

const NOT_YET = rejected('certificate-not-yet-valid')
const EXPIRED = rejected('certificate-expired')
const UNTRUSTED = rejected('untrusted-certificate')
const DEAD: SourceStatus = { kind: 'unreachable', reason: 'timed-out' }

function rejected(reason: Refusal): SourceStatus {
  return { kind: 'rejected', reason }
}

function heard(kind: Sample['kind']): SourceStatus {
  const sample: Sample = {
    kind,
    voucher: kind === 'ntp' ? 'nobody' : 'operator',
    server: '192.0.2.1:123',
    offsetMs: 0,
    delayMs: 1,
    boundMs: 1,
    rootDelayMs: 0,
    rootDispersionMs: 0,
    stratum: 1,
    leap: 0,
    takenAtMs: 0
  }
  return { kind: 'falseticker', sample }
}

const reports = (...statuses: readonly SourceStatus[]): readonly SourceReport[] =>
  statuses.map((status, index) => reportOf(`nts://${index}.example`, status))

function reportOf(url: string, status: SourceStatus): SourceReport {
  const source = parseServerUrl(url)
  return { source, way: source.ways[0], status }
}

describe('what certificates say about the clock', () => {
  it.each<[string, readonly SourceStatus[], string | null]>([
    ['two of four not yet valid', [NOT_YET, NOT_YET, DEAD, DEAD], 'certificates-not-yet-valid'],
    ['two of four expired', [EXPIRED, EXPIRED, DEAD, DEAD], 'certificates-expired'],
    ['those of all, beside one plain answer', [NOT_YET, NOT_YET, heard('ntp')], 'certificates-not-yet-valid'],
    ['that of the only one', [NOT_YET], 'certificates-not-yet-valid'],
    ['one of two expired, which may be its own fault', [EXPIRED, DEAD], null],
    ['one expired, one not yet valid', [EXPIRED, NOT_YET, NOT_YET], null],
    ['two expired, and one that is valid', [EXPIRED, EXPIRED, heard('nts')], null],
    ['two expired, and a web server’s that is valid', [EXPIRED, EXPIRED, heard('https')], null],
    ['untrusted ones inside their dates', [UNTRUSTED, UNTRUSTED, UNTRUSTED], null],
    ['nobody', [], null]
  ])('%s', (_name, statuses, reason) => {
    expect(certificateDatesOf(reports(...statuses))).toBe(reason)
  })

  it('counts one server that is configured twice as one', () => {
    const twice = [reportOf('nts://a.example', NOT_YET), reportOf('nts://A.example.', NOT_YET)]
    expect(certificateDatesOf(twice)).toBeNull()
  })

  it('is said where the vote says nothing, and never instead of a measurement', () => {
    const lists = { survivors: [], falsetickers: [] }
    const dates = 'certificates-not-yet-valid'
    expect(judge({ kind: 'none', reason: 'nobody-answered', ...lists }, stakesOf([]), dates)).toEqual({
      kind: 'unknown',
      reason: dates
    })
    expect(judge({ kind: 'none', reason: 'too-few-answers', ...lists }, stakesOf([]), dates)).toEqual({
      kind: 'uncertain',
      reason: dates
    })
    const agreement = { offsetMs: 400 * 86_400_000, boundMs: 10, trust: 'majority' } as const
    expect(judge({ kind: 'agreed', agreement, ...lists }, stakesOf([]), dates)).toMatchObject({
      kind: 'off',
      measured: { trust: 'majority' }
    })
  })

  it('is a sentence that names the clock, in both languages', () => {
    const view: ClockView = {
      state: 'done',
      verdict: 'unknown',
      reason: 'certificates-not-yet-valid',
      trust: 'none',
      checkedAtMs: 0,
      agreeing: 0,
      answered: 0,
      configured: 4,
      sources: [],
      thresholdMs: 5000,
      correction: { kind: 'none' }
    }
    expect(wordingFor('en').clock.sentence(view)).toBe(
      'It is not known how your clock stands. The clock is probably slow by months: by it, the certificates of the time servers are not yet valid.'
    )
    expect(wordingFor('en').clock.advice(view)).toContain('Set the date')
    expect(wordingFor('ja').clock.sentence(view)).toContain('時計が何か月も遅れている')
    expect(wordingFor('ja').clock.sentence({ ...view, reason: 'certificates-expired' })).toContain(
      '進んでいる'
    )
  })
})

describe('what is at stake', () => {
  it.each([
    [[], 30, 30, 5000],
    [[30, 30, 60], 30, 30, 5000],
    [[10, 30, 30], 10, 30, 1666],
    [[60, 60], 30, 60, 5000],
    [[10, 30], 10, 10, 1666]
  ])('with periods of %j s: threshold for %d s, cost for %d s', (periods, shortest, commonest, ms) => {
    const stakes = stakesOf(periods)
    expect([stakes.shortestPeriod, stakes.commonestPeriod]).toEqual([shortest, commonest])
    const offAt = (offsetMs: number): string =>
      judge(
        {
          kind: 'agreed',
          agreement: { offsetMs, boundMs: 0, trust: 'majority' },
          survivors: [],
          falsetickers: []
        },
        stakes
      ).kind
    expect([offAt(ms - 1), offAt(ms + 1)]).toEqual(['in-step', 'off'])
  })

  it('tells the cost of 2 s for the 30 s that most accounts have, though one has 10 s', () => {
    const verdict = judge(
      {
        kind: 'agreed',
        agreement: { offsetMs: 2000, boundMs: 1, trust: 'majority' },
        survivors: [],
        falsetickers: []
      },
      stakesOf([10, 30, 30])
    )
    if (verdict.kind !== 'off') throw new Error(`expected off, got ${verdict.kind}`)
    expect(verdict.effect).toBe('strict-sites')
    expect(verdict.measured.refusedOneStep).toBe(0)
    expect(verdict.measured.refusedStrict).toBeCloseTo(1 - 20 / 22, 5)
  })

  it('lowers the threshold to the user’s, and never above 5 s', () => {
    const agreed = { kind: 'agreed', survivors: [], falsetickers: [] } as const
    const kind = (offsetMs: number, warnThresholdMs: number): string =>
      judge(
        { ...agreed, agreement: { offsetMs, boundMs: 0, trust: 'majority' } },
        stakesOf([], warnThresholdMs)
      ).kind
    expect([kind(999, 1000), kind(1001, 1000), kind(5001, 9000)]).toEqual(['in-step', 'off', 'off'])
  })
})
