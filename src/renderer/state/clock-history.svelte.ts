/** The past checks, asked for when the clock page shows them and after each new check. */
import type { HistoryPointView } from '../../shared/views/clock.ts'

class ClockHistory {
  #askedAfter: number | undefined
  #points = $state.raw<readonly HistoryPointView[]>([])

  /** Oldest first. */
  get points(): readonly HistoryPointView[] {
    return this.#points
  }

  /** @param checkedAtMs - The last check, whose point shall be among them. */
  async loadAfter(checkedAtMs: number | undefined): Promise<void> {
    this.#askedAfter = checkedAtMs
    const outcome = await window.api.request('clock:history')
    // A later question has a better answer.
    if (outcome.ok && this.#askedAfter === checkedAtMs) this.#points = outcome.value
  }
}

export const clockHistory = new ClockHistory()
