/** The keyboard of the list: what each key does, wherever the hand is, so that nothing needs the mouse. */

export interface ListActions {
  readonly search: () => HTMLInputElement | undefined
  /** A dialog is open: the keys are its own. */
  readonly modal: () => boolean
  /** Rows in a page. */
  readonly page: () => number
  readonly move: (by: number) => void
  readonly use: () => void
  readonly remove: () => void
  readonly clear: () => void
  readonly add: () => void
  readonly lock: () => void
}

/** Gives the window's keydown listener. Paste is not here: `paste-guard.ts` has it everywhere. */
export function listKeys(actions: ListActions): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.isComposing || actions.modal()) return
    const search = actions.search()
    const action = actionFor(event, actions, search)
    if (action === null) return
    event.preventDefault()
    action()
  }
}

/** Another field than the search, or a dialog, has the hand: what is typed is meant for it. */
function isTyping(event: KeyboardEvent, search: HTMLInputElement | undefined): boolean {
  if (!(event.target instanceof Element) || event.target === search) return false
  return event.target.closest('input, select, textarea, [role="dialog"]') !== null
}

function actionFor(
  event: KeyboardEvent,
  actions: ListActions,
  search: HTMLInputElement | undefined
): (() => void) | null {
  const searching = event.target === search
  // A button or a menu that has the focus keeps its own keys.
  const elsewhere =
    event.target instanceof Element && event.target.closest('button, [role^="menu"], a') !== null

  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (event.key === 'n') return actions.add
    if (event.key === 'l') return actions.lock
    if (event.key === 'f') return () => search?.select()
    return null
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event, search)) return null

  switch (event.key) {
    case 'ArrowDown':
      return elsewhere ? null : () => actions.move(1)
    case 'ArrowUp':
      return elsewhere ? null : () => actions.move(-1)
    case 'PageDown':
      return elsewhere ? null : () => actions.move(actions.page())
    case 'PageUp':
      return elsewhere ? null : () => actions.move(-actions.page())
    case 'Home':
      return elsewhere || searching ? null : () => actions.move(-Infinity)
    case 'End':
      return elsewhere || searching ? null : () => actions.move(Infinity)
    case 'Enter':
      return elsewhere || event.repeat ? null : actions.use
    case 'Delete':
      // In the search it deletes letters, until there are none.
      return elsewhere || event.repeat || (searching && search.value !== '') ? null : actions.remove
    case 'Escape':
      return elsewhere ? null : actions.clear
    case '/':
      return searching ? null : () => search?.focus()
    default:
      // Any letter begins a search: the focus moves, and the key goes where the focus is.
      if (!searching && !elsewhere && event.key.length === 1 && event.key !== ' ') search?.focus()
      return null
  }
}
