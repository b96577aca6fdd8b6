/** The table of what happens in each state of the keychain, and the planted bugs that the check has to catch. */
import type { Figures } from '../figures.ts'
import { makeTemplate, runCell, type Cell, type Template } from './cells.ts'
import { STATES, type State } from './states.ts'
import {
  ACTIONS,
  byActor,
  byTerminal,
  hasExport,
  PLANTED_BUGS,
  type Action,
  type PlantedBug
} from './surfaces.ts'

/** The state and the action in which each planted bug shows. */
const SHOWS_IN: Readonly<Record<PlantedBug, readonly [state: string, action: Action]>> = {
  'makes a new key': ['item deleted', 'start'],
  'overwrites the item': ['garbage item', 'start'],
  'makes a new vault': ['item of another vault', 'start'],
  'renews the item unasked': ['item deleted', 'export'],
  'takes locked for lost': ['locked', 'start'],
  'no deadline': ['frozen', 'start'],
  'asks in its own process': ['frozen', 'start']
}

export interface KeyringTable {
  readonly cells: readonly Cell[]
  readonly caught: readonly PlantedBug[]
}

/**
 * Runs the cells of these actions in every state, and every planted bug.
 * @param limitMs - Within which an answer has to come, key derivation aside.
 */
export async function keyringTable(actions: readonly Action[], limitMs: number): Promise<KeyringTable> {
  const template = await makeTemplate()
  try {
    const cells: Cell[] = []
    for (const action of actions) {
      for (const state of STATES) cells.push(await runCell(template, state, action, byTerminal, limitMs))
    }
    const caught: PlantedBug[] = []
    for (const bug of PLANTED_BUGS) {
      if (await isCaught(template, bug, limitMs)) caught.push(bug)
    }
    return { cells, caught }
  } finally {
    template.remove()
  }
}

async function isCaught(template: Template, bug: PlantedBug, limitMs: number): Promise<boolean> {
  const [name, action] = SHOWS_IN[bug]
  const state = STATES.find((each) => each.name === name)
  if (state === undefined) throw new Error(`expected a state, got ${name}`)
  // The same without the bug has to pass, or it would be something else that is caught.
  const sound = await runCell(template, state, action, byActor(''), limitMs)
  const { faults } = await runCell(template, state, action, byActor(bug), limitMs)
  return sound.faults.length === 0 && faults.length > 0
}

/** Prints the table and its figures. */
export function tellTable({ cells, caught }: KeyringTable, limitMs: number, figures: Figures): void {
  const actions = ACTIONS.filter((action) => cells.some((cell) => cell.action === action))
  figures.heading(`gnome-keyring in ${STATES.length} states × ${actions.join(', ')}`)
  figures.say('each cell: what the program said and after how many seconds; then the same by the passphrase')
  if (actions.includes('export') && !hasExport()) {
    figures.say('export: through the core, because the terminal has no such command')
  }
  const row = (name: string, texts: readonly string[]): string =>
    [name.padEnd(22), ...texts.map((text) => text.padEnd(30))].join(' ').trimEnd()
  figures.say(row('', actions))
  for (const { name } of STATES) {
    figures.say(
      row(
        name,
        actions.map((action) => cellText(cells, name, action))
      )
    )
  }
  for (const { state, action, faults } of cells) {
    if (faults.length > 0) figures.say(`${state} × ${action}: ${faults.join('; ')}`)
  }
  const bad = cells.filter(({ faults }) => faults.length > 0)
  figures.expect(
    bad.length === 0,
    'cells that are as they must be',
    `${cells.length - bad.length} of ${cells.length}`
  )
  const slowest = Math.max(...cells.flatMap(({ answerMs, passphraseMs }) => [answerMs, passphraseMs]))
  figures.expect(
    slowest <= limitMs,
    'slowest answer, key derivation aside',
    `${slowest.toFixed(0)} ms of ${limitMs} ms`
  )
  figures.expect(
    caught.length === PLANTED_BUGS.length,
    'planted bugs caught',
    `${caught.length} of ${PLANTED_BUGS.length} (${PLANTED_BUGS.join(', ')})`
  )
}

function cellText(cells: readonly Cell[], state: State['name'], action: Action): string {
  const cell = cells.find((each) => each.state === state && each.action === action)
  if (cell === undefined) return ''
  const seconds = (ms: number): string => Math.max(ms / 1000, 0).toFixed(1)
  const mark = cell.faults.length === 0 ? '' : '!'
  const answer = cell.answer.replace(/^key(chain)?-/u, '')
  return `${mark}${answer} ${seconds(cell.answerMs)}; opened ${seconds(cell.passphraseMs)}`
}
