/** The vault's backups as the terminal lists them: checked by the open vault, or as they lie beside one that is damaged. */
import { basename, dirname, join } from 'node:path'
import { presentFailure } from '../core/present-failure.ts'
import { backupsOf, type Backup, type BackupState } from '../core/vault/vault-backups.ts'
import type { Vault } from '../core/vault/vault.ts'
import type { VaultError } from '../core/vault/vault-error.ts'
import { EXIT } from './exit-codes.ts'
import type { Options } from './options.ts'
import { tableOf } from './printable.ts'
import { note, type Terminal } from './terminal.ts'
import { vaultPlaceOf, type VaultPlace } from './vault-place.ts'

export type ListedBackup = Backup & {
  /** `not-checked`: the vault is closed, and its key isn't at hand; the header could be read. */
  readonly state: BackupState | 'not-checked'
}

/** All backups of an open vault, each checked to its last byte. */
export async function checkedBackups(vault: Vault): Promise<readonly ListedBackup[]> {
  const backups: ListedBackup[] = []
  for (const backup of await vault.backups.list()) {
    backups.push({ ...backup, state: await vault.backups.check(backup.path) })
  }
  return backups
}

/** Those of a vault that can't be opened. */
export async function closedBackups({ file, setting }: VaultPlace): Promise<readonly ListedBackup[]> {
  return (await backupsOf(file, setting)).map((backup) => ({ ...backup, state: 'not-checked' }))
}

export function backupTable(backups: readonly ListedBackup[], { wording }: Terminal): string {
  const { backupHeadings, state: words } = wording.vault
  const rows = backups.map(({ revision, day, state, path, place }) => [
    String(revision),
    day === null ? '' : String(day),
    state === 'not-checked' ? wording.terminal.notChecked : words[state],
    place === 'second' ? path : basename(path)
  ])
  return tableOf([backupHeadings, ...rows]).join('\n')
}

/**
 * Says what is wrong with the vault, and names the backups that are there, by their paths.
 * @throws VaultError - the same, of a vault that is missing and has no backups either.
 */
export async function tellClosed(
  error: VaultError,
  options: Pick<Options, 'value'>,
  terminal: Terminal
): Promise<number> {
  const place = await vaultPlaceOf(options, terminal)
  const backups = await closedBackups(place)
  if (error.code === 'missing' && backups.length === 0) throw error
  const { backupsOfClosed, noBackupsOfClosed } = terminal.wording.terminal
  note(terminal, terminal.wording.failure(presentFailure(error)))
  if (backups.length === 0) {
    note(terminal, noBackupsOfClosed(join(dirname(place.file), 'backups')))
    return EXIT.closed
  }
  note(terminal, backupsOfClosed(place.file, backups.length))
  for (const { path, revision } of backups) note(terminal, `  ${revision}  ${path}`)
  return EXIT.closed
}
