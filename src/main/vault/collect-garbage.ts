/** A forced collection, where V8 allows one: what was dropped when the vault was locked is gone from memory at once. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/** A key object's bytes go a collection or several after its last reference: after three, some of 20 were left. */
const ROUNDS = 12
const BETWEEN_MS = 20

/** Collects at once and a dozen times more, in later turns. Does nothing where it can't be had. */
export function collectGarbage(rounds = ROUNDS): void {
  try {
    collect ??= makeCollect()
    collect()
  } catch {
    // The next collection comes by itself.
    return
  }
  if (rounds > 1) setTimeout(() => collectGarbage(rounds - 1), BETWEEN_MS).unref()
}

function makeCollect(): () => void {
  // The name `gc` comes to be in contexts that are made after the flag was set.
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc !== 'function') return () => undefined
  return () => {
    Reflect.apply(gc, undefined, [])
  }
}
