/** Says one of the two words to the app that runs on this data folder. */
import { tmpdir } from 'node:os'
import { commandSocketPath, sendCommand, type CommandWord } from '../core/command-socket.ts'
import { EXIT } from './exit-codes.ts'
import { readOptions, wordsAtMost } from './options.ts'
import { note, printJson, type Terminal } from './terminal.ts'
import { vaultPlaceOf } from './vault-place.ts'

export async function sayToApp(
  word: CommandWord,
  args: readonly string[],
  terminal: Terminal
): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, word)
  const { folders } = await vaultPlaceOf(options, terminal)
  const path = commandSocketPath({
    platform: process.platform,
    env: terminal.env,
    folder: folders.folder,
    temporary: tmpdir()
  })
  const { desktop } = terminal.wording
  switch (await sendCommand(path, word)) {
    case 'done':
      if (options.has('json')) printJson(terminal, { heard: true })
      return EXIT.done
    case 'nobody':
      note(terminal, desktop.noApp)
      return EXIT.usage
    case 'refused':
      note(terminal, desktop.appRefused)
      return EXIT.usage
  }
}
