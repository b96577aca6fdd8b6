/** The one timer of the window: it ticks on the whole second while something shown needs it and the window is visible. */
import { createSubscriber } from 'svelte/reactivity'

class Seconds {
  #nowMs = $state(Date.now())
  readonly #subscribe = createSubscriber(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = (): void => {
      this.#nowMs = Date.now()
      // A hair after the second: a timer that fires early would show the old one for a whole second more.
      timer = setTimeout(tick, 1003 - (this.#nowMs % 1000))
    }
    const follow = (): void => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') tick()
    }
    document.addEventListener('visibilitychange', follow)
    follow()
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', follow)
    }
  })

  /** Unix milliseconds by the local clock, renewed once a second. */
  get nowMs(): number {
    this.#subscribe()
    return this.#nowMs
  }
}

export const seconds = new Seconds()
