/** `zeroskew show`: the window of the running app. */
import type { Terminal } from '../terminal.ts'
import { sayToApp } from '../say-to-app.ts'

export async function show(args: readonly string[], terminal: Terminal): Promise<number> {
  return await sayToApp('show', args, terminal)
}
