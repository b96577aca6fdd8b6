/** `npm run check:roundtrip [FORMAT]`: random vaults through every export format and back, in full; one line each. */
import fc from 'fast-check'
import { roundTrip, TRIPS, vaults, type Trip } from '../round-trip.ts'

const only = process.argv[2]

for (const [trip, runs] of Object.entries(TRIPS) as [Trip, number][]) {
  if (only !== undefined && only !== trip) continue
  const beganMs = performance.now()
  let [accounts, listed, count] = [0, 0, 0]
  const property = fc.asyncProperty(vaults, async (vault) => {
    const told = await roundTrip(trip, vault)
    accounts += told.accounts
    listed += told.listed
    count++
  })
  await fc.assert(property, { numRuns: runs })
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(0)
  console.log(
    `${trip}: ${count} vaults, ${accounts} accounts, 0 differences; of ${listed} accounts something is listed (${seconds} s)`
  )
}
