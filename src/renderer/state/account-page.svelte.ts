/** The account whose page is shown: its changes, and the two consecutive codes that were asked for. */
import type { Failure } from '../../shared/failure.ts'
import type { AccountChanges, AccountView } from '../../shared/views/account.ts'
import type { ConsecutiveCodesView } from '../../shared/views/code.ts'
import { app } from './app.svelte.ts'
import { icons } from './icons.svelte.ts'
import { notes } from './notes.svelte.ts'

class AccountPage {
  #editing = $state(false)
  #busy = $state(false)
  #failure = $state.raw<Failure>()
  #pair = $state.raw<ConsecutiveCodesView>()

  get editing(): boolean {
    return this.#editing
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Why the last change was refused. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  get pair(): ConsecutiveCodesView | undefined {
    return this.#pair
  }

  edit(): void {
    this.#editing = true
    this.#failure = undefined
  }

  stopEditing(): void {
    this.#editing = false
    this.#failure = undefined
  }

  /** Gives whether it was taken. */
  async change({ id }: AccountView, changes: AccountChanges): Promise<boolean> {
    if (this.#busy) return false
    this.#busy = true
    const outcome = await window.api.request('accounts:edit', [id], changes)
    this.#busy = false
    this.#failure = outcome.ok ? undefined : outcome.failure
    return outcome.ok
  }

  async save(account: AccountView, changes: AccountChanges): Promise<void> {
    if (!(await this.change(account, changes))) return
    this.#editing = false
    const { account: words, window } = app.wording
    notes.say(words.saved(window.nameOf({ ...account, ...changes })))
  }

  async chooseIcon({ id }: AccountView): Promise<void> {
    const outcome = await window.api.request('accounts:choose-icon', id)
    this.#failure = outcome.ok ? undefined : outcome.failure
    icons.forget(id)
  }

  async showPair({ id }: AccountView): Promise<void> {
    const outcome = await window.api.request('codes:consecutive', id)
    if (outcome.ok) this.#pair = outcome.value
    else notes.say(app.wording.failure(outcome.failure))
  }

  async copyPair({ id }: AccountView): Promise<void> {
    const { account: words, failure } = app.wording
    const outcome = await window.api.request('codes:copy-consecutive', id)
    notes.say(outcome.ok ? words.consecutive.copied : failure(outcome.failure))
  }

  /** Another account is shown, or none: its codes and half-typed names go. */
  forget(): void {
    this.#pair = undefined
    this.stopEditing()
  }
}

export const accountPage = new AccountPage()

/** The groups named in a line of text, in its order and each once; commas of any width part them. */
export function groupsIn(text: string): readonly string[] {
  const names = text
    .split(/[,，、､]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.filter((name, i) => names.indexOf(name) === i)
}
