/** The keyboard of the list: what each key does, wherever the hand is, so that nothing needs the mouse. */
import { isMac } from './platform.ts'

export interface ListActions {
  readonly search: () => HTMLInputElement | undefined
  /** A dialog is open: the keys are its own. */
  readonly modal: () => boolean
  /** Rows in a page. */
  readonly page: () => number
  readonly move: (by: number) => void
  /** Moves on and chooses what lies between. */
  readonly extend: (by: number) => void
  /** Puts the current account up or down in the user's own order. */
  readonly shift: (by: 1 | -1) => void
  readonly use: () => void
  /** The one in view that a number key stands for, counted from 1. */
  readonly useNth: (n: number) => void
  readonly copyNext: () => void
  readonly showNext: () => void
  readonly details: () => void
  readonly choose: () => void
  readonly chooseAll: () => void
  readonly remove: () => void
  readonly clear: () => void
  readonly add: () => void
  readonly pick: () => void
  readonly lock: () => void
  readonly help: () => void
}

type Action = (() => void) | null

/** Gives the window's keydown listener. Paste is not here: `paste-guard.ts` has it everywhere. */
export function listKeys(actions: ListActions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.isComposing || actions.modal()) return
    const action = actionFor(event, actions)
    if (action === null) return
    event.preventDefault()
    action()
  }
}

function actionFor(event: KeyboardEvent, actions: ListActions): Action {
  const search = actions.search()
  const hand = handOf(event, search)
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey
  if (isCommand && !event.shiftKey) return byCommand(event, actions, search, hand)
  if (event.ctrlKey || event.metaKey || hand === 'typing') return null
  if (event.altKey) return byAlt(event, actions, hand)
  if (event.shiftKey && hand !== 'control') {
    if (event.key === 'ArrowDown') return () => actions.extend(1)
    if (event.key === 'ArrowUp') return () => actions.extend(-1)
  }
  return plain(event, actions, search, hand)
}

/** Where the hand is: in the search, in another field or a dialog, on something that has keys of its own, or on the list. */
type Hand = 'search' | 'typing' | 'control' | 'list'

function handOf(event: KeyboardEvent, search: HTMLInputElement | undefined): Hand {
  const { target } = event
  if (!(target instanceof Element)) return 'list'
  if (target === search) return 'search'
  if (target.closest('button, [role^="menu"], a, input[type="radio"], input[type="checkbox"]') !== null)
    return target.closest('[role="dialog"]') === null ? 'control' : 'typing'
  return target.closest('input, select, textarea, [role="dialog"]') === null ? 'list' : 'typing'
}

function byCommand(
  event: KeyboardEvent,
  actions: ListActions,
  search: HTMLInputElement | undefined,
  hand: Hand
): Action {
  switch (event.key) {
    case 'n':
      return actions.add
    case 'l':
      return actions.lock
    case 'k':
      return actions.pick
    case 'f':
      return () => search?.select()
    case 'a':
      return hand === 'typing' || (hand === 'search' && search?.value !== '') ? null : actions.chooseAll
    case 'Enter':
      return hand === 'search' || hand === 'list' ? actions.copyNext : null
    default:
      return hand !== 'typing' && /^[1-9]$/u.test(event.key) ? () => actions.useNth(Number(event.key)) : null
  }
}

function byAlt(event: KeyboardEvent, actions: ListActions, hand: Hand): Action {
  if (hand === 'control' || event.shiftKey) return null
  switch (event.key) {
    case 'ArrowDown':
      return () => actions.shift(1)
    case 'ArrowUp':
      return () => actions.shift(-1)
    case 'Enter':
      return actions.details
    default:
      return null
  }
}

function plain(
  event: KeyboardEvent,
  actions: ListActions,
  search: HTMLInputElement | undefined,
  hand: Hand
): Action {
  if (event.key === '/' && hand !== 'search') return () => search?.focus()
  if (event.key === '?' && hand !== 'search') return actions.help
  if (event.key === 'Escape') return actions.clear
  if (hand === 'control') {
    if (isLetter(event)) search?.focus()
    return null
  }
  const isSearching = hand === 'search'
  const isEmpty = !isSearching || search?.value === ''
  switch (event.key) {
    case 'ArrowDown':
      return () => actions.move(1)
    case 'ArrowUp':
      return () => actions.move(-1)
    case 'PageDown':
      return () => actions.move(actions.page())
    case 'PageUp':
      return () => actions.move(-actions.page())
    case 'Home':
      return isSearching ? null : () => actions.move(-Infinity)
    case 'End':
      return isSearching ? null : () => actions.move(Infinity)
    case 'Enter':
      return event.repeat ? null : actions.use
    case 'ArrowRight':
      return isEmpty ? actions.showNext : null
    case 'Delete':
      // In the search it deletes letters, until there are none.
      return event.repeat || !isEmpty ? null : actions.remove
    case 'Backspace':
      // A Mac's keyboard has no other. In the search it is pressed once too often.
      return !isMac || event.repeat || isSearching ? null : actions.remove
    case ' ':
      return isSearching ? null : actions.choose
    default:
      if (isSearching) return null
      if (/^[1-9]$/u.test(event.key)) return event.repeat ? null : () => actions.useNth(Number(event.key))
      // Any letter begins a search: the focus moves, and the key goes where the focus is.
      if (isLetter(event)) search?.focus()
      return null
  }
}

function isLetter({ key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' '
}
