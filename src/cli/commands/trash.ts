/** `zeroskew trash (list | empty)`: the deleted accounts, and how to be rid of them for good. */
import { askYes } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { withVault } from '../open-vault.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { listTrash } from '../trash-list.ts'
import { UsageError, wordToTell } from '../usage-error.ts'

export async function trash(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['yes'] })
  wordsAtMost(1, options, 'trash')
  const [action = 'list'] = options.words
  if (action === 'list') return await listTrash(options, terminal)
  if (action !== 'empty') throw new UsageError('unknown-command', `trash ${wordToTell(action)}`.trimEnd())
  const words = terminal.wording.terminal
  return await withVault(options, terminal, async (vault) => {
    const count = vault.trash.length
    if (count > 0 && !options.has('yes') && !(await askYes(terminal, words.emptyTrash(count)))) {
      note(terminal, words.needsYes)
      return EXIT.usage
    }
    if (count > 0) await vault.emptyTrash()
    if (options.has('json')) printJson(terminal, { emptied: count })
    else if (count === 0) note(terminal, terminal.wording.vault.trashEmpty)
    else print(terminal, words.trashEmptied(count))
    return EXIT.done
  })
}
