/** The deleted accounts, as main gives them when the trash is opened, and after each change from here. */
import type { Failure } from '../../shared/failure.ts'
import type { TrashedView } from '../../shared/views/account.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'

class Trash {
  #list = $state.raw<readonly TrashedView[]>()
  #failure = $state.raw<Failure>()

  /** `undefined` until main has answered. */
  get list(): readonly TrashedView[] | undefined {
    return this.#list
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  async load(): Promise<void> {
    const outcome = await window.api.request('trash:list')
    this.#failure = outcome.ok ? undefined : outcome.failure
    if (outcome.ok) this.#list = outcome.value
  }

  async putBack({ account }: TrashedView): Promise<void> {
    const { failure, window: words } = app.wording
    const outcome = await window.api.request('accounts:restore', [account.id])
    notes.say(outcome.ok ? words.list.restored(words.nameOf(account)) : failure(outcome.failure))
    await this.load()
  }

  /** Deletes for good: one, or all (null). Only ever after a question that names them. */
  async purge(one: TrashedView | null): Promise<void> {
    const { failure, trash: words } = app.wording
    const count = one === null ? (this.#list?.length ?? 0) : 1
    const outcome = await window.api.request('trash:empty', one?.account.id ?? null)
    notes.say(outcome.ok ? words.purged(count) : failure(outcome.failure))
    await this.load()
  }

  /** Nothing shows it any more. */
  forget(): void {
    this.#list = undefined
    this.#failure = undefined
  }
}

export const trash = new Trash()
