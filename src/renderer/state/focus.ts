/** Where the focus goes when what had it is taken away: to something that is made at the next turn. */
import { tick } from 'svelte'

/** Focuses the element of an id, once what changed is on the screen. */
export function focusOn(id: string): void {
  void tick().then(() => document.getElementById(id)?.focus())
}
