/** The reverse check: a code that another device shows, and how far the two clocks are apart. */
import type { Failure } from '../../shared/failure.ts'
import type { LocateReading } from '../../shared/ipc.ts'
import type { LocatedView } from '../../shared/views/clock.ts'

class ReverseCheck {
  #open = $state(false)
  #busy = $state(false)
  #located = $state.raw<LocatedView>()
  #failure = $state.raw<Failure>()

  get open(): boolean {
    return this.#open
  }

  set open(open: boolean) {
    this.#open = open
    // What was compared once is out of date the next time.
    this.forget()
  }

  get busy(): boolean {
    return this.#busy
  }

  get located(): LocatedView | undefined {
    return this.#located
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  async compare(reading: LocateReading): Promise<void> {
    if (this.#busy) return
    this.forget()
    this.#busy = true
    const outcome = await window.api.request('clock:locate', reading)
    this.#busy = false
    if (outcome.ok) this.#located = outcome.value
    else this.#failure = outcome.failure
  }

  /** Something was typed anew. */
  forget(): void {
    this.#located = undefined
    this.#failure = undefined
  }
}

export const reverseCheck = new ReverseCheck()
