/**
 * What several samples of one server say together. Each one's interval holds the truth for itself, so their intersection
 * does: it has the quickest way there of one and the quickest way back of another, and beats the best of them alone.
 */
import type { Sample } from './sample.ts'
import { WANDER } from './wall-clock.ts'

/**
 * Narrows a sample by a later one of the same server. Where they contradict each other the clock is being slewed
 * meanwhile, and the later one counts alone.
 */
export function narrowedBy(held: Sample, later: Sample): Sample {
  const wanderMs = WANDER * Math.max(0, later.takenAtMs - held.takenAtMs)
  const lowMs = Math.max(held.offsetMs - held.boundMs - wanderMs, later.offsetMs - later.boundMs)
  const highMs = Math.min(held.offsetMs + held.boundMs + wanderMs, later.offsetMs + later.boundMs)
  if (lowMs > highMs) return later
  const shown = later.boundMs <= held.boundMs ? later : held
  return {
    ...shown,
    offsetMs: (lowMs + highMs) / 2,
    boundMs: (highMs - lowMs) / 2,
    takenAtMs: later.takenAtMs
  }
}
