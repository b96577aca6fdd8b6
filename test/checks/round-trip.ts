/**
 * npm run check:roundtrip: random vaults through every export format and back, in full; one line each, and exports with a
 * planted fault, which have to be noticed. Usage: [FORMAT] [--check].
 */
import { createSecretKey, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import type { Account } from '../../src/core/otp/account.ts'
import { PLANTS, roundTrip, TRIPS, vaults, type Trip } from '../round-trip.ts'
import { Figures } from './figures.ts'

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true
})
const only = positionals[0]
const trips = (Object.entries(TRIPS) as [Trip, number][]).filter(
  ([trip]) => only === undefined || only === trip
)
if (trips.length === 0) {
  console.error(`expected one of ${Object.keys(TRIPS).join(', ')}, got ${String(only)}`)
  process.exit(2)
}

const figures = new Figures({ check: values.check })
for (const [trip, runs] of trips) {
  const beganMs = performance.now()
  let [accounts, listed, count] = [0, 0, 0]
  const property = fc.asyncProperty(vaults, async (vault) => {
    const told = await roundTrip(trip, vault)
    accounts += told.accounts
    listed += told.listed
    count++
  })
  const { failed, error } = await check(property, runs)
  if (failed) console.error(error)
  const seconds = ((performance.now() - beganMs) / 1000).toFixed(0)
  figures.expect(
    !failed,
    `${trip}: 0 differences`,
    `${count} vaults, ${accounts} accounts, ${listed} of them with something listed as lost (${seconds} s)`
  )
}
const caught = await Promise.all(trips.map(async ([trip]) => await caughtIn(trip)))
const all = trips.length * Object.keys(PLANTS).length
figures.expect(
  caught.flat().length === all,
  'planted faults noticed',
  `${caught.flat().length} of ${all} (${Object.keys(PLANTS).join(', ')})`
)
figures.end()

async function check(
  property: fc.IAsyncProperty<[Account[]]>,
  runs: number
): Promise<{ failed: boolean; error: unknown }> {
  try {
    await fc.assert(property, { numRuns: runs })
    return { failed: false, error: null }
  } catch (error) {
    return { failed: true, error }
  }
}

/** The planted faults that a trip notices. */
async function caughtIn(trip: Trip): Promise<readonly string[]> {
  const vault: readonly Account[] = ['first', 'second'].map((label, i) => ({
    kind: 'totp',
    id: String(i).repeat(32),
    issuer: 'Service',
    label,
    secret: createSecretKey(randomBytes(20)),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  }))
  // Without a fault it comes back whole: what is noticed below is the fault.
  await roundTrip(trip, vault)
  const noticed: string[] = []
  for (const [name, plant] of Object.entries(PLANTS)) {
    await roundTrip(trip, vault, plant).catch(() => noticed.push(name))
  }
  return noticed
}
