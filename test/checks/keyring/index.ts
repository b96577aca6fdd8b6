/**
 * npm run check:keyring: every state of a real gnome-keyring × every use of the vault, as a table; then the figures with
 * their targets, and one last line. Usage: [--only start,add,save,export,passphrase] [--check]
 */
import { parseArgs } from 'node:util'
import { Figures } from '../figures.ts'
import { ACTIONS } from './surfaces.ts'
import { keyringTable, tellTable } from './table.ts'

/** What the issue asks for, key derivation aside. */
const LIMIT_MS = 2000

const { values } = parseArgs({
  options: { only: { type: 'string' }, check: { type: 'boolean', default: false } }
})
const chosen = ACTIONS.filter((action) => values.only?.split(',').includes(action) ?? true)
const figures = new Figures({ check: values.check })
tellTable(await keyringTable(chosen, LIMIT_MS), LIMIT_MS, figures)
figures.end()
