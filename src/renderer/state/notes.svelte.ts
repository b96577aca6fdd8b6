/** Short notes at the foot of the window, read to screen readers: one at a time, gone after a while. */

export interface Note {
  readonly key: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** How long a note stays, ms; longer when there is something to press. */
const STAY_MS = 2500
const STAY_WITH_ACTION_MS = 8000

class Notes {
  #current = $state.raw<Note>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #key = 0

  get current(): Note | undefined {
    return this.#current
  }

  say(text: string, action?: Note['action']): void {
    this.#current = { key: ++this.#key, text, ...(action && { action }) }
    this.hold()
    this.release()
  }

  /** Says what goes on, until the next note takes its place. */
  sayUntilNext(text: string): void {
    this.hold()
    this.#current = { key: ++this.#key, text }
  }

  /** While a hand is on the note it stays. */
  hold(): void {
    clearTimeout(this.#timer)
  }

  release(): void {
    this.#timer = setTimeout(() => this.dismiss(), this.#current?.action ? STAY_WITH_ACTION_MS : STAY_MS)
  }

  /** Does what the note offers. */
  act(): void {
    const action = this.#current?.action
    // First, because what the action says comes as a note, too.
    this.dismiss()
    action?.run()
  }

  dismiss(): void {
    clearTimeout(this.#timer)
    this.#current = undefined
  }
}

export const notes = new Notes()
