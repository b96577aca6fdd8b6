import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { locate, readCode, stepsWithin, type OffsetRange } from '../../../src/core/clock/locate.ts'
import type { SteamFields, TotpFields } from '../../../src/core/otp/account.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'
import { seeded } from '../../seeded.ts'

const START_MS = Date.UTC(2026, 10, 22, 8, 30)

/** RFC 6238 appendix B. */
const SECRET = Buffer.from('12345678901234567890')

function account(fields: Partial<TotpFields> = {}): TotpFields {
  return {
    kind: 'totp',
    issuer: 'GitHub',
    label: 'octocat',
    secret: createSecretKey(SECRET),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    ...fields
  }
}

const STEAM: SteamFields = { ...account(), kind: 'steam', digits: 5 }

function contains(ranges: readonly OffsetRange[], offsetMs: number): boolean {
  return ranges.some(({ lowMs, highMs }) => lowMs <= offsetMs && offsetMs <= highMs)
}

function width({ lowMs, highMs }: OffsetRange): number {
  return highMs - lowMs
}

/** A login with the phone: when it was read by the phone's clock, when entered by the local one. */
interface Scene {
  readonly who: TotpFields
  readonly offsetMs: number
  readonly enteredAtMs: number
  readonly typedMs: number
  readonly phoneMs: number
}

/** Scenes of offsets −600…+600 s and typing times 0–20 s, both ends among them. */
function scenes(count: number, seed: number, fields: Partial<TotpFields> = {}): readonly Scene[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, index) => {
    const bytes = Buffer.from(Array.from({ length: 20 }, () => Math.floor(random() * 256)))
    const offsetMs =
      index % 50 === 0 ? [-600_000, 0, 600_000][(index / 50) % 3] : (random() - 0.5) * 1_200_000
    const typedMs = index % 40 === 0 ? [0, 20_000][(index / 40) % 2] : random() * 20_000
    const enteredAtMs = Math.floor(START_MS + random() * 1e9)
    if (offsetMs === undefined || typedMs === undefined) throw new RangeError('expected a scene')
    return {
      who: account({ secret: createSecretKey(bytes), ...fields }),
      offsetMs,
      enteredAtMs,
      typedMs,
      phoneMs: enteredAtMs - typedMs + offsetMs
    }
  })
}

describe('locate', () => {
  it.each([
    ['6 digits, 30 s', {}, 30],
    ['8 digits, 60 s', { digits: 8, period: 60 }, 60],
    ['6 digits, 10 s', { period: 10 }, 10]
  ])(
    'contains the truth 1,000 of 1,000 times for −600…+600 s and 0–20 s of typing, at most T + 20 s wide: %s',
    (_name, fields, period) => {
      for (const { who, offsetMs, enteredAtMs, phoneMs } of scenes(1000, period, fields)) {
        const { ranges } = locate(who, [{ code: totpAt(who, phoneMs).code, enteredAtMs }])
        expect(contains(ranges, offsetMs)).toBe(true)
        for (const range of ranges) expect(width(range)).toBeLessThanOrEqual((period + 20) * 1000)
      }
    }
  )

  it('contains the truth 200 of 200 times for Steam', () => {
    for (const { enteredAtMs, phoneMs, offsetMs } of scenes(200, 5)) {
      const { ranges } = locate(STEAM, [{ code: totpAt(STEAM, phoneMs).code, enteredAtMs }])
      expect(contains(ranges, offsetMs)).toBe(true)
    }
  })

  it('matches by accident no more often than 2N × 10⁻⁵ with 5 digits, and says so', () => {
    const logins = scenes(10_000, 6, { digits: 5 })
    const steps = stepsWithin(30, 600_000, 20)
    let accidents = 0
    let told = 0
    for (const { who, enteredAtMs, phoneMs } of logins) {
      const { ranges, falseMatchChance } = locate(who, [{ code: totpAt(who, phoneMs).code, enteredAtMs }])
      accidents += ranges.length - 1
      told = falseMatchChance
    }
    expect(told).toBeCloseTo(2 * steps * 1e-5, 12)
    // Four standard deviations above the mean of a Poisson count.
    const expected = logins.length * told
    expect(accidents).toBeLessThanOrEqual(expected + 4 * Math.sqrt(expected))
  })

  it('says 2N × 10⁻⁶ for 6 digits, N = 21 for ±600 s and 20 s of typing', () => {
    expect(stepsWithin(30, 600_000, 20)).toBe(21)
    const { falseMatchChance } = locate(account(), [{ code: '000000', enteredAtMs: START_MS }])
    expect(falseMatchChance).toBeCloseTo(42e-6, 12)
  })

  it('gives a range for each of several matches', () => {
    // A code that comes twice within ± 20 minutes, looked for once.
    const who = account({ digits: 5 })
    const firstAt = new Map<string, number>()
    let twice: { readonly earlier: number; readonly later: number } | null = null
    for (let timeStep = 1; twice === null; timeStep++) {
      const { code } = totpAt(who, timeStep * 30_000)
      const earlier = firstAt.get(code)
      if (earlier !== undefined && timeStep - earlier <= 80) twice = { earlier, later: timeStep }
      firstAt.set(code, timeStep)
    }
    const { earlier, later } = twice
    const enteredAtMs = ((earlier + later) / 2) * 30_000
    const { code } = totpAt(who, later * 30_000)
    const { ranges } = locate(who, [{ code, enteredAtMs }], { withinMs: 1_200_000 })
    expect(ranges.map(({ lowMs }) => lowMs)).toEqual([
      earlier * 30_000 - enteredAtMs,
      later * 30_000 - enteredAtMs
    ])
  })

  it('gives none for a code that the device did not show', () => {
    const { ranges } = locate(account(), [{ code: '000000', enteredAtMs: START_MS }])
    expect(ranges).toEqual([])
  })

  it('finds a clock that is off by 9 hours where it may look that far', () => {
    const offsetMs = -9 * 3_600_000
    const reading = { code: totpAt(account(), START_MS + offsetMs).code, enteredAtMs: START_MS }
    expect(locate(account(), [reading]).ranges).toEqual([])
    const far = locate(account(), [reading], { withinMs: 14 * 3_600_000 })
    expect(contains(far.ranges, offsetMs)).toBe(true)
    expect(far.falseMatchChance).toBeLessThan(0.004)
  })

  it('gives nothing before 1970', () => {
    const { code } = totpAt(account(), 0)
    expect(contains(locate(account(), [{ code, enteredAtMs: 1000 }]).ranges, -1000)).toBe(true)
  })

  it('is right to 1 s for a code entered at the change: 1,000 of 1,000 with presses −0.25…+0.75 s off', () => {
    const random = seeded(9)
    for (const { who, offsetMs, enteredAtMs } of scenes(1000, 10)) {
      // The phone goes on to its next code, and a little earlier or later the key is pressed.
      const phoneMs = Math.ceil((enteredAtMs + offsetMs) / 30_000) * 30_000
      const pressedMs = phoneMs - offsetMs + (random() - 0.25) * 1000
      const reading = { code: totpAt(who, phoneMs - 1).code, enteredAtMs: pressedMs, atChange: true }
      const { ranges } = locate(who, [reading])
      expect(contains(ranges, offsetMs)).toBe(true)
      for (const range of ranges) expect(width(range)).toBe(1000)
    }
  })

  it('narrows by a second code entered soon after, 1,000 of 1,000 with the truth inside', () => {
    const random = seeded(11)
    for (const { who, offsetMs, enteredAtMs, phoneMs } of scenes(1000, 12)) {
      const changeMs = (Math.floor(phoneMs / 30_000) + 1) * 30_000
      const readMs = changeMs + random() * 5000
      const secondMs = readMs - offsetMs + random() * 20_000
      const first = { code: totpAt(who, phoneMs).code, enteredAtMs }
      const second = { code: totpAt(who, readMs).code, enteredAtMs: secondMs }
      const { ranges, falseMatchChance } = locate(who, [first, second])
      expect(contains(ranges, offsetMs)).toBe(true)
      const gapMs = Math.abs(secondMs - enteredAtMs)
      for (const range of ranges)
        expect(width(range)).toBeLessThanOrEqual(Math.min(50_000, gapMs + 20_000) + 1)
      expect(falseMatchChance).toBeCloseTo(42e-12, 18)
    }
  })

  it('takes the code before as a proof, without a time of its own', () => {
    const who = account()
    const { code } = totpAt(who, START_MS)
    const before = totpAt(who, START_MS - 30_000).code
    const sure = locate(who, [{ code, before, enteredAtMs: START_MS }])
    expect(sure.ranges).toEqual([{ lowMs: 0, highMs: 50_000 }])
    expect(sure.falseMatchChance).toBeCloseTo(42e-12, 18)
    expect(locate(who, [{ code: before, before: code, enteredAtMs: START_MS }]).ranges).toEqual([])
  })
})

describe('readCode', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456\n', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null]
  ])('reads %j as %s for 6 digits', (text, code) => {
    expect(readCode(account(), text)).toBe(code)
  })

  it.each([
    ['2bc4d', '2BC4D'],
    ['2BC4A', null],
    ['123456', null]
  ])('reads %j as %s for Steam', (text, code) => {
    expect(readCode(STEAM, text)).toBe(code)
  })
})
