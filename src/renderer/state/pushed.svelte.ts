/** A value that main owns: asked for once, then kept up by main's pushes for as long as something on the screen reads it. */
import { createSubscriber } from 'svelte/reactivity'
import type { Outcome } from '../../shared/failure.ts'
import type { Pushes } from '../../shared/ipc.ts'

export class Pushed<K extends keyof Pushes> {
  #value = $state.raw<Pushes[K]>()
  readonly #subscribe: () => void

  constructor(name: K, ask: () => Promise<Outcome<Pushes[K]>>) {
    this.#subscribe = createSubscriber(() => {
      let listening = true
      let pushed = false
      const stop = window.api.onPush(name, (payload) => {
        pushed = true
        this.#value = payload
      })
      void ask().then((outcome) => {
        // What was pushed meanwhile is newer than the answer.
        if (listening && !pushed && outcome.ok) this.#value = outcome.value
      })
      return () => {
        listening = false
        stop()
        // Nothing shows it any more: after locking no code stays behind.
        this.#value = undefined
      }
    })
  }

  /** `undefined` until main has answered. */
  get value(): Pushes[K] | undefined {
    this.#subscribe()
    return this.#value
  }

  /** Takes an answer that is as good as a push. */
  take(value: Pushes[K]): void {
    this.#value = value
  }
}
