/** Which codes are behind dots: all, by the setting, until one is pressed; and all while another window has the focus. */
import { createSubscriber } from 'svelte/reactivity'
import { preferences } from './preferences.svelte.ts'

/** How long a code stays uncovered, ms. */
const UNCOVERED_MS = 20_000

class Hiding {
  #uncovered = $state<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #followFocus = createSubscriber((update) => {
    const end = new AbortController()
    for (const name of ['focus', 'blur'] as const)
      window.addEventListener(name, update, { signal: end.signal })
    return () => end.abort()
  })

  /** Whether a code is hidden. One by counter was asked for one by one, and is hidden with the window's focus alone. */
  hides(id: string, isByCounter: boolean): boolean {
    const view = preferences.view
    // Until main has answered, nothing is shown that may have to be hidden.
    if (view === undefined) return true
    if (view.hidesOnBlur && !this.#hasFocus) return true
    return view.hidesCodes && !isByCounter && this.#uncovered !== id
  }

  /** Shows one code for a while; the one before is hidden again. */
  uncover(id: string): void {
    clearTimeout(this.#timer)
    this.#uncovered = id
    this.#timer = setTimeout(() => this.cover(), UNCOVERED_MS)
  }

  cover(): void {
    clearTimeout(this.#timer)
    this.#uncovered = undefined
  }

  get #hasFocus(): boolean {
    this.#followFocus()
    return document.hasFocus()
  }
}

export const hiding = new Hiding()
