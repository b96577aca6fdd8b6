/** The closed form of acceptance against its definition: people who log in at random moments, counted. */
import { describe, expect, it } from 'vitest'
import { acceptedShare, TYPING_S } from '../../../src/core/clock/acceptance.ts'
import { seeded } from '../../seeded.ts'

const LOGINS = 300_000
const OFFSETS_S = Array.from({ length: 181 }, (_, index) => index - 90)
const STEPS = [0, 1, 2] as const

/** When people read their codes by the local clock, s: drawn once, at random within a million seconds. */
const READ_AT_S = Float64Array.from({ length: LOGINS }, seedOnce(238))

function seedOnce(seed: number): () => number {
  const random = seeded(seed)
  return () => random() * 1_000_000
}

/** Time steps of the codes that they read. */
function stepsRead(period: number): Int32Array {
  return Int32Array.from(READ_AT_S, (readAtS) => Math.floor(readAtS / period))
}

/** Of all logins the shares that servers accept which allow 0, 1 and 2 steps to either side. */
function simulatedShares(offsetS: number, period: number, read: Int32Array): readonly number[] {
  const laterS = offsetS + TYPING_S
  // How many codes lie 0, 1, 2 and more steps from the server's own.
  const apart = new Uint32Array(4)
  for (let login = 0; login < LOGINS; login++) {
    const serverStep = Math.floor(((READ_AT_S[login] ?? 0) + laterS) / period)
    const steps = Math.min(3, Math.abs(serverStep - (read[login] ?? 0)))
    apart[steps] = (apart[steps] ?? 0) + 1
  }
  return STEPS.map((allowed) => apart.subarray(0, allowed + 1).reduce((sum, n) => sum + n, 0) / LOGINS)
}

describe('acceptedShare beside a simulation of 300,000 logins', () => {
  it.each([10, 30, 60])(
    'is the same for T = %d s, n = 0, 1, 2 and each of −90…+90 s, to 5 in 1,000',
    (period) => {
      const read = stepsRead(period)
      let worst = 0
      for (const offsetS of OFFSETS_S) {
        const simulated = simulatedShares(offsetS, period, read)
        for (const steps of STEPS) {
          const share = acceptedShare(offsetS * 1000, period, steps)
          worst = Math.max(worst, Math.abs(share - (simulated[steps] ?? NaN)))
        }
      }
      expect(worst).toBeLessThan(0.005)
    }
  )

  it('would catch a closed form that forgets typing', () => {
    const simulated = simulatedShares(0, 30, stepsRead(30))[0] ?? NaN
    expect(Math.abs(acceptedShare(0, 30, 0, 0) - simulated)).toBeGreaterThan(0.2)
  })
})
