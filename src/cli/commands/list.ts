/** `zeroskew list`: the accounts, without codes. */
import type { Account } from '../../core/otp/account.ts'
import { presentAccount } from '../../core/present.ts'
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
  return await withVault(options, terminal, ({ accounts }) => {
    if (options.has('json'))
      printJson(
        terminal,
        accounts.map((account) => listed(account))
      )
    else if (accounts.length === 0) note(terminal, noAccounts)
    else print(terminal, accountTable(accounts, terminal))
    return EXIT.done
  })
}

/** For machines: the key's fields always; what people keep beside it only where there is something. */
function listed(account: Account): object {
  const { groups, note: text, isFavourite, hasIcon, useCount, ...key } = presentAccount(account)
  const [group] = groups
  return {
    ...key,
    ...(group === undefined ? {} : { group, groups }),
    ...(text === '' ? {} : { note: text }),
    ...(isFavourite ? { isFavourite } : {}),
    ...(hasIcon ? { hasIcon } : {}),
    ...(useCount === 0 ? {} : { useCount })
  }
}
