/** The `app:` protocol: a fixed map from our own paths to the files of the built renderer, and nothing else. */
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { HEADERS, ORIGINS } from './security.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/**
 * Answers requests for the files of one folder, as they were at the start.
 * @param folder - The built renderer.
 */
export function serveFolder(folder: string): (request: Request) => Response {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [path.slice(folder.length).replaceAll('\\', '/'), path]
      })
  )
  const hosts = Object.values(ORIGINS).map((origin) => new URL(origin).host)
  return (request) => {
    const { host, pathname } = new URL(request.url)
    const path = files.get(pathname)
    if (request.method !== 'GET' || !hosts.includes(host) || path === undefined)
      return new Response(null, { status: 404, headers: HEADERS })
    return new Response(new Uint8Array(readFileSync(path)), {
      headers: { ...HEADERS, 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }
    })
  }
}
