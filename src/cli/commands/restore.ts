/** `zeroskew restore [SEARCH]`: takes one account out of the vault's trash, or lists it. */
import { accountJson, accountsJson } from '../account-json.ts'
import { EXIT } from '../exit-codes.ts'
import { accountTable, findOne } from '../find-account.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'

export async function restore(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(1, options, 'restore')
  const words = terminal.wording.vault
  const [search] = options.words
  return await withVault(options, terminal, async (vault) => {
    const trash = vault.trash.map(({ account }) => account)
    if (search === undefined) {
      if (options.has('json')) printJson(terminal, { trash: accountsJson(trash) })
      else if (trash.length === 0) note(terminal, words.trashEmpty)
      else print(terminal, accountTable(trash, terminal))
      return EXIT.done
    }
    if (trash.length === 0) {
      note(terminal, words.trashEmpty)
      return EXIT.usage
    }
    const account = findOne(trash, search, terminal)
    if (account === null) return EXIT.usage
    await vault.restore([account.id])
    if (options.has('json')) printJson(terminal, { restored: accountJson(account, vault) })
    else print(terminal, words.restored(nameToShow(account, terminal.wording)))
    return EXIT.done
  })
}
