/** `zeroskew vault counter SEARCH N`: confirms an HOTP counter after an older vault was put back. */
import { accountJson } from '../account-json.ts'
import { EXIT } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export async function vaultCounter(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(2, options, 'vault counter')
  const [search, number = ''] = options.words
  const words = terminal.wording.vault
  if (search === undefined) throw new UsageError('search-missing')
  if (!/^\d{1,15}$/u.test(number)) {
    note(terminal, words.counterNeeded)
    return EXIT.usage
  }
  return await withVault(options, terminal, async (vault) => {
    const account = findOne(vault.accounts, search, terminal)
    if (account === null) return EXIT.usage
    await vault.confirmCounter(account.id, Number(number))
    const confirmed = vault.accounts.find(({ id }) => id === account.id) ?? account
    if (options.has('json')) printJson(terminal, { confirmed: accountJson(confirmed, vault) })
    else {
      const counter = confirmed.kind === 'hotp' ? confirmed.counter : Number(number)
      const name = nameToShow(confirmed, terminal.wording)
      if (counter > Number(number)) note(terminal, words.counterStays(counter))
      print(terminal, words.counterConfirmed(name, counter))
    }
    return EXIT.done
  })
}
