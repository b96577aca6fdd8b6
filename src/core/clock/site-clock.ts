/** A login site's own clock, by the `Date` header of HTTPS: asked only when the user asks, and only that host. */
import { Refusal } from '../present-failure.ts'
import type { Ask } from './ask.ts'
import { parseServerUrl } from './source.ts'
import { anchorAt, type WallClock } from './wall-clock.ts'

export interface SiteClock {
  readonly host: string
  /** Add this to the local clock to get the site's, ms. */
  readonly offsetMs: number
  /** Hard half-width, ms. */
  readonly boundMs: number
}

/** @throws SourceError; Refusal `no-site-time`, with the reason */
export type SiteAsker = (host: string) => Promise<SiteClock>

const TIMEOUT_MS = 8000

/** @param askHttps - Asks by the `Date` header; several requests narrow the answer. */
export function siteAsker(askHttps: Ask, clock: WallClock): SiteAsker {
  return async (text) => {
    const [way] = parseServerUrl(
      `https://${text
        .trim()
        .replace(/^https:\/\//iu, '')
        .replace(/\/.*$/su, '')}`
    ).ways
    const answer = await askHttps({ way, clock, anchor: anchorAt(clock), timeoutMs: TIMEOUT_MS })
    if (answer.kind !== 'sample') throw new Refusal('no-site-time', { got: answer.reason })
    const { offsetMs, boundMs } = answer.sample
    return { host: way.host, offsetMs, boundMs }
  }
}
