/** An export being chosen: which accounts, in which format, and what that format can't carry. It is written by the small window. */
import { SvelteSet } from 'svelte/reactivity'
import type { Failure } from '../../shared/failure.ts'
import type { AccountView } from '../../shared/views/account.ts'
import type { ExportFormat, ExportLossView } from '../../shared/views/transfer.ts'
import { accounts } from './accounts.svelte.ts'
import { vault } from './vault.svelte.ts'

/** Those whose files hold nothing in clear come first. */
export const FORMATS = {
  encrypted: ['zeroskew', 'aegis-encrypted', '2fas-encrypted'],
  plain: ['key-uri', 'google-migration', 'html', 'aegis', '2fas', 'bitwarden']
} as const satisfies Record<string, readonly ExportFormat[]>

class Exporting {
  #isOpen = $state(false)
  #format = $state<ExportFormat>('zeroskew')
  #which = $state<'all' | 'some'>('all')
  #losses = $state.raw<readonly ExportLossView[]>()
  #failure = $state.raw<Failure>()
  /** The latest question about losses; older answers are void. */
  #asked = 0
  /** Ids of the accounts selected. */
  readonly chosen = new SvelteSet<string>()

  get isOpen(): boolean {
    return this.#isOpen
  }

  get format(): ExportFormat {
    return this.#format
  }

  set format(format: ExportFormat) {
    this.#format = format
    this.#look()
  }

  get which(): 'all' | 'some' {
    return this.#which
  }

  set which(which: 'all' | 'some') {
    this.#which = which
    this.#look()
  }

  /** `undefined` until main has answered. */
  get losses(): readonly ExportLossView[] | undefined {
    return this.#losses
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  /** How many are to be exported. */
  get count(): number {
    return this.#which === 'all' ? accounts.all.length : this.chosen.size
  }

  /** @param ids - Those selected, or null for all. */
  open(ids: readonly string[] | null = null): void {
    this.chosen.clear()
    for (const id of ids ?? []) this.chosen.add(id)
    this.#which = ids === null ? 'all' : 'some'
    this.#isOpen = true
    this.#look()
  }

  close(): void {
    this.#isOpen = false
    this.#losses = this.#failure = undefined
    this.chosen.clear()
  }

  choose({ id }: AccountView, on: boolean): void {
    if (on) this.chosen.add(id)
    else this.chosen.delete(id)
    this.#look()
  }

  /** Goes on in the small window: who sits here, the file's password, the place. */
  go(): void {
    if (this.count === 0) return
    vault.openSecretWindow({ kind: 'export', format: this.#format, ids: this.#ids })
    this.close()
  }

  get #ids(): readonly string[] | null {
    return this.#which === 'all' ? null : [...this.chosen]
  }

  #look(): void {
    const asked = ++this.#asked
    this.#failure = undefined
    if (this.count === 0) {
      this.#losses = []
      return
    }
    this.#losses = undefined
    void window.api.request('export:losses', this.#format, this.#ids).then((outcome) => {
      if (asked !== this.#asked) return
      if (outcome.ok) this.#losses = outcome.value
      else this.#failure = outcome.failure
    })
  }
}

export const exporting = new Exporting()
