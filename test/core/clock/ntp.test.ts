import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import type { Answer } from '../../../src/core/clock/sample.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { anchorAt, type WallClock } from '../../../src/core/clock/wall-clock.ts'
import { startFakeNtpServer, type FakeNtpServerOptions, type SpoilName } from '../../fakes/ntp-server.ts'

const clock = systemClock(() => Date.now())

/** What any answer on loopback comes within, also on a busy machine, ms. */
const PATIENCE_MS = 3000

async function ask(
  options: FakeNtpServerOptions,
  by: WallClock = clock,
  timeoutMs = PATIENCE_MS
): Promise<Answer> {
  const server = await startFakeNtpServer(options)
  try {
    const way = { kind: 'ntp', host: server.host, port: server.port } as const
    return await ntpWay(randomBytes)({ way, clock: by, anchor: anchorAt(by), timeoutMs })
  } finally {
    await server.close()
  }
}

/** What each way of misbehaving is refused for: through ntp-time-sync (IPv4), and by our own exchange (IPv6). */
const REFUSALS: Readonly<Record<SpoilName, readonly [string, string]>> = {
  'kiss code RATE': ['kiss-code RATE', 'kiss-code RATE'],
  'kiss code DENY': ['kiss-code DENY', 'kiss-code DENY'],
  'kiss code RSTR': ['kiss-code RSTR', 'kiss-code RSTR'],
  'kiss code RATE, leap 0 and shifted by 47 s': ['kiss-code RATE', 'kiss-code RATE'],
  'kiss code with zero timestamps': ['kiss-code RATE', 'kiss-code RATE'],
  'stratum 0 without a code': ['kiss-code ????', 'kiss-code ????'],
  'stratum 16': ['stratum', 'stratum'],
  'leap 3': ['unsynchronised', 'unsynchronised'],
  'mode 3': ['wrong-mode', 'wrong-mode'],
  'mode 5': ['wrong-mode', 'wrong-mode'],
  'version 1': ['wrong-version', 'wrong-version'],
  'version 5': ['wrong-version', 'wrong-version'],
  'root dispersion 3 s': ['root-distance', 'root-distance'],
  'root delay 4 s': ['root-distance', 'root-distance'],
  'origin zero': ['origin-mismatch', 'origin-mismatch'],
  'origin an hour old': ['origin-mismatch', 'origin-mismatch'],
  'receive zero': ['zero-timestamp', 'zero-timestamp'],
  'transmit zero': ['zero-timestamp', 'zero-timestamp'],
  'transmit 20 s before receive': ['transmit-before-receive', 'transmit-before-receive'],
  'transmit 20 s after receive': ['negative-delay', 'negative-delay'],
  'reference an hour after transmit': ['reference-after-transmit', 'reference-after-transmit'],
  'reference 30 days old': ['stale-reference', 'stale-reference'],
  '0 bytes': ['truncated', 'truncated'],
  '20 bytes': ['truncated', 'truncated'],
  '47 bytes': ['transmit-before-receive or negative-delay', 'truncated'],
  'all ones': ['origin-mismatch', 'origin-mismatch']
}
const SPOILT = Object.keys(REFUSALS) as SpoilName[]

describe.each([4, 6] as const)('plain NTP over IPv%d', (family) => {
  // Side by side: over IPv6 a genuine reply is waited for to the end.
  it.concurrent.each(SPOILT)('refuses a reply with: %s', async (spoil) => {
    const reason = REFUSALS[spoil][family === 4 ? 0 : 1]
    const answer = await ask({ spoil, family })
    if (answer.kind !== 'rejected') throw new Error(`expected a refusal, got ${answer.kind}`)
    // The library reads what is left of a cut timestamp as a whole one: it comes to lie decades before or behind.
    expect(reason.split(' or ')).toContain(answer.reason)
  })

  it.each([0, 12, -12, 47_000, -47_000, 86_400_000, -400 * 86_400_000])(
    'finds a server that is ahead by %d ms within the bound',
    async (aheadMs) => {
      const answer = await ask({ aheadMs, family })
      if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
      const { offsetMs, boundMs, delayMs } = answer.sample
      expect(Math.abs(offsetMs - aheadMs)).toBeLessThanOrEqual(boundMs)
      // Root distance of the fake server is 9.75 ms, half the delay is the exchange itself; up to 20 ms come from a machine
      // too busy to catch its own clock's tick (wall-clock.ts), and again from the server's.
      expect(boundMs).toBeGreaterThan(9.7)
      expect(boundMs).toBeLessThan(9.8 + delayMs / 2 + 40)
    }
  )

  it('counts the delay of 100 ms into the bound', async () => {
    const answer = await ask({ delayMs: 100, family })
    if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
    expect(answer.sample.delayMs).toBeGreaterThan(99)
    expect(answer.sample.boundMs).toBeGreaterThan(59)
    expect(Math.abs(answer.sample.offsetMs)).toBeLessThanOrEqual(answer.sample.boundMs)
  })

  it('takes the first of two equal replies', async () => {
    expect((await ask({ twice: true, family })).kind).toBe('sample')
  })

  it('gives up when nothing comes in time', async () => {
    const late = { kind: 'unreachable', reason: 'timed-out' }
    expect(await ask({ answers: 0, family }, clock, 400)).toEqual(late)
    expect(await ask({ delayMs: 700, family }, clock, 400)).toEqual(late)
  })

  it('reads timestamps of era 1, after 7 February 2036, right', async () => {
    const inEra1 = Date.UTC(2036, 5, 1) - Date.now()
    const later = systemClock(() => Date.now() + inEra1)
    const answer = await ask({ aheadMs: inEra1 + 47_000, family }, later)
    if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
    expect(Math.abs(answer.sample.offsetMs - 47_000)).toBeLessThanOrEqual(answer.sample.boundMs)
  })
})

describe('plain NTP', () => {
  it('refuses a forged reply that comes first, and over IPv6 waits for the genuine one', async () => {
    const throughLibrary = await ask({ forgery: 'other-address' })
    expect(throughLibrary).toEqual({ kind: 'rejected', reason: 'origin-mismatch' })
    const ourselves = await ask({ forgery: 'wrong-origin', family: 6 })
    if (ourselves.kind !== 'sample') throw new Error(`expected a sample, got ${ourselves.reason}`)
    expect(Math.abs(ourselves.sample.offsetMs)).toBeLessThanOrEqual(ourselves.sample.boundMs)
  })

  it('knows at once that nobody listens on an IPv6 port', async () => {
    const gone = await startFakeNtpServer({ family: 6 })
    await gone.close()
    const way = { kind: 'ntp', host: gone.host, port: gone.port } as const
    const answer = await ntpWay(randomBytes)({ way, clock, anchor: anchorAt(clock), timeoutMs: 5000 })
    expect(answer).toEqual({ kind: 'unreachable', reason: 'connection-refused' })
  })

  it('says that a name has no address', async () => {
    const way = { kind: 'ntp', host: 'nobody.invalid', port: 123 } as const
    const answer = await ntpWay(randomBytes)({ way, clock, anchor: anchorAt(clock), timeoutMs: 5000 })
    expect(answer).toEqual({ kind: 'unreachable', reason: 'no-address' })
  })

  it('tells a clock in 1970 that it is 2036, and one in 2036 that it is not', async () => {
    const inEra1 = Date.UTC(2036, 5, 1) - Date.now()
    const early = systemClock(() => Date.now() - 56 * 365.25 * 86_400_000)
    const late = systemClock(() => Date.now() + inEra1)
    for (const [aheadMs, by, expected] of [
      [inEra1, early, inEra1 + 56 * 365.25 * 86_400_000],
      [0, late, -inEra1]
    ] as const) {
      // Over IPv6: the library has no clock but the machine's own.
      const answer = await ask({ aheadMs, family: 6 }, by)
      if (answer.kind !== 'sample') throw new Error(`expected a sample, got ${answer.reason}`)
      expect(Math.abs(answer.sample.offsetMs - expected)).toBeLessThanOrEqual(answer.sample.boundMs)
    }
  })
})
