/**
 * What main tells before the window is drawn, in one answer: so the first paint is the window as it is, and not an empty one
 * that fills up.
 */
import type { Beginning, Pushes } from '../../shared/ipc.ts'

let told: Partial<Pushes> = {}

/** Resolves once main has told it; gives a function that forgets what nothing on the screen has taken. */
export async function begin(): Promise<() => void> {
  const stops = [
    follow('app:changed'),
    follow('vault:changed'),
    follow('accounts:changed'),
    follow('codes:changed'),
    follow('clock:changed'),
    follow('preferences:changed')
  ]
  const outcome = await window.api.request('app:begin')
  // What was pushed meanwhile is newer than the answer.
  if (outcome.ok) told = { ...outcome.value, ...told }
  return () => {
    for (const stop of stops) stop()
    told = {}
  }
}

/** What main has told, for whoever keeps it up from now on; `undefined` where it hasn't. */
export function takeTold<K extends keyof Pushes>(name: K): Pushes[K] | undefined {
  const { [name]: value, ...rest } = told
  told = rest
  return value
}

function follow(name: keyof Beginning): () => void {
  return window.api.onPush(name, (payload) => {
    told = { ...told, [name]: payload }
  })
}
