/** The list of deleted accounts, which several commands show. */
import { accountsJson } from './account-json.ts'
import { EXIT } from './exit-codes.ts'
import { accountTable } from './find-account.ts'
import { withVault } from './open-vault.ts'
import type { Options } from './options.ts'
import { note, print, printJson, type Terminal } from './terminal.ts'

/** Lists the accounts in the trash. */
export async function listTrash(options: Options, terminal: Terminal): Promise<number> {
  return await withVault(options, terminal, (vault) => {
    const trash = vault.trash.map(({ account }) => account)
    if (options.has('json')) printJson(terminal, { trash: accountsJson(trash) })
    else if (trash.length === 0) note(terminal, terminal.wording.vault.trashEmpty)
    else print(terminal, accountTable(trash, terminal))
    return EXIT.done
  })
}
