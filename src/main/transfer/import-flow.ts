/**
 * An import under way, from the file to the receipt: one at a time. What was read stays here, and nothing of it is in the
 * vault before it is confirmed; locking forgets it.
 */
import { Refusal } from '../../core/present-failure.ts'
import { joinExports } from '../../core/transfer/collect.ts'
import type { FormatId } from '../../core/transfer/formats.ts'
import type { FormattedExport } from '../../core/transfer/read-export.ts'
import { entriesToAdd, planImport, receiptOf, type Plan } from '../../core/transfer/receipt.ts'
import { TransferError } from '../../core/transfer/transfer-error.ts'
import type { AddedIds } from '../../core/vault/account-additions.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import type { Vault } from '../../core/vault/vault.ts'
import type { ImportSource, ImportView } from '../../shared/views/transfer.ts'
import { ImportCodes } from './import-codes.ts'
import { doneView, previewView, type Unread } from './import-views.ts'
import { progressOf, readItem, type ImportItem, type Progress, type Read } from './read-item.ts'

export interface ImportPorts {
  readonly vault: () => Pick<Vault, 'accounts' | 'trash' | 'add' | 'takeBack'>
  /** Reads in a child that the signal ends (read-in-child.ts). */
  readonly read: Read
  /** Unix milliseconds by the local clock. */
  readonly nowMs: () => number
  /** Told at each step. */
  readonly onChange: (view: ImportView) => void
  /** Opens the small window in which the file's password is typed. */
  readonly askPassword: () => void
  /** Nobody waits for that password any more: the small window goes, where it is open for it. */
  readonly dropQuestion: () => void
}

type State =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'reading'
      readonly source: ImportSource
      readonly running: AbortController
      readonly estimateMs?: number
    }
  | (Waiting & { readonly kind: 'needs-password'; readonly wasWrong: boolean })
  | {
      readonly kind: 'preview'
      readonly source: ImportSource
      readonly read: FormattedExport
      readonly plan: Plan
      readonly unread: readonly Unread[]
    }
  | Extract<ImportView, { kind: 'done' | 'failed' }>

/** What is left to read, the one whose password is asked for first. */
interface Waiting {
  readonly items: readonly [ImportItem, ...ImportItem[]]
  readonly format: FormatId
  readonly soFar: Progress
}

const NONE_ADDED: AddedIds = { live: [], trashed: [] }

export class ImportFlow {
  readonly #ports: ImportPorts
  readonly #codes: ImportCodes
  #state: State = { kind: 'none' }
  /** Ids of what the last import added. */
  #added: AddedIds = NONE_ADDED
  /** A confirmation on its way into the vault; asked again, it gives the one receipt. */
  #confirming: Promise<void> | null = null
  /** How often the vault was shut. */
  #forgotten = 0

  constructor(ports: ImportPorts) {
    this.#ports = ports
    this.#codes = new ImportCodes(ports.nowMs, () => this.#tell())
  }

  get view(): ImportView {
    const state = this.#state
    switch (state.kind) {
      case 'reading': {
        const { source, estimateMs } = state
        return { kind: 'reading', source, ...(estimateMs === undefined ? {} : { estimateMs }) }
      }
      case 'needs-password': {
        const { items, format, wasWrong } = state
        return { kind: 'needs-password', source: items[0].source, format, wasWrong }
      }
      case 'preview':
        return previewView(state, this.#codes)
      default:
        return state
    }
  }

  /** Reads what a link, a code or the clipboard says. */
  async fromText(text: string, source: ImportSource): Promise<ImportView> {
    return await this.fromItems([{ bytes: secretBytesOf(text), source }])
  }

  /**
   * Reads one thing after another into one preview; one that can't be read is told there, and stops no other. A part of a
   * batch whose other parts are in the preview joins them; anything else takes the preview's place.
   * @param unread - What came with them and couldn't even be opened.
   */
  async fromItems(items: readonly ImportItem[], unread: readonly Unread[] = []): Promise<ImportView> {
    const former = this.#state
    const isIncomplete = former.kind === 'preview' && former.read.missingParts !== undefined
    const [first, ...rest] = items
    const soFar: Progress = { read: null, unread }
    if (first === undefined) {
      const [failed] = unread
      if (failed !== undefined) this.#end(soFar, failed.source)
      return this.view
    }
    this.#leave()
    await this.#readAll([first, ...rest], null, soFar)
    const now = this.#state
    if (isIncomplete && now.kind === 'preview' && now.read.format === 'google-migration') {
      const read = { ...joinExports(former.read, now.read), format: former.read.format }
      this.#preview(read, [...former.unread, ...now.unread], now.source)
    }
    return this.view
  }

  /** What waits for a password, or null. */
  get waiting(): { format: FormatId; source: ImportSource; wasWrong: boolean } | null {
    const state = this.#state
    if (state.kind !== 'needs-password') return null
    return { format: state.format, source: state.items[0].source, wasWrong: state.wasWrong }
  }

  /**
   * Goes on with a file's password.
   * @param password - Stays the caller's, who wipes it.
   * @param signal - Ends the whole import.
   * @throws Refusal `nothing-to-import`; TransferError `wrong-password`, `password-needed` where it is empty
   */
  async givePassword(password: Buffer, signal?: AbortSignal): Promise<void> {
    const state = this.#state
    if (state.kind !== 'needs-password') throw new Refusal('nothing-to-import')
    signal?.addEventListener('abort', () => this.cancel(), { once: true })
    await this.#readAll(state.items, password, state.soFar)
    signal?.throwIfAborted()
    const now = this.#state
    if (now.kind === 'needs-password' && now.wasWrong && now.items[0] === state.items[0]) {
      throw new TransferError('wrong-password', { expected: 'the password of the file', got: 'another' })
    }
  }

  /**
   * Takes over entries of the preview, or all that are new (null).
   * @throws Refusal `nothing-to-import`; VaultError, and the preview stays
   */
  async confirm(chosen: readonly number[] | null): Promise<ImportView> {
    this.#confirming ??= this.#confirm(chosen).finally(() => (this.#confirming = null))
    await this.#confirming
    return this.view
  }

  /** Takes back all that the last import added: into the trash, and what it put there out of it. */
  async undo(): Promise<void> {
    if (this.#added.live.length + this.#added.trashed.length === 0) throw new Refusal('nothing-to-import')
    await this.#ports.vault().takeBack(this.#added)
    this.#added = NONE_ADDED
    this.#show({ kind: 'none' })
  }

  /** Ends and forgets it; what was added stays. */
  cancel(): ImportView {
    if (this.#state.kind !== 'none') this.#show({ kind: 'none' })
    return this.view
  }

  /** The vault was shut: nothing of it stays in memory. */
  forget(): void {
    this.#forgotten++
    this.#added = NONE_ADDED
    this.cancel()
  }

  async #confirm(chosen: readonly number[] | null): Promise<void> {
    const state = this.#state
    if (state.kind !== 'preview') throw new Refusal('nothing-to-import')
    const vault = this.#ports.vault()
    const toAdd = entriesToAdd(state.plan, chosen)
    const forgotten = this.#forgotten
    const outcome = await vault.add(toAdd.map(({ account }) => account))
    // It was locked while this was saved: a receipt has names, which nobody may see now.
    if (this.#forgotten !== forgotten) return
    const receipt = receiptOf(state.plan, toAdd, outcome)
    const trashed = receipt.addedToTrash.map(({ id }) => id)
    const inTrash = new Set(trashed)
    const live = receipt.added.map(({ id }) => id).filter((id) => !inTrash.has(id))
    this.#added = { live, trashed }
    this.#show(doneView(state.source, receipt, state.unread))
  }

  async #readAll(
    items: readonly [ImportItem, ...ImportItem[]],
    password: Buffer | null,
    soFar: Progress
  ): Promise<void> {
    const [item, ...rest] = items
    const running = new AbortController()
    this.#show({ kind: 'reading', source: item.source, running }, true)
    const outcome = await readItem(item, password, {
      read: this.#ports.read,
      signal: running.signal,
      onDeriving: (estimateMs) =>
        this.#show({ kind: 'reading', source: item.source, running, estimateMs }, true)
    })
    if (running.signal.aborted) {
      wipe(...items.map(({ bytes }) => bytes))
      return
    }
    if (outcome.kind === 'needs-password') {
      this.#show({ ...outcome, items, soFar }, true)
      if (password === null) this.#ports.askPassword()
      return
    }
    wipe(item.bytes)
    const progress = progressOf(soFar, item.source, outcome, rest.length === 0)
    const [next, ...others] = rest
    if (next === undefined) this.#end(progress, item.source)
    else await this.#readAll([next, ...others], null, progress)
  }

  /** All was read that can be; where that is nothing, the first of them says why. */
  #end({ read, unread }: Progress, source: ImportSource): void {
    const [first] = unread
    if (read !== null) this.#preview(read, unread, source)
    else if (first !== undefined) this.#show({ kind: 'failed', ...first })
  }

  #preview(read: FormattedExport, unread: readonly Unread[], source: ImportSource): void {
    const { accounts, trash } = this.#ports.vault()
    const plan = planImport(
      accounts,
      trash.map(({ account }) => account),
      read
    )
    this.#show({ kind: 'preview', source, read, plan, unread })
  }

  /**
   * Goes to another state, and wipes what the former one held.
   * @param isSame - Of the same import: its bytes are still to be read.
   */
  #show(state: State, isSame = false): void {
    this.#leave(isSame)
    this.#state = state
    if (state.kind === 'preview') this.#codes.show(state.plan.entries)
    this.#tell()
  }

  #leave(isSame = false): void {
    const state = this.#state
    this.#codes.clear()
    if (state.kind === 'reading' && !isSame) state.running.abort()
    if (state.kind === 'needs-password' && !isSame) {
      wipe(...state.items.map(({ bytes }) => bytes))
      this.#ports.dropQuestion()
    }
    this.#state = { kind: 'none' }
  }

  #tell(): void {
    this.#ports.onChange(this.view)
  }
}
