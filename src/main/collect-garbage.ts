/** A forced collection, where V8 allows one: what was dropped when the vault was locked is gone from memory at once. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/** Does nothing where it can't be had. */
export function collectGarbage(): void {
  try {
    collect ??= makeCollect()
    collect()
  } catch {
    // The next collection comes by itself.
  }
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
