/** `zeroskew vault backups`: the kept versions of the vault, listed, looked into, deleted, and accounts taken out of them. */
import { access } from 'node:fs/promises'
import { basename, resolve } from 'node:path'

import type { Account } from '../../core/otp/account.ts'
import { isVaultFile, type Backup, type BackupContents } from '../../core/vault/vault-backups.ts'
import { nodeFiles } from '../../core/vault/node-files.ts'
import { putBack, type Vault } from '../../core/vault/vault.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import { accountsJson } from '../account-json.ts'
import { askYes, canAsk } from '../ask.ts'
import { backupTable, checkedBackups, closedBackups, tellClosed } from '../backup-list.ts'
import { EXIT } from '../exit-codes.ts'
import { accountTable, findOne } from '../find-account.ts'
import { lookByItsOwnWays } from '../look-into-backup.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError, wordToTell } from '../usage-error.ts'
import { vaultPlaceOf } from '../vault-place.ts'

type BackupOptions = Options<'all' | 'lower-counters' | 'old' | 'whole' | 'yes', 'backup-passphrase-file'>

export async function vaultBackups(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, {
    flags: ['all', 'lower-counters', 'old', 'whole', 'yes'],
    values: ['backup-passphrase-file']
  })
  const [action, name] = options.words
  if (action === undefined) return await list(options, terminal)
  if (action === 'delete') {
    wordsAtMost(1, options, 'vault backups delete')
    return await deleteOld(options, terminal)
  }
  if (action !== 'look' && action !== 'restore') {
    throw new UsageError('unknown-command', `vault backups ${wordToTell(action)}`.trimEnd())
  }
  if (action === 'look') {
    wordsAtMost(2, options, 'vault backups look')
    return await look(name, options, terminal)
  }
  const searches = options.words.slice(2)
  if (name === undefined || name === '') {
    note(terminal, terminal.wording.vault.backupUnknown)
    return EXIT.usage
  }
  if (options.has('whole')) {
    wordsAtMost(2, options, 'vault backups restore FILE --whole')
    return await restoreWhole(name, options, terminal)
  }
  if (options.has('all') === searches.length > 0) {
    throw new UsageError(options.has('all') ? 'all-or-search' : 'backup-search-missing')
  }
  return await withVault(options, terminal, async (vault) => {
    const path = await backupNamed(name, await vault.backups.list(), terminal)
    if (path === null) return EXIT.usage
    const { accounts } = await orBackupDamaged(path, lookFrom(vault, path, options, terminal))
    return await restore(vault, accounts, searches, options, terminal)
  })
}

async function list(options: BackupOptions, terminal: Terminal): Promise<number> {
  const words = terminal.wording.vault
  return await unlessClosed(
    options,
    terminal,
    async (vault) => {
      const backups = await checkedBackups(vault)
      if (options.has('json')) printJson(terminal, backups)
      else if (backups.length === 0) note(terminal, words.noBackups)
      else print(terminal, backupTable(backups, terminal))
      const trouble = await vault.backups.secondPlaceTrouble()
      if (trouble !== null) note(terminal, words.secondPlaceAway(trouble.code))
      return EXIT.done
    },
    async (error) => {
      if (options.has('json')) {
        printJson(terminal, await closedBackups(await vaultPlaceOf(options, terminal)))
      }
      return await tellClosed(error, options, terminal)
    }
  )
}

/** Those that open by the ways from before the master key was changed; others go by themselves when they have had their time. */
async function deleteOld(options: BackupOptions, terminal: Terminal): Promise<number> {
  const { vault: words, terminal: general } = terminal.wording
  if (!options.has('old')) {
    note(terminal, words.deleteWhich)
    return EXIT.usage
  }
  return await withVault(options, terminal, async (vault) => {
    const old = (await checkedBackups(vault)).filter(({ state }) => state === 'older-key').length
    if (old > 0 && !options.has('yes') && !(await askYes(terminal, words.deleteOld(old)))) {
      if (!canAsk(terminal)) note(terminal, words.deleteOld(old))
      note(terminal, general.needsYes)
      return EXIT.usage
    }
    const oldBackupsDeleted = await vault.backups.removeOlderKeys()
    const { length: backups } = await vault.backups.list()
    if (options.has('json')) printJson(terminal, { oldBackupsDeleted, backups })
    else print(terminal, words.oldBackupsDeleted(oldBackupsDeleted, backups))
    return EXIT.done
  })
}

async function look(name: string | undefined, options: BackupOptions, terminal: Terminal): Promise<number> {
  const show = ({ accounts, revision }: BackupContents): number => {
    if (options.has('json')) printJson(terminal, { revision, accounts: accountsJson(accounts) })
    else if (accounts.length === 0) note(terminal, terminal.wording.vault.backupEmpty)
    else print(terminal, accountTable(accounts, terminal))
    return EXIT.done
  }
  return await unlessClosed(
    options,
    terminal,
    async (vault) => {
      const path = await backupNamed(name, await vault.backups.list(), terminal)
      return path === null
        ? EXIT.usage
        : show(await orBackupDamaged(path, lookFrom(vault, path, options, terminal)))
    },
    async () => {
      const place = await vaultPlaceOf(options, terminal)
      const path = await backupNamed(name, await closedBackups(place), terminal)
      return path === null
        ? EXIT.usage
        : show(await orBackupDamaged(path, lookByItsOwnWays(path, place, options, terminal)))
    }
  )
}

/** Does something with the open vault; something else where it is damaged, or gone. */
async function unlessClosed(
  options: BackupOptions,
  terminal: Terminal,
  work: (vault: Vault) => Promise<number>,
  otherwise: (error: VaultError) => Promise<number>
): Promise<number> {
  const opened = { isOpen: false }
  try {
    return await withVault(options, terminal, async (vault) => {
      opened.isOpen = true
      return await work(vault)
    })
  } catch (error) {
    if (opened.isOpen || !(error instanceof VaultError)) throw error
    if (error.code !== 'damaged' && error.code !== 'missing') throw error
    return await otherwise(error)
  }
}

/** What a look failed by is told of the backup: nothing is wrong with the vault. */
async function orBackupDamaged<T>(path: string, looking: Promise<T>): Promise<T> {
  try {
    return await looking
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'damaged') throw error
    throw new UsageError((await isVaultFile(path, nodeFiles)) ? 'backup-damaged' : 'not-a-backup', '', error)
  }
}

/** By the key in use, else by its own ways in. */
async function lookFrom(
  vault: Vault,
  path: string,
  options: BackupOptions,
  terminal: Terminal
): Promise<BackupContents> {
  try {
    return await vault.backups.look(path)
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'key-changed') throw error
    return await lookByItsOwnWays(path, await vaultPlaceOf(options, terminal), options, terminal)
  }
}

/** The path of a backup as the list shows it, or of any file that is there; says so where there is none. */
async function backupNamed(
  name: string | undefined,
  backups: readonly Backup[],
  terminal: Terminal
): Promise<string | null> {
  const listed = backups.find(({ path }) => path === name || basename(path) === name)
  if (listed !== undefined) return listed.path
  if (name !== undefined && name !== '' && (await isThere(name))) return resolve(name)
  note(terminal, terminal.wording.vault.backupUnknown)
  return null
}

/** The backup in the place of a vault that can't be opened; one that can be loses nothing by it. */
async function restoreWhole(name: string, options: BackupOptions, terminal: Terminal): Promise<number> {
  const words = terminal.wording.vault
  return await unlessClosed(
    options,
    terminal,
    () => {
      note(terminal, words.wholeOnlyForClosed)
      return Promise.resolve(EXIT.usage)
    },
    async () => {
      const place = await vaultPlaceOf(options, terminal)
      const backup = await backupNamed(name, await closedBackups(place), terminal)
      if (backup === null) return EXIT.usage
      if (!options.has('yes') && !(await askYes(terminal, words.restoreWhole(backup)))) {
        if (!canAsk(terminal)) note(terminal, words.restoreWhole(backup))
        note(terminal, terminal.wording.terminal.needsYes)
        return EXIT.usage
      }
      const { kept } = await orBackupDamaged(backup, putBack(place.file, backup, place.setting))
      if (options.has('json')) printJson(terminal, { vault: place.file, backup, kept })
      else print(terminal, words.restoredWhole(place.file, kept))
      return EXIT.done
    }
  )
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}

async function restore(
  vault: Vault,
  accounts: readonly Account[],
  searches: readonly string[],
  options: BackupOptions,
  terminal: Terminal
): Promise<number> {
  const words = terminal.wording.vault
  const found = searches.map((search) => findOne(accounts, search, terminal))
  if (found.includes(null)) return EXIT.usage
  const named = found.filter((account) => account !== null)
  // Two searches may mean one account.
  const chosen = options.has('all') ? accounts : accounts.filter((account) => named.includes(account))
  const lower = options.has('lower-counters')
  if (!lower) {
    for (const one of vault.backups.lowered(chosen)) {
      note(terminal, words.counterLowered(nameToShow(one, terminal.wording)))
    }
  }
  const { added, alreadyThere } = await vault.backups.restore(chosen, lower ? 'as-in-backup' : 'highest')
  if (options.has('json')) {
    printJson(terminal, {
      added: accountsJson(added, vault),
      alreadyThere: accountsJson(alreadyThere, vault)
    })
    return EXIT.done
  }
  if (chosen.length === 0) print(terminal, words.backupEmpty)
  for (const one of added) print(terminal, words.restored(nameToShow(one, terminal.wording)))
  for (const one of alreadyThere) {
    print(terminal, terminal.wording.terminal.alreadyThere(nameToShow(one, terminal.wording)))
  }
  return EXIT.done
}
