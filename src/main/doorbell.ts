/**
 * Who rings before and while the app runs: links and files by the system's events (macOS), by the first start's arguments
 * and by a second start's (elsewhere). What came before anybody could answer is kept; it is read by invitations.ts.
 */
import type { App } from 'electron'

/** What somebody said, unread. */
export interface Ring {
  readonly args: readonly string[]
  /** Where the caller stood. */
  readonly folder: string
  /** The arguments that this app itself was started with. */
  readonly isFirst?: boolean
}

/** More rings than this before the app answers are noise. */
const MOST_KEPT = 20

export class Doorbell {
  #kept: Ring[] = []
  #answer: ((ring: Ring) => void) | null = null

  constructor(app: Pick<App, 'on'>) {
    app.on('open-url', (event, url) => {
      event.preventDefault()
      this.ring({ args: [url], folder: '/' })
    })
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.ring({ args: [path], folder: '/' })
    })
    app.on('second-instance', (_event, argv, folder) => this.ring({ args: argv.slice(1), folder }))
  }

  ring(ring: Ring): void {
    if (this.#answer !== null) this.#answer(ring)
    else if (this.#kept.length < MOST_KEPT) this.#kept.push(ring)
  }

  /** From now on each ring is answered, those from before first. */
  answer(listener: (ring: Ring) => void): void {
    this.#answer = listener
    for (const ring of this.#kept) listener(ring)
    this.#kept = []
  }
}
