/** What the feed says of the newest version, read strictly, and which of two versions is the newer (Semantic Versioning 2.0.0, §11). */

export interface Release {
  readonly version: string
  /** What changed, as plain text. */
  readonly notes: string
}

/** A feed is a few hundred characters; more is none of ours. */
export const FEED_LIMIT = 65_536
const NOTES_LIMIT = 4000

const VERSION =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/u

/** Control characters but the line's end, and those that turn the direction of text around. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu

/** Null where it isn't a feed of ours. */
export function readRelease(text: string): Release | null {
  if (text.length > FEED_LIMIT) return null
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof found !== 'object' || found === null) return null
  const { version, notes = '' } = found as { readonly version?: unknown; readonly notes?: unknown }
  if (typeof version !== 'string' || !VERSION.test(version) || typeof notes !== 'string') return null
  return {
    version,
    notes: notes.replace(UNSEEN, (unseen) => (unseen === '\n' ? unseen : '')).slice(0, NOTES_LIMIT)
  }
}

/** Whether one version comes after another; one that can't be read never does. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [partsOf(version), partsOf(than)]
  if (one === null || other === null) return false
  for (const [index, figure] of one.figures.entries()) {
    const difference = figure - (other.figures[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  // A version comes after its own previews.
  if (one.preview === null || other.preview === null) return one.preview === null && other.preview !== null
  return comparePreviews(one.preview, other.preview) > 0
}

interface Parts {
  readonly figures: readonly number[]
  readonly preview: readonly string[] | null
}

function partsOf(version: string): Parts | null {
  const found = VERSION.exec(version)
  if (found === null) return null
  const [, major, minor, patch, preview] = found
  return { figures: [major, minor, patch].map(Number), preview: preview?.split('.') ?? null }
}

function comparePreviews(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const [a, b] = [one[index], other[index]]
    if (a === undefined) return -1
    if (b === undefined) return 1
    if (a === b) continue
    const areFigures = [a, b].map((part) => /^\d+$/u.test(part))
    if (areFigures[0] === true && areFigures[1] === true) return Number(a) - Number(b)
    if (areFigures[0] !== areFigures[1]) return areFigures[0] === true ? -1 : 1
    return a < b ? -1 : 1
  }
  return 0
}
