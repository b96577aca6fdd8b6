/** The way to the web that the environment or the system prescribes: HTTPS_PROXY and NO_PROXY, or a PAC result. */
import { isIP } from 'node:net'
import type { Way } from './source.ts'

/** An HTTP proxy that is asked to CONNECT (RFC 9110 §9.3.6). */
export interface Proxy {
  readonly host: string
  readonly port: number
  /** Value of Proxy-Authorization; absent where the proxy asks for none. */
  readonly authorization?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a server; `null` for none. Lower-case names win, as in curl. A proxy that can't be understood counts
 * as none: then the server is asked directly, which a network that insists on its proxy doesn't let through.
 */
export function proxyFromEnvironment(way: Way, environment: Environment): Proxy | null {
  const named = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? ''
  const text = named('HTTPS_PROXY') || named('ALL_PROXY')
  if (text === '' || isExempt(way, named('NO_PROXY'))) return null
  return readProxy(text)
}

/** Reads `http://user:password@host:port`; the scheme may be left out. `null` for anything but an HTTP proxy. */
function readProxy(text: string): Proxy | null {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url?.protocol !== 'http:' || url.hostname === '') return null
  const { username, password } = url
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 80 : Number(url.port),
    ...(username === '' && password === ''
      ? {}
      : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` })
  }
}

/**
 * The first usable entry of what a proxy auto-configuration gives, and Electron's `session.resolveProxy`:
 * `PROXY host:port; DIRECT`. `null` for none.
 */
export function proxyFromPac(text: string): Proxy | null {
  for (const entry of text.split(';').map((part) => part.trim())) {
    const [kind = '', address = ''] = entry.split(/\s+/)
    if (kind === 'DIRECT') return null
    const proxy = kind === 'PROXY' || kind === 'HTTP' ? readProxy(address) : null
    if (proxy !== null) return proxy
  }
  return null
}

/** Entries are a host, a domain with all below it, either with a port, or `*`. */
function isExempt(way: Way, list: string): boolean {
  const host = way.host.toLowerCase()
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const match = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry.toLowerCase())
      const [, name = '', port] = match ?? []
      if (port !== undefined && Number(port) !== way.port) return false
      const domain = name.replace(/^\*?\./, '')
      return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`))
    })
}
