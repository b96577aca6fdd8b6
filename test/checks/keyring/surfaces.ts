/** How a cell of the table acts on the vault: through the terminal, or through the core with a planted bug. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ZEROSKEW } from '../../cli/run.ts'

export const ACTIONS = ['start', 'add', 'save', 'export', 'passphrase'] as const
export type Action = (typeof ACTIONS)[number]

/** Bugs that other programs have or had, planted into the core's surroundings by actor.ts. */
export const PLANTED_BUGS = [
  'makes a new key',
  'overwrites the item',
  'makes a new vault',
  'renews the item unasked',
  'takes locked for lost',
  'no deadline',
  'asks in its own process'
] as const
export type PlantedBug = (typeof PLANTED_BUGS)[number]

/** Where a cell's files lie. */
export interface CellPlace {
  readonly vault: string
  readonly folder: string
}

export interface Call {
  readonly argv: readonly string[]
  readonly input: string
}

/** @param passphraseFile - `null`: by the keychain. @param name - As actor.ts takes it. */
export type Surface = (action: Action, place: CellPlace, passphraseFile: string | null, name: string) => Call

const ACTOR = fileURLToPath(new URL('actor.ts', import.meta.url))
const EXPORT_COMMAND = fileURLToPath(new URL('../../../src/cli/commands/export.ts', import.meta.url))

export function byActor(bug: PlantedBug | ''): Surface {
  return (action, { vault }, passphraseFile, name) => ({
    argv: [process.execPath, ACTOR, action, vault, passphraseFile ?? '', name, bug],
    input: ''
  })
}

export const byTerminal: Surface = (action, place, passphraseFile, name) => {
  const credential = passphraseFile === null ? [] : ['--passphrase-file', passphraseFile]
  const terminal = (...words: readonly string[]): Call => ({
    argv: [...ZEROSKEW, ...words, ...credential],
    input: ''
  })
  switch (action) {
    case 'start':
      return terminal('list', '--json')
    case 'add':
      return {
        ...terminal('add'),
        input: `otpauth://totp/Keyring:${name}?secret=JBSWY3DPEHPK3PXP&issuer=Keyring`
      }
    case 'save':
      return terminal('remove', name)
    case 'passphrase':
      return terminal('vault', 'passphrase', '--new-passphrase-file', name)
    case 'export':
      // The terminal's own, as soon as it has one.
      return hasExport()
        ? terminal('export', name, '--to', 'zeroskew', '--password-file', join(place.folder, 'passphrase'))
        : byActor('')(action, place, passphraseFile, name)
  }
}

/** Whether the terminal can export by now. */
export function hasExport(): boolean {
  if (!existsSync(EXPORT_COMMAND)) return false
  return readFileSync(join(EXPORT_COMMAND, '../../index.ts'), 'utf8').includes(
    "import('./commands/export.ts')"
  )
}
