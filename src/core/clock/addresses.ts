/** The look-up of a server's addresses, and at which of them it is asked. */
import { lookup } from 'node:dns/promises'
import { isIP, isIPv4 } from 'node:net'
import type { Answer, NoAnswer } from './sample.ts'
import type { WallClock } from './wall-clock.ts'

/** Addresses of a host, IPv4 first, as literals; or why there is none. */
export type LookUp = (host: string, timeoutMs: number) => Promise<readonly string[] | NoAnswer>

interface HostQuestion {
  readonly clock: WallClock
  /** Longest wait for look-up and answer together, ms. */
  readonly timeoutMs: number
  /** The system's own where absent. */
  readonly lookUp?: LookUp | undefined
}

/**
 * Asks a host at an address of IPv4, and at one of IPv6 where the network lacks the former.
 * @param ask - Asks at one address within so many ms.
 */
export async function askHost(
  host: string,
  { clock, timeoutMs, lookUp = addressesOf }: HostQuestion,
  ask: (address: string, timeoutMs: number) => Promise<Answer>
): Promise<Answer> {
  const beganMs = clock.monotonicMs()
  const addresses = await lookUp(host, timeoutMs)
  if (typeof addresses === 'string') return { kind: 'unreachable', reason: addresses }
  let answer: Answer = { kind: 'unreachable', reason: addresses.length === 0 ? 'no-address' : 'timed-out' }
  for (const address of oneOfEachFamily(addresses)) {
    const leftMs = timeoutMs - (clock.monotonicMs() - beganMs)
    if (leftMs <= 0) break
    answer = await ask(address, leftMs)
    if (answer.kind !== 'unreachable' || answer.reason !== 'network-unreachable') break
  }
  return answer
}

function oneOfEachFamily(addresses: readonly string[]): readonly string[] {
  const first = addresses.find((address) => isIPv4(address))
  const second = addresses.find((address) => !isIPv4(address))
  return [first, second].filter((address) => address !== undefined)
}

const addressesOf: LookUp = async (host, timeoutMs) => {
  if (isIP(host) !== 0) return [host]
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'timed-out'>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), timeoutMs)
  })
  try {
    // A look-up can't be called off; one that comes too late is forgotten.
    const found = await Promise.race([lookup(host, { all: true, order: 'ipv4first' }), late])
    return found === 'timed-out' ? found : found.map((entry) => entry.address)
  } catch {
    return 'no-address'
  } finally {
    clearTimeout(timer)
  }
}
