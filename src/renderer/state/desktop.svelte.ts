/** What Zeroskew is on this desktop: tray, shortcut, versions, updates, licences, and the report of a problem. */
import type { Outcome } from '../../shared/failure.ts'
import type { DesktopView } from '../../shared/views/settings.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'

class Desktop {
  readonly #view = new Pushed('desktop:changed', () => window.api.request('desktop:state'))
  #report = $state<string>()
  #licences = $state<string>()

  /** `undefined` until main has answered. */
  get view(): DesktopView | undefined {
    return this.#view.value
  }

  /** Made on request, to be read before it goes anywhere. */
  get report(): string | undefined {
    return this.#report
  }

  get licences(): string | undefined {
    return this.#licences
  }

  async makeReport(): Promise<void> {
    const report = told(await window.api.request('desktop:report'))
    if (report !== undefined) this.#report = report
  }

  async saveReport(): Promise<void> {
    if (told(await window.api.request('desktop:save-report')) === true)
      notes.say(app.wording.about.about.saved)
  }

  async copyReport(): Promise<void> {
    const outcome = await window.api.request('desktop:copy-report')
    told(outcome)
    if (outcome.ok) notes.say(app.wording.about.about.copied)
  }

  async readLicences(): Promise<void> {
    const licences = told(await window.api.request('desktop:licences'))
    if (licences !== undefined) this.#licences = licences
  }

  async checkUpdates(): Promise<void> {
    const update = told(await window.api.request('desktop:check-updates'))
    const { view } = this
    if (update !== undefined && view !== undefined) this.#view.take({ ...view, update })
  }

  async fetchUpdate(): Promise<void> {
    told(await window.api.request('desktop:fetch-update'))
  }

  async installUpdate(): Promise<void> {
    told(await window.api.request('desktop:install-update'))
  }

  /** Nothing shows them any more. */
  forget(): void {
    this.#report = this.#licences = undefined
  }
}

/** The value; of a failure the sentence is said. */
function told<T>(outcome: Outcome<T>): T | undefined {
  if (outcome.ok) return outcome.value
  notes.say(app.wording.failure(outcome.failure))
  return undefined
}

export const desktop = new Desktop()
