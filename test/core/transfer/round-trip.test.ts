import fc from 'fast-check'
import { describe, it } from 'vitest'
import { roundTrip, TRIPS, vaults, type Trip } from '../../round-trip.ts'

// Two of a hundred of what `npm run check:roundtrip` does.
describe('export → import', () => {
  it.each(Object.entries(TRIPS) as [Trip, number][])(
    'gives back what %s carries, and lists the rest (%i vaults in full)',
    async (trip, runs) => {
      const property = fc.asyncProperty(vaults, async (accounts) => {
        await roundTrip(trip, accounts)
      })
      await fc.assert(property, { numRuns: Math.max(2, Math.ceil(runs / 50)) })
    },
    120_000
  )
})
