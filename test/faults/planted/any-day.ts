/** The planted bug of retention: every day counts, whatever is known of the clock. Loaded by --import. */
import { replaceModule } from './replace-module.ts'

export function knownDay(_folders: unknown, _lock: unknown, nowMs: () => number): Promise<string | null> {
  return Promise.resolve(new Date(nowMs()).toISOString().slice(0, 10))
}

replaceModule('/cli/known-day.ts', import.meta.url)
