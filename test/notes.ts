/** The short notes at the foot of the window (notes.svelte.ts), for tests on a machine that may be busy for as long as they stay. */

/** How long notes stay, ms: without and with something to press. */
const STAYS = [2500, 8000]

/** Run in the page: its notes stay four times as long. */
export const LET_NOTES_STAY = `{
  const set = globalThis.setTimeout
  globalThis.setTimeout = (run, ms, ...rest) =>
    set(run, ${JSON.stringify(STAYS)}.includes(ms) ? 4 * ms : ms, ...rest)
}`
