/** `zeroskew vault`: finds the command for the vault itself. */
import { EXIT } from '../exit-codes.ts'
import { splitCommand } from '../options.ts'
import { note, type Command, type Terminal } from '../terminal.ts'
import { unknownCommand } from '../usage-error.ts'

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./vault-init.ts')).vaultInit,
  status: async () => (await import('./vault-status.ts')).vaultStatus,
  passphrase: async () => (await import('./vault-keys.ts')).vaultPassphrase,
  recovery: async () => (await import('./vault-keys.ts')).vaultRecovery,
  shares: async () => (await import('./vault-keys.ts')).vaultShares,
  rotate: async () => (await import('./vault-keys.ts')).vaultRotate,
  counter: async () => (await import('./vault-counter.ts')).vaultCounter,
  backups: async () => (await import('./vault-backups.ts')).vaultBackups,
  verify: async () => (await import('./vault-verify.ts')).vaultVerify
}

export async function vault(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitCommand(args)
  if (name === undefined) {
    note(terminal, terminal.wording.terminal.help.vault)
    return EXIT.usage
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) throw unknownCommand(name, Object.keys(COMMANDS), 'vault ')
  const command = await load()
  return await command(rest, terminal)
}
