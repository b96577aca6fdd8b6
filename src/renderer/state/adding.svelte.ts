/**
 * Adding accounts by clipboard, files, drops and links. Main reads them and owns the import; the window shows how far it
 * is, and gives the user's answers. One account that was pasted by hand goes straight in; everything else is asked about.
 */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { AccountView } from '../../shared/views/account.ts'
import type { ImportEntry, ImportPreview, ImportSource, ImportView } from '../../shared/views/transfer.ts'
import { accounts } from './accounts.svelte.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'
import { vault } from './vault.svelte.ts'

const NONE: ImportView = { kind: 'none' }

class Adding {
  readonly #pushed = new Pushed('import:changed', () => window.api.request('import:state'))
  /** A paste whose outcome isn't known yet: what it comes to may need no question. */
  #isPasting = $state(false)
  #busy = $state(false)
  /** What couldn't even be begun. */
  #refused = $state.raw<Extract<ImportView, { kind: 'failed' }>>()
  #cameWithout = $state.raw<readonly ImportEntry[]>([])
  #failure = $state.raw<Failure>()
  /** Ticked by hand, and in which preview; else all that can be added. */
  #ticked = $state.raw<{ readonly of: string; readonly entries: ReadonlySet<number> }>()

  /** How far the import is, as far as it is to be shown. */
  readonly view = $derived.by((): ImportView => {
    if (!vault.unlocked) return NONE
    if (this.#refused !== undefined) return this.#refused
    const view = this.#pushed.value ?? NONE
    return this.#isPasting && view.kind !== 'reading' ? NONE : view
  })

  /** What was found, while it waits for a decision. */
  get preview(): ImportPreview | undefined {
    return this.view.kind === 'preview' ? this.view : undefined
  }

  /** Main is adding, or taking back. */
  get busy(): boolean {
    return this.#busy
  }

  /** Why the last answer didn't succeed; the preview stays. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  /** What the last import added without something that couldn't be read, or shortened. */
  get cameWithout(): readonly ImportEntry[] {
    return this.#cameWithout
  }

  /** Numbers of the entries to add. */
  readonly chosen = $derived.by((): ReadonlySet<number> => {
    const { preview } = this
    if (preview === undefined) return new Set()
    if (this.#ticked?.of === nameOf(preview)) return this.#ticked.entries
    return new Set(preview.entries.filter(isAddable).map(({ entry }) => entry))
  })

  /** One account pasted by hand goes straight in, with a note and a way back. */
  async fromClipboard(): Promise<void> {
    if (this.#isPasting || !this.mayBegin()) return
    this.#isPasting = true
    try {
      const view = await this.#ask({ kind: 'clipboard' }, () => window.api.request('import:from-clipboard'))
      if (view?.kind === 'preview' && isSingle(view)) await this.#takeStraight(view)
    } finally {
      this.#isPasting = false
    }
  }

  async fromChosenFile(): Promise<void> {
    if (this.mayBegin())
      await this.#ask({ kind: 'file', name: '' }, () => window.api.request('import:choose-file'))
  }

  /** Main looks for QR codes on all screens, with this window out of the way. */
  async fromScreen(): Promise<void> {
    if (this.mayBegin()) await this.#ask({ kind: 'screen' }, () => window.api.request('import:from-screen'))
  }

  /** Only the paths go to main; the files themselves are never read here. */
  async fromFiles(files: readonly File[]): Promise<void> {
    if (!this.mayBegin()) return
    const paths = files.map((file) => window.api.pathOf(file))
    const source = { kind: 'file', name: files[0]?.name ?? '' } as const
    await this.#ask(source, () => window.api.request('import:from-files', paths))
  }

  /** A text was dropped: refused, because reading it would bring a secret into this window. */
  refuseText(): void {
    const words = app.wording.window.add
    notes.say(`${words.dropText}. ${words.dropTextHint}`)
  }

  tick(entry: number, on: boolean): void {
    const others = [...this.chosen].filter((other) => other !== entry)
    this.#tickThese(new Set(on ? [...others, entry] : others))
  }

  /** Ticks all that can be added, or none. */
  tickAll(on: boolean): void {
    const all = on ? (this.preview?.entries.filter(isAddable) ?? []) : []
    this.#tickThese(new Set(all.map(({ entry }) => entry)))
  }

  /** Answers the preview: adds what is ticked. */
  async confirm(): Promise<void> {
    const { preview, chosen } = this
    if (preview === undefined) return
    const cameWithout = preview.entries.filter((one) => chosen.has(one.entry) && !isWhole(one))
    const view = await this.#act(() => window.api.request('import:confirm', [...chosen]))
    if (view?.kind !== 'done') return
    this.#cameWithout = cameWithout
    showFirst(view.first)
  }

  /** Ends it, and forgets what was read; what was added stays. */
  async cancel(): Promise<void> {
    this.forget()
    if ((this.#pushed.value ?? NONE).kind !== 'none')
      await this.#act(() => window.api.request('import:cancel'))
  }

  /** Takes back all that was added. */
  async undo(): Promise<void> {
    const { view } = this
    const done = await this.#act(async () => {
      const outcome = await window.api.request('import:undo')
      return outcome.ok ? { ok: true, value: NONE } : outcome
    })
    if (done !== undefined && view.kind === 'done') {
      const { added, addedToTrash } = view
      notes.say(app.wording.transferWindow.import.undone(added - addedToTrash, addedToTrash))
    }
  }

  /** The vault was locked: main has forgotten what was read. */
  forget(): void {
    this.#refused = this.#failure = this.#ticked = undefined
    this.#cameWithout = []
  }

  /** The password is asked for in the small window. */
  typePassword(): void {
    vault.openSecretWindow('import-password')
  }

  /** Whether another import may begin; says why where it may not. */
  mayBegin(): boolean {
    const { transferWindow, window: words } = app.wording
    if (!vault.unlocked) notes.say(words.add.locked)
    // Only what is missing of a batch may come to what waits for a decision.
    else if (this.preview !== undefined && this.preview.missingParts === undefined)
      notes.say(transferWindow.import.decideFirst)
    else return true
    return false
  }

  async #ask(source: ImportSource, ask: () => Promise<Outcome<ImportView>>): Promise<ImportView | undefined> {
    this.#refused = this.#failure = undefined
    const outcome = await ask()
    if (outcome.ok) {
      this.#pushed.take(outcome.value)
      return outcome.value
    }
    if (outcome.failure.code !== 'cancelled')
      this.#refused = { kind: 'failed', source, failure: outcome.failure }
    return undefined
  }

  async #act(act: () => Promise<Outcome<ImportView>>): Promise<ImportView | undefined> {
    if (this.#busy) return undefined
    this.#busy = true
    this.#failure = undefined
    const outcome = await act()
    this.#busy = false
    if (!outcome.ok) {
      this.#failure = outcome.failure
      return undefined
    }
    this.#pushed.take(outcome.value)
    return outcome.value
  }

  async #takeStraight({ entries: [entry] }: ImportPreview): Promise<void> {
    if (entry === undefined) return
    const { import: words } = app.wording.transferWindow
    const name = app.wording.window.nameOf(entry.account)
    const view = isAddable(entry)
      ? await this.#act(() => window.api.request('import:confirm', [entry.entry]))
      : NONE
    // Refused, because it couldn't be saved: the preview is shown after all.
    if (view === undefined) return
    if (view.kind === 'done') showFirst(view.first)
    if (view.kind === 'done' && view.added > 0) {
      const said = entry.state === 'same-name' ? words.addedBeside(name) : words.added(name)
      notes.say(said, { label: app.wording.window.list.undo, run: () => void this.#undoStraight(name) })
    } else notes.say(words.alreadyThere(name))
    await this.cancel()
  }

  async #undoStraight(name: string): Promise<void> {
    const outcome = await window.api.request('import:undo')
    notes.say(outcome.ok ? app.wording.window.list.removed(name) : app.wording.failure(outcome.failure))
  }

  #tickThese(entries: ReadonlySet<number>): void {
    if (this.preview !== undefined) this.#ticked = { of: nameOf(this.preview), entries }
  }
}

/** Nothing has to be asked: one live account of the clipboard, whole, and nothing else. */
function isSingle({ source, found, entries, missingParts }: ImportPreview): boolean {
  const [entry] = entries
  if (entry === undefined || entries.length > 1 || found > 1 || missingParts !== undefined) return false
  return source.kind === 'clipboard' && isWhole(entry) && !entry.isTrashed
}

/** Whether all of it comes in. */
function isWhole({ unread, shortened }: ImportEntry): boolean {
  return unread === undefined && shortened === undefined
}

/** Whether an entry can be added at all. */
export function isAddable({ state }: Pick<ImportEntry, 'state'>): boolean {
  return state === 'new' || state === 'same-name'
}

/** Whether an entry would come in as a live account. */
export function isFresh(entry: Pick<ImportEntry, 'state' | 'isTrashed'>): boolean {
  return !entry.isTrashed && isAddable(entry)
}

/** Tells one preview from another; its codes come anew every few seconds. */
function nameOf({ source, format, found, failed }: ImportPreview): string {
  return JSON.stringify([source, format, found, failed.length])
}

function showFirst([first]: readonly AccountView[]): void {
  if (first === undefined) return
  accounts.query = ''
  accounts.select(first.id)
}

export const adding = new Adding()
