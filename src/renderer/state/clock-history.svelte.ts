/** The past checks, asked for when the clock page shows them and after each new check. */
import type { HistoryPointView } from '../../shared/views.ts'

class ClockHistory {
  #points = $state.raw<readonly HistoryPointView[]>([])

  /** Oldest first. */
  get points(): readonly HistoryPointView[] {
    return this.#points
  }

  async load(): Promise<void> {
    const outcome = await window.api.request('clock:history')
    if (outcome.ok) this.#points = outcome.value
  }
}

export const clockHistory = new ClockHistory()
