/** Which page stands in place of the list, and where the focus goes back to when it closes. */

import { tick } from 'svelte'

export type Page = 'list' | 'clock' | 'settings'

class Pages {
  #current = $state<Page>('list')
  #before: Element | null = null

  get current(): Page {
    return this.#current
  }

  /** @param returnTo - Gets the focus when the page is closed; else what has it now. */
  show(page: Page, returnTo: Element | null = document.activeElement): void {
    this.#before = returnTo
    this.#current = page
  }

  close(): void {
    this.#current = 'list'
    const before = this.#before
    this.#before = null
    // Once the list is back. What was focused may have come back with it, made anew.
    void tick().then(() => {
      const again = before?.isConnected === true ? before : document.getElementById(before?.id ?? '')
      if (again instanceof HTMLElement) again.focus()
    })
  }

  toggleClock(): void {
    if (this.#current === 'clock') this.close()
    else this.show('clock')
  }
}

export const pages = new Pages()
