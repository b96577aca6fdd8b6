/** A range of offsets as people read it: rounded outwards, so that the words hold whatever the figures do. */

/** How the local clock stands to the other device's: the lengths are above 0, the nearer one first. */
export type Standing =
  | { readonly kind: 'together'; readonly slowMs: number; readonly fastMs: number }
  | { readonly kind: 'slow' | 'fast'; readonly nearMs: number; readonly farMs: number }

/** Ranges as narrow as this are told in tenths of a second, wider ones in seconds, ms. */
const NARROW_MS = 5000
const HOURS_MS = 7_200_000

/** Says on which side a range of offsets lies; positive offsets mean a slow clock. */
export function standingOf({ lowMs, highMs }: { readonly lowMs: number; readonly highMs: number }): Standing {
  const farthestMs = Math.max(Math.abs(lowMs), Math.abs(highMs))
  // From two hours on, lengths are told in minutes; from ten seconds on, in seconds.
  const fineMs = highMs - lowMs <= NARROW_MS && farthestMs < 10_000 ? 100 : 1000
  const unitMs = farthestMs >= HOURS_MS ? 60_000 : fineMs
  const down = (ms: number): number => Math.floor(ms / unitMs) * unitMs
  const up = (ms: number): number => Math.ceil(ms / unitMs) * unitMs
  if (lowMs > 0) return { kind: 'slow', nearMs: down(lowMs), farMs: up(highMs) }
  if (highMs < 0) return { kind: 'fast', nearMs: down(-highMs), farMs: up(-lowMs) }
  return { kind: 'together', slowMs: up(highMs), fastMs: up(-lowMs) }
}

/** N in "1 in N", to two digits, rounded so that the chance isn't told smaller than it is. */
export function oneIn(chance: number): number {
  const whole = Math.floor(1 / chance)
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(whole)) - 1)
  return Math.floor(whole / unit) * unit
}
