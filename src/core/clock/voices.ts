/**
 * One server, one voice: whoever is configured twice, or under two names that lead to the same machine, would otherwise
 * make a majority alone.
 */
import { isIPv6 } from 'node:net'
import type { Sample } from './sample.ts'
import { serverOf, type Way } from './source.ts'

/** A source that answered. */
export interface Speaker {
  /** Which of the configured sources it is. */
  readonly source: number
  /** The way by which it answered. */
  readonly way: Way
  readonly sample: Sample
}

/**
 * Those who only repeat what another source says, by their numbers: both were asked by the same way, or the same server
 * answered both. Of two a proven answer counts before a plain one, else the source that stands first.
 */
export function echoesIn(speakers: readonly Speaker[]): ReadonlySet<number> {
  const inOrder = speakers.toSorted((a, b) => rankOf(a) - rankOf(b) || a.source - b.source)
  const taken = new Set<string>()
  const echoes = new Set<number>()
  for (const speaker of inOrder) {
    const names = namesOf(speaker)
    if (names.some((name) => taken.has(name))) echoes.add(speaker.source)
    // What an echo is called besides doesn't count: it would depend on the order who is one.
    else for (const name of names) taken.add(name)
  }
  return echoes
}

function rankOf({ sample }: Speaker): number {
  return sample.voucher === 'operator' ? 0 : 1
}

/** What a speaker is known by. NTS ends at an NTP server like plain NTP, so both are compared by its address. */
function namesOf({ way, sample }: Speaker): readonly string[] {
  return [
    `${way.kind} ${serverAt(way.host, way.port)}`,
    `${sample.kind === 'https' ? 'tcp' : 'udp'} ${sample.server}`
  ]
}

/** A server in one spelling, to be compared: `192.0.2.1:123`, `[2001:db8::1]:123`, `time.example:443`. */
export function serverAt(host: string, port: number): string {
  return serverOf({ host: canonicalHost(host), port })
}

/** IPv6 has many spellings, and IPv4 one within it (RFC 4291 §2.2, §2.5.5.2). */
function canonicalHost(host: string): string {
  if (!isIPv6(host)) return host.toLowerCase().replace(/\.$/, '')
  const [address = '', zone] = host.toLowerCase().split('%')
  // The URL parser writes an IPv6 address in one way only, RFC 5952's.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(text) ?? []
  if (high === undefined || low === undefined) return zone === undefined ? text : `${text}%${zone}`
  return [high, low].flatMap((part) => [parseInt(part, 16) >> 8, parseInt(part, 16) & 255]).join('.')
}
