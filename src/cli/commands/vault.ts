/** `zeroskew vault`: finds the command for the vault itself. */
import type { Command, Terminal } from '../terminal.ts'
import { splitCommand } from '../options.ts'
import { UsageError, wordToTell } from '../usage-error.ts'

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./vault-init.ts')).vaultInit,
  status: async () => (await import('./vault-status.ts')).vaultStatus
}

/** Commands of the design that later versions bring. */
const NOT_YET = ['passphrase', 'recovery', 'shares', 'rotate', 'backups', 'verify']

export async function vault(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name = '', rest } = splitCommand(args)
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    if (NOT_YET.includes(name)) throw new UsageError('not-yet', `vault ${name}`)
    throw new UsageError('unknown-command', name === '' ? 'vault' : wordToTell(name))
  }
  const command = await load()
  return await command(rest, terminal)
}
