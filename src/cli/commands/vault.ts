/** `zeroskew vault`: finds the command for the vault itself. */
import { EXIT } from '../exit-codes.ts'
import { splitCommand } from '../options.ts'
import { note, type Command, type Terminal } from '../terminal.ts'
import { UsageError, wordToTell } from '../usage-error.ts'

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./vault-init.ts')).vaultInit,
  status: async () => (await import('./vault-status.ts')).vaultStatus
}

/** Commands of the design that later versions bring. */
const NOT_YET = ['passphrase', 'recovery', 'shares', 'rotate', 'backups', 'verify']

export async function vault(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitCommand(args)
  if (name === undefined) {
    note(terminal, terminal.wording.terminal.help.vault)
    return EXIT.usage
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    if (NOT_YET.includes(name)) throw new UsageError('not-yet', `vault ${name}`)
    throw new UsageError('unknown-command', `vault ${wordToTell(name)}`.trimEnd())
  }
  const command = await load()
  return await command(rest, terminal)
}
