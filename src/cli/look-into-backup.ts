/** Looks into a backup by the ways in that it has itself: for one under another key, or of a vault that is damaged. */
import { lookByCredential, type BackupContents } from '../core/vault/vault-backups.ts'
import { inspectVault } from '../core/vault/vault.ts'
import { VaultError } from '../core/vault/vault-error.ts'
import { isWrong, openWith, tryTyped } from './open-vault.ts'
import type { Options } from './options.ts'
import { readPassphraseFile } from './passphrase.ts'
import { note, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import type { VaultPlace } from './vault-place.ts'

export type LookOptions = Pick<Options<never, 'backup-passphrase-file'>, 'value'>

/**
 * Tries the passphrase file of the backup, then that of the vault, then the keychain, and asks in the end.
 * @throws VaultError - those of opening; UsageError - `backup-nobody-to-ask`.
 */
export async function lookByItsOwnWays(
  path: string,
  { setting }: VaultPlace,
  options: LookOptions,
  terminal: Terminal
): Promise<BackupContents> {
  const inspection = await inspectVault(path, setting)
  if (inspection.kind === 'unreadable') throw inspection.error
  if (inspection.kind !== 'present') {
    throw new VaultError(inspection.kind, `expected a backup, got one ${inspection.kind}`)
  }
  const { ways } = inspection
  const open = (credential: Parameters<typeof lookByCredential>[1]): Promise<BackupContents> =>
    lookByCredential(path, credential, setting)
  const own = options.value('backup-passphrase-file')
  if (own !== undefined)
    return await openWith(ways, await readPassphraseFile(own, '--backup-passphrase-file'), open)
  const file = options.value('passphrase-file')
  const byFile =
    file === undefined ? null : openWith(ways, await readPassphraseFile(file, '--passphrase-file'), open)
  const opened =
    (await byFile?.catch(nullIfWrong)) ??
    (ways.includes('keychain') ? await open({ kind: 'keychain' }).catch(nullIfClosed) : null)
  if (opened !== null) return opened
  note(terminal, terminal.wording.terminal.backupOtherKey)
  const typed = await tryTyped(ways, terminal, open)
  if (typed === null) throw new UsageError('backup-nobody-to-ask')
  return typed
}

function nullIfWrong(error: unknown): null {
  if (isWrong(error)) return null
  throw error
}

/** The keychain may be away, or have the item no more, or the vault was locked by its user. */
function nullIfClosed(error: unknown): null {
  const codes = ['key-unavailable', 'passphrase-needed', 'wrong-credential']
  if (error instanceof VaultError && codes.includes(error.code)) return null
  throw error
}
