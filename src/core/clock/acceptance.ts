/** What an offset means for a code: the share that a server accepts, in closed form (RFC 6238 §5.2, §6). */

/** Seconds from reading a code to the server's check, typical of people who type. */
export const TYPING_S = 8

/**
 * Share of codes, 0–1, that a server accepts when the moment within the time step is random.
 * @param offsetMs - Add this to the local clock to get true time; positive = the local clock is slow.
 * @param period - Length of a time step, s.
 * @param stepsAllowed - Time steps that the server accepts to either side of its own: 0 is strict, 1 is usual.
 * @param typingS - Seconds from reading the code to the server's check.
 */
export function acceptedShare(
  offsetMs: number,
  period: number,
  stepsAllowed: number,
  typingS: number = TYPING_S
): number {
  // How far the code lies from the server's time step, in steps, at the beginning of a step.
  const distance = Math.abs((offsetMs / 1000 + typingS) / period)
  return Math.min(1, Math.max(0, stepsAllowed + 1 - distance))
}

/**
 * Share, 0–1, of the codes which a right clock would get accepted that this offset gets refused: what the clock adds,
 * without what typing costs anyway.
 */
export function refusedShare(
  offsetMs: number,
  period: number,
  stepsAllowed: number,
  typingS: number = TYPING_S
): number {
  const inStep = acceptedShare(0, period, stepsAllowed, typingS)
  if (inStep === 0) return 0
  return Math.max(0, 1 - acceptedShare(offsetMs, period, stepsAllowed, typingS) / inStep)
}
