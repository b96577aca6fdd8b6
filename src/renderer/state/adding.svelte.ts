/** Adding accounts by clipboard, file or drop: main reads them, the window gets a preview where there is something to decide, then a receipt. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { AccountView, ImportPreview, ImportView } from '../../shared/views.ts'
import { accounts } from './accounts.svelte.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { vault } from './vault.svelte.ts'

/** How long a receipt without a failure stays, ms; one with a failure stays until it is closed. */
const STAY_MS = 8000

/** What came of one or several imports: found = added + already there + left out + failed. */
export interface Receipt {
  readonly added: readonly AccountView[]
  readonly alreadyThere: number
  readonly leftOut: number
  readonly failed: readonly Failure[]
}

const NOTHING: Receipt = { added: [], alreadyThere: 0, leftOut: 0, failed: [] }

/** What the user decided over a preview: the entries to add (null: all that are new), or `undefined` for none of it. */
type Decision = readonly number[] | null | undefined

class Adding {
  #receipt = $state.raw<Receipt>()
  #preview = $state.raw<ImportPreview>()
  #working = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined
  #decide: ((decision: Decision) => void) | undefined

  get receipt(): Receipt | undefined {
    return this.#receipt
  }

  /** What was found, while it waits for a decision. */
  get preview(): ImportPreview | undefined {
    return this.#preview
  }

  get working(): boolean {
    return this.#working
  }

  fromClipboard(): Promise<void> {
    return this.#add([() => window.api.request('import:from-clipboard')])
  }

  fromChosenFile(): Promise<void> {
    return this.#add([() => window.api.request('import:choose-file')])
  }

  /** Only the paths go to main; the files themselves are never read here. */
  fromFiles(files: readonly File[]): Promise<void> {
    const paths = files.map((file) => window.api.pathOf(file))
    return this.#add([() => window.api.request('import:from-files', paths)])
  }

  /** A text was dropped: refused, because reading it would bring a secret into this window. */
  refuseText(): void {
    const words = app.wording.window.add
    notes.say(`${words.dropText}. ${words.dropTextHint}`)
  }

  /** Answers the preview: adds what is new. */
  confirm(): void {
    this.#decide?.(null)
  }

  /** Answers the preview: adds nothing. */
  cancel(): void {
    this.#decide?.(undefined)
  }

  dismiss(): void {
    clearTimeout(this.#timer)
    this.#receipt = undefined
  }

  async #add(asks: readonly (() => Promise<Outcome<ImportView>>)[]): Promise<void> {
    if (this.#working) return
    if (!vault.unlocked) {
      notes.say(app.wording.window.add.locked)
      return
    }
    this.#working = true
    this.dismiss()
    let sum: Receipt | undefined
    for (const ask of asks) {
      const receipt = await this.#one(ask)
      if (receipt !== undefined) sum = together(sum ?? NOTHING, receipt)
    }
    this.#working = false
    if (sum !== undefined) this.#show(sum)
  }

  /** One import to its end; `undefined` where nothing was begun, or the user let it be. */
  async #one(ask: () => Promise<Outcome<ImportView>>): Promise<Receipt | undefined> {
    let outcome = await ask()
    if (outcome.ok && outcome.value.kind === 'needs-password') {
      const settled = pushedWhenSettled()
      vault.openSecretWindow('import-password')
      outcome = { ok: true, value: await settled }
    }
    if (outcome.ok && outcome.value.kind === 'preview') {
      const decision = isPlain(outcome.value) ? null : await this.#decision(outcome.value)
      outcome = await (decision === undefined
        ? window.api.request('import:cancel')
        : window.api.request('import:confirm', decision))
    }
    return outcome.ok ? receiptOf(outcome.value) : { ...NOTHING, failed: [outcome.failure] }
  }

  async #decision(preview: ImportPreview): Promise<Decision> {
    this.#preview = preview
    const decision = await new Promise<Decision>((resolve) => (this.#decide = resolve))
    this.#preview = undefined
    this.#decide = undefined
    return decision
  }

  #show(receipt: Receipt): void {
    this.#receipt = receipt
    if (receipt.failed.length === 0) this.#timer = setTimeout(() => this.dismiss(), STAY_MS)
    const [first] = receipt.added
    if (first === undefined) return
    accounts.query = ''
    accounts.select(first.id)
  }
}

/** There is nothing to decide: one new account, or none at all. */
function isPlain({ entries, failed, missingParts }: ImportPreview): boolean {
  const fresh = entries.filter(isFresh)
  if (missingParts !== undefined) return false
  return fresh.length === 0 || (fresh.length === 1 && failed.length === 0)
}

/** Whether an entry is added unless somebody says otherwise. */
export function isFresh({ state, isTrashed }: ImportPreview['entries'][number]): boolean {
  return !isTrashed && (state === 'new' || state === 'same-name')
}

function receiptOf(view: ImportView): Receipt | undefined {
  if (view.kind === 'done') {
    const { added, alreadyThere, leftOut, failed } = view
    return { added, alreadyThere, leftOut, failed }
  }
  return view.kind === 'failed' ? { ...NOTHING, failed: [view.failure] } : undefined
}

/** The import's next state that isn't reading or waiting for a password. */
function pushedWhenSettled(): Promise<ImportView> {
  return new Promise((resolve) => {
    const stop = window.api.onPush('import:changed', (view) => {
      if (view.kind === 'reading' || view.kind === 'needs-password') return
      stop()
      resolve(view)
    })
  })
}

function together(a: Receipt, b: Receipt): Receipt {
  return {
    added: [...a.added, ...b.added],
    alreadyThere: a.alreadyThere + b.alreadyThere,
    leftOut: a.leftOut + b.leftOut,
    failed: [...a.failed, ...b.failed]
  }
}

export const adding = new Adding()
