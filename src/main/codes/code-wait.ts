/** The wait for a code that isn't valid yet: one for the whole app, since there is one clipboard. */
import { setTimeout } from 'node:timers/promises'
import { Refusal } from '../../core/present-failure.ts'

export class CodeWait {
  #current: AbortController | null = null

  /**
   * A new wait calls the former one off: what was asked for last goes to the clipboard.
   * @param ms - How long.
   * @param signal - Of whoever asked for the code.
   * @throws Refusal `cancelled`
   */
  async begin(ms: number, signal: AbortSignal): Promise<void> {
    this.callOff()
    const own = new AbortController()
    this.#current = own
    try {
      await setTimeout(ms, undefined, { signal: AbortSignal.any([own.signal, signal]) })
    } catch (error) {
      throw new Refusal('cancelled', {}, { cause: error })
    } finally {
      if (this.#current === own) this.#current = null
    }
  }

  /** The vault was locked, or something else was copied. */
  callOff(): void {
    this.#current?.abort()
    this.#current = null
  }
}
