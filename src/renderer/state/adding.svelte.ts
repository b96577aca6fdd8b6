/** Adding accounts by clipboard, file or drop: main reads them, the window gets a receipt. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { AddedView } from '../../shared/views.ts'
import { accounts } from './accounts.svelte.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { vault } from './vault.svelte.ts'

/** How long a receipt without a failure stays, ms; one with a failure stays until it is closed. */
const STAY_MS = 8000

const NOTHING: AddedView = { added: [], alreadyThere: [], failed: [] }

class Adding {
  #receipt = $state.raw<AddedView>()
  #working = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  get receipt(): AddedView | undefined {
    return this.#receipt
  }

  get working(): boolean {
    return this.#working
  }

  fromClipboard(): Promise<void> {
    return this.#add(() => window.api.request('accounts:add-from-clipboard'))
  }

  fromChosenFile(): Promise<void> {
    return this.#add(() => window.api.request('accounts:choose-file'))
  }

  /** Only the paths go to main; the files themselves are never read here. */
  fromFiles(files: readonly File[]): Promise<void> {
    return this.#add(async () => {
      let sum = NOTHING
      for (const file of files) {
        const outcome = await window.api.request('accounts:add-from-file', window.api.pathOf(file))
        sum = together(sum, outcome.ok ? outcome.value : { ...NOTHING, failed: [outcome.failure] })
      }
      return { ok: true, value: sum }
    })
  }

  /** A text was dropped: refused, because reading it would bring a secret into this window. */
  refuseText(): void {
    const words = app.wording.window.add
    notes.say(`${words.dropText}. ${words.dropTextHint}`)
  }

  dismiss(): void {
    clearTimeout(this.#timer)
    this.#receipt = undefined
  }

  async #add(ask: () => Promise<Outcome<AddedView | null>>): Promise<void> {
    if (this.#working) return
    if (!vault.unlocked) {
      notes.say(app.wording.window.add.locked)
      return
    }
    this.#working = true
    this.dismiss()
    const outcome = await ask()
    this.#working = false
    if (!outcome.ok) this.#show({ ...NOTHING, failed: [outcome.failure] })
    else if (outcome.value !== null) this.#show(outcome.value)
  }

  #show(receipt: AddedView): void {
    this.#receipt = receipt
    if (receipt.failed.length === 0) this.#timer = setTimeout(() => this.dismiss(), STAY_MS)
    const first = receipt.added[0] ?? receipt.alreadyThere[0]
    if (first === undefined) return
    accounts.query = ''
    accounts.select(first.id)
  }
}

function together(a: AddedView, b: AddedView): AddedView {
  const failed: readonly Failure[] = [...a.failed, ...b.failed]
  return { added: [...a.added, ...b.added], alreadyThere: [...a.alreadyThere, ...b.alreadyThere], failed }
}

export const adding = new Adding()
