/** The timers of the window: they tick on the whole second or minute while something shown needs it and the window is visible. */
import { createSubscriber } from 'svelte/reactivity'

class Ticks {
  readonly #everyMs: number
  #nowMs = $state(Date.now())
  readonly #subscribe = createSubscriber(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = (): void => {
      this.#nowMs = Date.now()
      // A hair after the second: a timer that fires early would show the old one for a whole second more.
      timer = setTimeout(tick, this.#everyMs + 3 - (this.#nowMs % this.#everyMs))
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

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** Unix milliseconds by the local clock, renewed at each tick. */
  get nowMs(): number {
    this.#subscribe()
    return this.#nowMs
  }
}

export const seconds = new Ticks(1000)
export const minutes = new Ticks(60_000)
