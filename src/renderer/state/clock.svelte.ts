/** The verdict on the clock, as main measured it last. */
import type { ClockView } from '../../shared/views.ts'
import { Pushed } from './pushed.svelte.ts'

const NEVER: ClockView = {
  state: 'never',
  verdict: 'unknown',
  trust: 'none',
  agreeing: 0,
  answered: 0,
  configured: 0,
  sources: []
}

/** How the head of the window looks: `pending` before the first verdict. */
export type ClockMood = 'pending' | ClockView['verdict']

class Clock {
  readonly #view = new Pushed('clock:changed', () => window.api.request('clock:state'))
  #asked = $state(false)

  get view(): ClockView {
    return this.#view.value ?? NEVER
  }

  get mood(): ClockMood {
    return this.view.checkedAtMs === undefined ? 'pending' : this.view.verdict
  }

  get checking(): boolean {
    return this.#asked || this.view.state === 'checking'
  }

  async check(): Promise<void> {
    if (this.#asked) return
    this.#asked = true
    const outcome = await window.api.request('clock:check')
    if (outcome.ok) this.#view.take(outcome.value)
    this.#asked = false
  }
}

export const clock = new Clock()
