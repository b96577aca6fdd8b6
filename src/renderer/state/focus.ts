/** Where the focus goes by itself: to the one thing to do, or on from something that was taken away. */
import { tick } from 'svelte'

/** Attached to the one thing to do on a screen: it gets the focus at once, so that Enter does it. */
export function attend(element: HTMLElement): void {
  element.focus()
}

/** Focuses the element of an id, once what changed is on the screen. */
export function focusOn(id: string): void {
  void tick().then(() => document.getElementById(id)?.focus())
}

/** After a dialog: where what had the focus before is gone, as an item of a menu is, the list or the menu gets it. */
export function goOnAfterDialog(): void {
  // The dialog is taken away a turn after it was closed.
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    const next = document.getElementById('accounts') ?? document.getElementById('more')
    next?.focus()
  })
}
