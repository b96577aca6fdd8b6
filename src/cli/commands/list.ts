/** `zeroskew list`: the accounts, without codes. */
import { accountsJson } from '../account-json.ts'
import { EXIT } from '../exit-codes.ts'
import { accountTable } from '../find-account.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { listTrash } from '../trash-list.ts'

export async function list(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['trash'] })
  const { noAccounts } = terminal.wording.terminal
  wordsAtMost(0, options, 'list')
  if (options.has('trash')) return await listTrash(options, terminal)
  return await withVault(options, terminal, (vault) => {
    const { accounts } = vault
    if (options.has('json')) printJson(terminal, accountsJson(accounts, vault))
    else if (accounts.length === 0) note(terminal, noAccounts)
    else print(terminal, accountTable(accounts, terminal))
    return EXIT.done
  })
}
