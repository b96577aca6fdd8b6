/** `zeroskew vault backups | verify`: the kept versions of the vault. */
import { basename } from 'node:path'
import { presentAccount } from '../../core/present.ts'
import type { Account } from '../../core/otp/account.ts'
import type { Backup } from '../../core/vault/vault-backups.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { EXIT } from '../exit-codes.ts'
import { accountTable, findOne } from '../find-account.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { tableOf } from '../printable.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError, wordToTell } from '../usage-error.ts'

type BackupOptions = Options<'all' | 'lower-counters'>

export async function vaultBackups(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['all', 'lower-counters'] })
  wordsAtMost(3, options, 'vault backups')
  const [action, name = '', search] = options.words
  return await withVault(options, terminal, async (vault) => {
    if (action === undefined) return await list(vault, options, terminal)
    if (action !== 'look' && action !== 'restore') {
      throw new UsageError('unknown-command', `vault backups ${wordToTell(action)}`.trimEnd())
    }
    const backup = (await vault.backups.list()).find(({ path }) => path === name || basename(path) === name)
    if (backup === undefined) {
      note(terminal, terminal.wording.vault.backupUnknown)
      return EXIT.usage
    }
    const { accounts, revision } = await vault.backups.look(backup.path)
    if (action === 'restore') return await restore(vault, accounts, search, options, terminal)
    if (options.has('json')) printJson(terminal, { revision, accounts: accounts.map(presentAccount) })
    else print(terminal, accountTable(accounts, terminal))
    return EXIT.done
  })
}

export async function vaultVerify(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, 'vault verify')
  return await withVault(options, terminal, async (vault) => {
    const backups = await checked(vault)
    if (options.has('json')) {
      const { revision, accounts } = vault
      printJson(terminal, { vault: { state: 'good', revision, accounts: accounts.length }, backups })
    } else {
      print(terminal, terminal.wording.vault.vaultGood(vault.revision, vault.accounts.length))
      if (backups.length > 0) print(terminal, backupTable(backups, terminal))
    }
    return backups.some(({ state }) => state === 'damaged') ? EXIT.off : EXIT.done
  })
}

type CheckedBackup = Backup & { readonly state: Awaited<ReturnType<Vault['backups']['check']>> }

async function checked(vault: Vault): Promise<readonly CheckedBackup[]> {
  const backups: CheckedBackup[] = []
  for (const backup of await vault.backups.list()) {
    backups.push({ ...backup, state: await vault.backups.check(backup.path) })
  }
  return backups
}

async function list(vault: Vault, options: BackupOptions, terminal: Terminal): Promise<number> {
  const backups = await checked(vault)
  if (options.has('json')) printJson(terminal, backups)
  else if (backups.length === 0) note(terminal, terminal.wording.vault.noBackups)
  else print(terminal, backupTable(backups, terminal))
  return EXIT.done
}

function backupTable(backups: readonly CheckedBackup[], terminal: Terminal): string {
  const { backupHeadings, state: words } = terminal.wording.vault
  const rows = backups.map(({ revision, day, state, path, place }) => [
    String(revision),
    day === null ? '' : String(day),
    words[state],
    place === 'second' ? path : basename(path)
  ])
  return tableOf([backupHeadings, ...rows]).join('\n')
}

async function restore(
  vault: Vault,
  accounts: readonly Account[],
  search: string | undefined,
  options: BackupOptions,
  terminal: Terminal
): Promise<number> {
  const words = terminal.wording.vault
  if (options.has('all') === (search !== undefined)) {
    throw new UsageError(options.has('all') ? 'all-or-search' : 'search-missing')
  }
  const found = search === undefined ? null : findOne(accounts, search, terminal)
  if (search !== undefined && found === null) return EXIT.usage
  const chosen = found === null ? accounts : [found]
  const lower = options.has('lower-counters')
  if (!lower) {
    for (const one of vault.backups.lowered(chosen)) {
      note(terminal, words.counterLowered(nameToShow(one, terminal.wording)))
    }
  }
  const { added, alreadyThere } = await vault.backups.restore(chosen, lower ? 'as-in-backup' : 'highest')
  if (options.has('json')) {
    const present = (some: readonly Account[]) => some.map(presentAccount)
    printJson(terminal, { added: present(added), alreadyThere: present(alreadyThere) })
    return EXIT.done
  }
  for (const one of added) print(terminal, words.restored(nameToShow(one, terminal.wording)))
  for (const one of alreadyThere) {
    print(terminal, terminal.wording.terminal.alreadyThere(nameToShow(one, terminal.wording)))
  }
  return EXIT.done
}
