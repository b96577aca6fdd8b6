/** A site's own clock: asked for only when somebody presses the button. */
import type { Failure } from '../../shared/failure.ts'
import type { SiteClockView } from '../../shared/views/clock.ts'

class SiteClock {
  #asking = $state(false)
  #answer = $state.raw<SiteClockView>()
  #failure = $state.raw<Failure>()

  get asking(): boolean {
    return this.#asking
  }

  get answer(): SiteClockView | undefined {
    return this.#answer
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  async ask(host: string): Promise<void> {
    if (this.#asking) return
    this.forget()
    this.#asking = true
    const outcome = await window.api.request('clock:site', host)
    this.#asking = false
    if (outcome.ok) this.#answer = outcome.value
    else this.#failure = outcome.failure
  }

  /** Another host was typed: the answer says nothing about it. */
  forget(): void {
    this.#answer = undefined
    this.#failure = undefined
  }
}

export const siteClock = new SiteClock()
