/** `zeroskew pick`: the quick pick of the running app. */
import type { Terminal } from '../terminal.ts'
import { sayToApp } from '../say-to-app.ts'

export async function pick(args: readonly string[], terminal: Terminal): Promise<number> {
  return await sayToApp('pick', args, terminal)
}
