/** Which page stands in place of the list, and where the focus goes back to when it closes. */
import { tick } from 'svelte'

export type Page = 'list' | 'clock' | 'settings' | 'trash' | 'backups' | 'ways' | 'account'

/** Those that only an open vault has. */
const OF_THE_OPEN_VAULT: readonly Page[] = ['trash', 'ways', 'account']

/** Those that stand beside the list where there is room. */
const BESIDE_THE_LIST: readonly Page[] = ['clock', 'account']

class Pages {
  #current = $state<Page>('list')
  #accountId = $state<string>()
  /** What was left for the page that is shown, innermost last. */
  readonly #left: { readonly page: Page; readonly focused: Element | null }[] = []

  get current(): Page {
    return this.#current
  }

  /** A page of its own is shown; the clock's and an account's may stand beside the list as well. */
  get isInPlaceOfList(): boolean {
    return this.#current !== 'list' && this.#current !== 'clock'
  }

  get mayStandBeside(): boolean {
    return BESIDE_THE_LIST.includes(this.#current)
  }

  get needsOpenVault(): boolean {
    return OF_THE_OPEN_VAULT.includes(this.#current)
  }

  /** The account whose page is shown; `undefined` where none is. */
  get accountId(): string | undefined {
    return this.#current === 'account' ? this.#accountId : undefined
  }

  /**
   * Shows an account's page; where one is open already it shows the other account, and the way back stays.
   * @param focused - As in `show`.
   */
  openAccount(id: string, focused: Element | null = document.activeElement): void {
    this.#accountId = id
    if (this.#current !== 'account') this.show('account', focused)
  }

  /** @param focused - Gets the focus when the page is closed; else what has it now. */
  show(page: Page, focused: Element | null = document.activeElement): void {
    this.#left.push({ page: this.#current, focused })
    this.#current = page
  }

  close(): void {
    const { page, focused } = this.#left.pop() ?? { page: 'list', focused: null }
    this.#current = page
    void tick().then(() => focusAgain(focused))
  }

  /** The vault was locked: what belongs to the open one goes, and with it the way back to it. */
  leaveVault(): void {
    while (OF_THE_OPEN_VAULT.includes(this.#current)) this.#current = this.#left.pop()?.page ?? 'list'
  }

  /** Shows the pages that are asked for outside the window, by the tray's menu; gives a function that stops it. */
  followOutside(): () => void {
    return window.api.onPush('app:show-page', (page) => {
      if (this.#current !== page) this.show(page)
    })
  }

  toggleClock(): void {
    if (this.#current === 'clock') this.close()
    else this.show('clock')
  }
}

/** Gives the focus back. What had it may have to be made anew, and may wait for main's answer to that. */
function focusAgain(focused: Element | null): void {
  if (focused instanceof HTMLElement && focused.isConnected) {
    focused.focus()
    return
  }
  const id = focused?.id ?? ''
  if (id === '') return
  const end = new AbortController()
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  // A hand that has moved on is left alone.
  for (const name of ['keydown', 'pointerdown'] as const)
    document.addEventListener(name, stop, { capture: true, signal: end.signal })
  look()

  function look(): void {
    const again = document.getElementById(id)
    if (again === null) return
    stop()
    again.focus()
  }

  function stop(): void {
    observer.disconnect()
    end.abort()
  }
}

export const pages = new Pages()
