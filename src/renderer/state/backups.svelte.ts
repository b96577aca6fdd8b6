/** The backups: which there are, what lies in the one that is looked into, and what is taken out of it. */
import { SvelteSet } from 'svelte/reactivity'
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { BackupContentsView, BackupView } from '../../shared/views/vault.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'

/** A backup that was looked into. */
export interface Looked {
  readonly backup: BackupView
  readonly contents: BackupContentsView
}

class Backups {
  #list = $state.raw<readonly BackupView[]>()
  #looked = $state.raw<Looked>()
  #failure = $state.raw<Failure>()
  #busy = $state(false)
  /** Ids of the accounts that are ticked. */
  readonly chosen = new SvelteSet<string>()

  /** `undefined` until main has answered. */
  get list(): readonly BackupView[] | undefined {
    return this.#list
  }

  get looked(): Looked | undefined {
    return this.#looked
  }

  /** Why the last thing asked of main didn't succeed. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  get busy(): boolean {
    return this.#busy
  }

  async load(): Promise<void> {
    const list = await this.#ask(() => window.api.request('backups:list'))
    if (list !== null) this.#list = list
  }

  async look(backup: BackupView): Promise<void> {
    const contents = await this.#ask(() => window.api.request('backups:look', backup.id))
    if (contents === null) return
    this.chosen.clear()
    this.#looked = { backup, contents }
  }

  /** Back to the list. */
  close(): void {
    this.#looked = undefined
    this.#failure = undefined
    this.chosen.clear()
  }

  /** Ids among those wanted (null: all) whose HOTP counter in the backup is lower than known. */
  loweredOf(ids: readonly string[] | null): readonly string[] {
    const lowered = this.#looked?.contents.lowered ?? []
    return ids === null ? lowered : lowered.filter((id) => ids.includes(id))
  }

  async restore(ids: readonly string[] | null, asInBackup: boolean): Promise<void> {
    const looked = this.#looked
    if (looked === undefined) return
    const came = await this.#ask(() =>
      window.api.request('backups:restore', looked.backup.id, ids, asInBackup)
    )
    if (came === null) return
    const [failed] = came.failed
    notes.say(
      failed === undefined
        ? app.wording.backups.restored(came.added.length, came.alreadyThere.length)
        : app.wording.failure(failed)
    )
    await this.look(looked.backup)
  }

  /** In place of a vault that can't be read. Gives whether it was done. */
  async putBack(backup: BackupView): Promise<boolean> {
    if ((await this.#ask(() => window.api.request('backups:put-back', backup.id))) === null) return false
    notes.say(app.wording.backups.isBack)
    return true
  }

  async removeOlderKeys(): Promise<void> {
    const count = await this.#ask(() => window.api.request('backups:remove-older-keys'))
    if (count === null) return
    notes.say(app.wording.backups.removedOlder(count))
    await this.load()
  }

  async chooseSecondPlace(): Promise<void> {
    const path = await this.#ask(() => window.api.request('backups:choose-second-place'))
    if (path !== null) {
      notes.say(app.wording.backups.second.chosen)
      await this.load()
    }
  }

  async forgetSecondPlace(): Promise<void> {
    if ((await this.#ask(() => window.api.request('backups:forget-second-place'))) === null) return
    notes.say(app.wording.backups.second.forgotten)
    await this.load()
  }

  /** Nothing shows them any more. */
  forget(): void {
    this.close()
    this.#list = undefined
  }

  /** The value, or `null` after a failure. */
  async #ask<T>(ask: () => Promise<Outcome<T>>): Promise<T | null> {
    this.#busy = true
    this.#failure = undefined
    const outcome = await ask()
    this.#busy = false
    if (outcome.ok) return outcome.value
    this.#failure = outcome.failure
    return null
  }
}

export const backups = new Backups()
