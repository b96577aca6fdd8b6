/** The time steps of codes, for tests that read a code and then act on it by the real clock: their end may come in between. */

/** A slow window, too, shows the new code when a step is this old, ms. */
const SETTLED_MS = 3000

/** So much of a step is left when something is begun in it, ms. */
const ROOM_MS = 10_000

/** Near the end of a step the app waits for the next code, or shows it (code-copying.ts, codes.svelte.ts), ms. */
const NEAR_END_MS = 5000

/** The steps of an account's codes. */
export interface Steps {
  /** Seconds. */
  readonly period: number
  /** The codes are ahead of this machine's clock by this, ms: corrected ones, and those of another device. */
  readonly aheadMs?: number
}

/**
 * Does in one time step what reads a code and then acts on it, or compares it: it begins when the step has settled and has
 * room left. What a step's end came into tells nothing, and is done again; so it gives back what it saw, for the test to
 * judge, and may be done twice.
 */
export async function withinOneStep<T>(act: () => Promise<T>, steps: Steps = { period: 30 }): Promise<T> {
  const periodMs = steps.period * 1000
  const nowMs = (): number => Date.now() + (steps.aheadMs ?? 0)
  for (;;) {
    const ageMs = nowMs() % periodMs
    if (ageMs < SETTLED_MS) await pause(SETTLED_MS - ageMs)
    else if (ageMs > periodMs - ROOM_MS) await pause(periodMs - ageMs + SETTLED_MS)
    const endMs = (Math.floor(nowMs() / periodMs) + 1) * periodMs
    const seen = await act()
    if (nowMs() < endMs - NEAR_END_MS) return seen
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
