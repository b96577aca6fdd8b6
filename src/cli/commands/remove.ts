/** `zeroskew remove SEARCH`: puts one account into the vault's trash. */
import { accountJson } from '../account-json.ts'
import { EXIT } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export async function remove(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  const { removed, getBack } = terminal.wording.terminal
  wordsAtMost(1, options, 'remove')
  const [search] = options.words
  if (search === undefined) throw new UsageError('search-missing')
  return await withVault(options, terminal, async (vault) => {
    const account = findOne(vault.accounts, search, terminal)
    if (account === null) return EXIT.usage
    await vault.remove([account.id])
    if (options.has('json')) printJson(terminal, { removed: accountJson(account) })
    else {
      print(terminal, removed(nameToShow(account, terminal.wording)))
      note(terminal, getBack(account.id))
    }
    return EXIT.done
  })
}
