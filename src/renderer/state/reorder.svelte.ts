/** Moving accounts in the user's own order by the mouse: taken up in the list, put down between two rows. */
import type { AccountView } from '../../shared/views/account.ts'
import { accounts } from './accounts.svelte.ts'
import { chosen } from './chosen.svelte.ts'

/** A hand that trembles less than this clicks, px. */
const CLICK_PX = 6

/** Near an edge the list goes on by as much at each move, px. */
const EDGE_PX = 28
const SCROLL_PX = 14

class Reorder {
  /** Before which of the shown rows they would be put. */
  #gap = $state<number>()

  #taken = $state.raw<ReadonlySet<string>>(new Set())

  /** Whether an account is being moved. */
  takes(id: string): boolean {
    return this.#taken.has(id)
  }

  /** Place of the gap that is pointed at; `undefined` while nothing is moved. */
  get gap(): number | undefined {
    return this.#gap
  }

  /** A press on a row: once the mouse moves, it takes the row along; all that are chosen, if it is one of them. */
  take(event: PointerEvent, list: HTMLElement, rowHeight: number): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]') : null
    const id = row?.dataset['id']
    if (event.button !== 0 || event.pointerType !== 'mouse' || id === undefined || !accounts.canMove) return
    if (event.target instanceof Element && event.target.closest('button') !== null) return
    const account = accounts.shown.find((it) => it.id === id)
    if (account === undefined) return
    this.#follow(event.clientY, account, list, rowHeight)
  }

  #follow(startY: number, account: AccountView, list: HTMLElement, rowHeight: number): void {
    const end = new AbortController()
    const listen = { signal: end.signal }
    const [from, until] = sectionOf(account)
    window.addEventListener(
      'pointermove',
      ({ clientY }) => {
        if (this.#gap === undefined && Math.abs(clientY - startY) < CLICK_PX) return
        if (this.#gap === undefined) this.#taken = new Set(movedWith(account).map(({ id }) => id))
        const { top, bottom } = list.getBoundingClientRect()
        if (clientY < top + EDGE_PX) list.scrollTop -= SCROLL_PX
        else if (clientY > bottom - EDGE_PX) list.scrollTop += SCROLL_PX
        const place = Math.round((clientY - top + list.scrollTop) / rowHeight)
        this.#gap = Math.min(until, Math.max(from, place))
      },
      listen
    )
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        this.#letGo()
        end.abort()
      },
      { ...listen, capture: true }
    )
    window.addEventListener(
      'pointerup',
      () => {
        end.abort()
        const gap = this.#gap
        this.#letGo()
        if (gap === undefined) return
        // The press that ends here is no click on the row.
        window.addEventListener('click', stop, { capture: true, once: true })
        setTimeout(() => window.removeEventListener('click', stop, true))
        this.#put(account, gap)
      },
      listen
    )
  }

  #letGo(): void {
    this.#gap = undefined
    this.#taken = new Set()
  }

  #put(account: AccountView, gap: number): void {
    const { shown } = accounts
    const moved = movedWith(account)
    const ids = new Set(moved.map(({ id }) => id))
    const before = shown.slice(gap).find(({ id }) => !ids.has(id))
    const isThere = moved.length === 1 && (shown[gap] === account || shown[gap - 1] === account)
    accounts.select(account.id)
    if (!isThere) void accounts.moveBefore(moved, before?.id ?? null)
  }
}

/** All that are chosen, if this one is. */
function movedWith(account: AccountView): readonly AccountView[] {
  if (!chosen.has(account.id)) return [account]
  return accounts.shown.filter((it) => chosen.has(it.id) && it.isFavourite === account.isFavourite)
}

/** Between which places an account can be put: favourites stay among themselves, and so do the others. */
function sectionOf({ isFavourite }: AccountView): readonly [number, number] {
  const count = accounts.shown.findIndex((it) => !it.isFavourite)
  const favourites = count < 0 ? accounts.shown.length : count
  return isFavourite ? [0, favourites] : [favourites, accounts.shown.length]
}

function stop(event: MouseEvent): void {
  event.stopPropagation()
  event.preventDefault()
}

export const reorder = new Reorder()
