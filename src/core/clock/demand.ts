/** Those who wait for the check under way: however many they are and whenever they came, they get its first verdict. */
import type { DoneState } from './clock-state.ts'

export class Demand {
  #underWay: Promise<DoneState> | null = null
  #resolve: (state: DoneState) => void = () => undefined

  /** What those who wait will get; `null` where nobody does. */
  get underWay(): Promise<DoneState> | null {
    return this.#underWay
  }

  /** Waits with the others, or as the first. */
  join(): Promise<DoneState> {
    this.#underWay ??= new Promise((resolve) => (this.#resolve = resolve))
    return this.#underWay
  }

  /** Gives it to all who wait; the next demand is a new one. */
  meet(state: DoneState): void {
    this.#underWay = null
    this.#resolve(state)
  }
}
