/** Which period most accounts share: theirs is the one countdown at the foot of the window. */
import type { AccountView } from '../../shared/views/account.ts'

/** Seconds; `undefined` when no account goes by time. Of two equally common ones the shorter. */
export function commonestPeriod(accounts: readonly AccountView[]): number | undefined {
  const counts = new Map<number, number>()
  for (const { period } of accounts) {
    if (period !== undefined) counts.set(period, (counts.get(period) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0]
}
