/** `zeroskew edit SEARCH`: names, note, groups and favourite of one account; never its key. */
import { cleanName } from '../../core/otp/clean-text.ts'
import type { AccountEdit } from '../../core/vault/account-edits.ts'
import { accountJson } from '../account-json.ts'
import { EXIT } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { nameToShow } from '../search.ts'
import { print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const NAMES = {
  flags: ['no-groups', 'favourite', 'no-favourite'],
  values: ['issuer', 'label', 'note', 'group'],
  repeated: ['group']
} as const

export async function edit(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, NAMES)
  wordsAtMost(1, options, 'edit')
  const [search] = options.words
  if (search === undefined) throw new UsageError('search-missing')
  const [issuer, label, text] = [options.value('issuer'), options.value('label'), options.value('note')]
  const groups = options.values('group')
  if (options.has('no-groups') && groups.length > 0) {
    throw new UsageError('conflicting-options', '--group, --no-groups')
  }
  if (options.has('favourite') && options.has('no-favourite')) {
    throw new UsageError('conflicting-options', '--favourite, --no-favourite')
  }
  const changes: AccountEdit = {
    ...(issuer === undefined ? {} : { issuer }),
    ...(label === undefined ? {} : { label }),
    ...(text === undefined ? {} : { note: text }),
    ...(groups.length > 0 || options.has('no-groups') ? { groups } : {}),
    ...(options.has('favourite') ? { isFavourite: true } : {}),
    ...(options.has('no-favourite') ? { isFavourite: false } : {})
  }
  const words = terminal.wording.desktop
  if (Object.keys(changes).length === 0) throw new UsageError('nothing-to-change')
  return await withVault(options, terminal, async (vault) => {
    const account = findOne(vault.accounts, search, terminal)
    if (account === null) return EXIT.usage
    const isRenamed = issuer !== undefined || label !== undefined
    if (isRenamed && cleanName(`${issuer ?? account.issuer}${label ?? account.label}`).trim() === '') {
      throw new UsageError('name-needed')
    }
    await vault.edit([account.id], changes)
    const edited = vault.accounts.find(({ id }) => id === account.id) ?? account
    if (options.has('json')) printJson(terminal, accountJson(edited, vault))
    else print(terminal, words.edited(nameToShow(edited, terminal.wording)))
    return EXIT.done
  })
}
