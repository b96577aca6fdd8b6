import { createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Algorithm, TotpFields } from '../../../src/core/otp/account.ts'
import { timeStepAt, totpAt, TotpError } from '../../../src/core/otp/totp.ts'

const DIGITS = '1234567890'
/** Secrets of RFC 6238 App. B: the digits repeated to the length of the hash (errata 2866). */
const LENGTHS: Record<Algorithm, number> = { SHA1: 20, SHA256: 32, SHA512: 64 }

/** RFC 6238 App. B. */
const VECTORS: readonly (readonly [seconds: number, algorithm: Algorithm, code: string])[] = [
  [59, 'SHA1', '94287082'],
  [59, 'SHA256', '46119246'],
  [59, 'SHA512', '90693936'],
  [1111111109, 'SHA1', '07081804'],
  [1111111109, 'SHA256', '68084774'],
  [1111111109, 'SHA512', '25091201'],
  [1111111111, 'SHA1', '14050471'],
  [1111111111, 'SHA256', '67062674'],
  [1111111111, 'SHA512', '99943326'],
  [1234567890, 'SHA1', '89005924'],
  [1234567890, 'SHA256', '91819424'],
  [1234567890, 'SHA512', '93441116'],
  [2000000000, 'SHA1', '69279037'],
  [2000000000, 'SHA256', '90698825'],
  [2000000000, 'SHA512', '38618901'],
  [20000000000, 'SHA1', '65353130'],
  [20000000000, 'SHA256', '77737706'],
  [20000000000, 'SHA512', '47863826']
]

function account(algorithm: Algorithm = 'SHA1', period = 30): TotpFields {
  const secret = createSecretKey(Buffer.from(DIGITS.repeat(7).slice(0, LENGTHS[algorithm])))
  return { kind: 'totp', issuer: '', label: '', secret, algorithm, digits: 8, period }
}

describe('totpAt', () => {
  it.each(VECTORS)('gives at %i s by %s %s (RFC 6238 App. B)', (seconds, algorithm, code) => {
    expect(totpAt(account(algorithm), seconds * 1000)).toMatchObject({ code })
  })

  it('says from when until when the code holds: at 59 s of 30 from 30,000 until 60,000 ms', () => {
    expect(totpAt(account(), 59_000)).toEqual({
      code: '94287082',
      timeStep: 1,
      validFromMs: 30_000,
      validUntilMs: 60_000
    })
  })

  it('changes the code exactly at validUntilMs, for 1,000 random times and periods', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 4_294_967_295_999 }),
        fc.integer({ min: 1, max: 86_400 }),
        (nowMs, period) => {
          const it = totpAt(account('SHA1', period), nowMs)
          expect(it.validFromMs).toBeLessThanOrEqual(nowMs)
          expect(it.validUntilMs).toBeGreaterThan(nowMs)
          expect(totpAt(account('SHA1', period), it.validFromMs)).toEqual(it)
          expect(totpAt(account('SHA1', period), it.validUntilMs - 0.001)).toEqual(it)
          expect(totpAt(account('SHA1', period), it.validUntilMs).timeStep).toBe(it.timeStep + 1)
        }
      ),
      { numRuns: 1000 }
    )
  })
})

describe('timeStepAt', () => {
  it.each([
    [0, 30, 0],
    [29_999, 30, 0],
    [29_999.999999, 30, 0],
    [30_000, 30, 1],
    [59_000, 30, 1],
    [999, 1, 0],
    [1_000, 1, 1],
    [86_399_999, 86_400, 0],
    [86_400_000, 86_400, 1],
    [8.64e15, 1, 8.64e12],
    [8.64e15 - 1, 1, 8.64e12 - 1]
  ])('gives for %d ms and a period of %i s %d', (unixMs, period, timeStep) => {
    expect(timeStepAt(unixMs, period)).toBe(timeStep)
  })

  it.each([-1, -0.001, 8.64e15 + 2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d ms, which has no time step',
    (unixMs) => {
      expect(() => timeStepAt(unixMs, 30)).toThrow(TotpError)
      expect(() => totpAt(account(), unixMs)).toThrow(expect.objectContaining({ code: 'time-out-of-range' }))
    }
  )
})
