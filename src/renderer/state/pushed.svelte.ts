/** A value that main owns: told at the beginning or asked for once, then kept up by main's pushes for as long as something on the screen reads it. */
import { createSubscriber } from 'svelte/reactivity'
import type { Outcome } from '../../shared/failure.ts'
import type { Pushes } from '../../shared/ipc.ts'
import { takeTold } from './beginning.ts'

export class Pushed<K extends keyof Pushes> {
  #value = $state.raw<Pushes[K]>()
  /** Stands in until the first push; not a state, because whoever reads it first gets it there and then. */
  #told: Pushes[K] | undefined
  readonly #subscribe: () => void

  constructor(name: K, ask: () => Promise<Outcome<Pushes[K]>>) {
    this.#subscribe = createSubscriber(() => {
      let listening = true
      let pushed = false
      const stop = window.api.onPush(name, (payload) => {
        pushed = true
        this.#value = payload
      })
      this.#told = takeTold(name)
      if (this.#told === undefined)
        void ask().then((outcome) => {
          // What was pushed meanwhile is newer than the answer.
          if (listening && !pushed && outcome.ok) this.#value = outcome.value
        })
      return () => {
        listening = false
        stop()
        // Nothing shows it any more: after locking no code stays behind.
        this.#value = this.#told = undefined
      }
    })
  }

  /** `undefined` until main has answered. */
  get value(): Pushes[K] | undefined {
    this.#subscribe()
    return this.#value ?? this.#told
  }

  /** Takes an answer that is as good as a push. */
  take(value: Pushes[K]): void {
    this.#value = value
  }
}
