/** The sign of an issuer: its first character on a quiet colour of its own, the same at every start. */
import { fold } from './fold.ts'

/** How many colours styles/tokens.css and Monogram.svelte know. */
export const TONES = 12

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** First character as people see one (UAX #29); "?" for an account without a name. */
export function letterOf(name: string): string {
  for (const { segment } of graphemes.segment(name.normalize('NFKC').trim())) {
    const upper = segment.toUpperCase()
    // ß would become SS.
    return upper.length === segment.length ? upper : segment
  }
  return '?'
}

/** Which of the colours stands for a name: FNV-1a (RFC 9923) over its folded form. */
export function toneOf(name: string): number {
  let hash = 0x811c9dc5
  for (const unit of new TextEncoder().encode(fold(name).trim())) hash = Math.imul(hash ^ unit, 0x01000193)
  return (hash >>> 0) % TONES
}
