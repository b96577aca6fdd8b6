/** The verdict on the clock, as main measured it last. */
import type { ClockView } from '../../shared/views/clock.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'

const NEVER: ClockView = {
  state: 'never',
  verdict: 'unknown',
  trust: 'none',
  agreeing: 0,
  answered: 0,
  configured: 0,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
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

  /** Corrected codes on or off; main hides and shows the codes. */
  async correct(on: boolean): Promise<void> {
    const outcome = await window.api.request('clock:correct', on)
    if (!outcome.ok) notes.say(app.wording.failure(outcome.failure))
  }

  async openSettings(): Promise<void> {
    const outcome = await window.api.request('clock:open-settings')
    if (!outcome.ok) notes.say(app.wording.failure(outcome.failure))
  }

  async copyCure(): Promise<void> {
    const outcome = await window.api.request('clock:copy-cure')
    notes.say(outcome.ok ? app.wording.clockPage.cure.copied : app.wording.failure(outcome.failure))
  }
}

export const clock = new Clock()
