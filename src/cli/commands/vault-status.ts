/** `zeroskew vault status`: whether there is a vault and which ways lead into it, without opening it. */
import { inspectVault } from '../../core/vault/vault.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import { EXIT } from '../exit-codes.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

export async function vaultStatus(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, 'vault status')
  const { file, setting } = await vaultPlaceOf(options, terminal)
  const found = await inspectVault(file, setting)
  const words = terminal.wording.terminal
  if (options.has('json')) {
    const ways = found.kind === 'present' ? found.ways : []
    const recoveryConfirmed = found.kind === 'present' ? found.recoveryConfirmed : null
    printJson(terminal, { state: found.kind, file, ways, recoveryConfirmed })
  }
  switch (found.kind) {
    case 'missing':
      if (!options.has('json')) note(terminal, words.vaultMissing(file))
      return EXIT.usage
    case 'unreadable':
      throw found.error
    case 'damaged':
    case 'newer-version':
      throw new VaultError(found.kind, `expected a vault that can be read, got one ${found.kind}`)
    case 'present':
      if (options.has('json')) return EXIT.done
      print(terminal, words.vaultAt(file))
      print(terminal, words.waysIn(found.ways.map((way) => words.way[way])))
      print(terminal, words.vaultNotOpened)
      // An exported backup that is opened as a vault has a passphrase and no code.
      if (found.ways.includes('recovery') && !found.recoveryConfirmed)
        note(terminal, words.recoveryUnconfirmed)
      return EXIT.done
  }
}
