/** `zeroskew vault counter SEARCH N`: confirms an HOTP counter after an older vault was put back. */
import { presentAccount } from '../../core/present.ts'
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
    if (options.has('json')) {
      const confirmed = vault.accounts.find(({ id }) => id === account.id) ?? account
      printJson(terminal, { confirmed: presentAccount(confirmed) })
    } else {
      print(terminal, words.counterConfirmed(nameToShow(account, terminal.wording)))
    }
    return EXIT.done
  })
}
