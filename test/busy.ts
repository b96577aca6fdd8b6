/** Time for limits that a machine which is busy with other things must not break. */
import process from 'node:process'

/**
 * Starts to measure; each call of what it gives says how much has passed since, ms: by the clock, or what this process with
 * its threads has computed, whichever is less.
 */
export function ownTime(): () => number {
  const beganMs = performance.now()
  const began = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(began)
    return Math.min(performance.now() - beganMs, (user + system) / 1000)
  }
}
