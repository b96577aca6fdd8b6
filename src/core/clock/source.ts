/** What a time source is, which ones are asked by default, and how people write one down. */
import { domainToASCII } from 'node:url'

// Loaded when an address is read: the app reads its settings before its first window, and node:net is a megabyte.
const isIPv4 = (text: string): boolean => process.getBuiltinModule('node:net').isIPv4(text)
const isIPv6 = (text: string): boolean => process.getBuiltinModule('node:net').isIPv6(text)

/** A protocol that gives the time: NTS (RFC 8915), plain NTP (RFC 5905), or the `Date` header of HTTPS. */
export type WayKind = 'nts' | 'ntp' | 'https'

/** One way to ask a source. */
export interface Way {
  readonly kind: WayKind
  /** Host name in ASCII, IPv4 literal, or IPv6 literal without brackets. */
  readonly host: string
  /** 1–65,535; for NTS the port of the key exchange. */
  readonly port: number
}

/** One operator, and so one vote, with the ways listed for it, best first. */
export interface Source {
  readonly name: string
  readonly ways: readonly [Way, ...Way[]]
}

/** Ports of the services: RFC 8915 §7.1, RFC 5905 §16, RFC 9110 §4.2.2. */
const USUAL_PORT: Readonly<Record<WayKind, number>> = { nts: 4460, ntp: 123, https: 443 }

/** Operators that let anyone ask, do not smear leap seconds and offer NTS. Pool names may not be a default. */
export const DEFAULT_SOURCES: readonly Source[] = [
  operator('Cloudflare', 'time.cloudflare.com', 'time.cloudflare.com', 'www.cloudflare.com'),
  operator('Netnod', 'nts.netnod.se', 'ntp.se', 'www.netnod.se'),
  operator('PTB', 'ptbtime1.ptb.de', 'ptbtime1.ptb.de', 'www.ptb.de'),
  operator('TimeNL', 'ntppool1.time.nl', 'ntppool1.time.nl', 'time.nl')
]

/** Thrown where text that should name a server doesn't. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly code = 'bad-server'
  /** What was expected, in symbols. */
  readonly expected: string
  /** What came instead: a part of the text, a kind or a length. */
  readonly got: string

  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`)
    this.expected = expected
    this.got = got
  }
}

const MAX_URL_LENGTH = 300
const URL_SHAPE = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[^\]]*\]|[^:/?#@[\]\s]*)(?::([^/?#@]*))?(\/)?$/i

/**
 * Reads `nts://host[:4460]`, `ntp://host[:123]`, `https://host[:443]` or a bare `host[:123]`, which is plain NTP.
 * An IPv6 literal stands in brackets. The source gets the host's name.
 * @throws SourceError with code `bad-server`.
 */
export function parseServerUrl(text: string): Source {
  const trimmed = text.trim()
  if (trimmed.length > MAX_URL_LENGTH) {
    throw new SourceError(`at most ${MAX_URL_LENGTH} characters`, `${trimmed.length}`)
  }
  if (trimmed === '') throw new SourceError('nts://host, ntp://host or https://host', 'nothing')
  if (isIPv6(trimmed)) throw new SourceError('an IPv6 address in brackets', 'one without')
  const match = URL_SHAPE.exec(trimmed)
  if (match === null) throw new SourceError('nts://host, ntp://host or https://host', 'something else')
  const [, scheme = 'ntp', hostText = '', portText] = match
  const kind = wayKind(scheme)
  const host = hostOf(hostText)
  const port = portText === undefined ? USUAL_PORT[kind] : portOf(portText)
  return { name: host, ways: [{ kind, host, port }] }
}

/** Host and port as people write them: `time.cloudflare.com:123`, `[::1]:123`. */
export function serverOf(way: Pick<Way, 'host' | 'port'>): string {
  return `${isIPv6(way.host) ? `[${way.host}]` : way.host}:${way.port}`
}

/** The address of a way as `parseServerUrl` reads it; the usual port isn't said. */
export function serverUrlOf(way: Way): string {
  const server = serverOf(way)
  return `${way.kind}://${way.port === USUAL_PORT[way.kind] ? server.slice(0, server.lastIndexOf(':')) : server}`
}

/** Whether an answer by this way proves who gave it. */
export function isAuthenticated(kind: WayKind): boolean {
  return kind !== 'ntp'
}

function operator(name: string, nts: string, ntp: string, https: string): Source {
  return {
    name,
    ways: [
      { kind: 'nts', host: nts, port: USUAL_PORT.nts },
      { kind: 'ntp', host: ntp, port: USUAL_PORT.ntp },
      { kind: 'https', host: https, port: USUAL_PORT.https }
    ]
  }
}

function wayKind(scheme: string): WayKind {
  const lower = scheme.toLowerCase()
  if (lower === 'nts' || lower === 'ntp' || lower === 'https') return lower
  throw new SourceError('nts://, ntp:// or https://', `${lower.slice(0, 20)}://`)
}

function hostOf(text: string): string {
  if (text.startsWith('[')) {
    const literal = text.slice(1, -1)
    if (!isIPv6(literal)) throw new SourceError('an IPv6 address in brackets', 'something else in them')
    return literal.toLowerCase()
  }
  const host = domainToASCII(text)
  // domainToASCII reads "127.1" and "0x7f000001" as addresses: take only what was written as one.
  if (isIPv4(host) && host !== text) throw new SourceError('four decimal numbers in an IPv4 address', text)
  const labels = host.replace(/\.$/, '').split('.')
  const named = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) && host.length <= 253
  if (isIPv4(host) || (named && !/^\d+$/.test(labels.at(-1) ?? ''))) return host
  throw new SourceError('a host name or address', text === '' ? 'none' : text.slice(0, 40))
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535)
    throw new SourceError('a port 1–65535', text === '' ? 'none' : text.slice(0, 10))
  return port
}
