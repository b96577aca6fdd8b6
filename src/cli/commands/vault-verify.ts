/** `zeroskew vault verify`: checks the vault and every backup to the last byte. */
import { VaultError } from '../../core/vault/vault-error.ts'
import { backupTable, checkedBackups, closedBackups, tellClosed } from '../backup-list.ts'
import { EXIT } from '../exit-codes.ts'
import { withVault } from '../open-vault.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { print, printJson, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

export async function vaultVerify(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, 'vault verify')
  try {
    return await withVault(options, terminal, async (vault) => {
      const backups = await checkedBackups(vault)
      if (options.has('json')) {
        const { revision, accounts } = vault
        printJson(terminal, { vault: { state: 'good', revision, accounts: accounts.length }, backups })
      } else {
        print(terminal, terminal.wording.vault.vaultGood(vault.revision, vault.accounts.length))
        if (backups.length > 0) print(terminal, backupTable(backups, terminal))
      }
      return backups.some(({ state }) => state === 'damaged') ? EXIT.off : EXIT.done
    })
  } catch (error) {
    if (!(error instanceof VaultError) || !['damaged', 'missing'].includes(error.code)) throw error
    if (options.has('json')) {
      const backups = await closedBackups(await vaultPlaceOf(options, terminal))
      printJson(terminal, { vault: { state: error.code }, backups })
    }
    return await tellClosed(error, options, terminal)
  }
}
