/** Changes of the chosen accounts together. */
import type { AccountChanges, AccountView } from '../../shared/views/account.ts'
import { accounts } from './accounts.svelte.ts'
import { app } from './app.svelte.ts'
import { chosen } from './chosen.svelte.ts'
import { exporting } from './exporting.svelte.ts'
import { notes } from './notes.svelte.ts'

/** In how many of the chosen accounts a group is. */
export type Share = 'all' | 'some' | 'none'

class Bulk {
  /** The dialog for their groups is open. */
  grouping = $state(false)

  shareOf(group: string): Share {
    const count = chosen.accounts.filter(({ groups }) => groups.includes(group)).length
    return count === 0 ? 'none' : count === chosen.count ? 'all' : 'some'
  }

  async favour(isFavourite: boolean): Promise<void> {
    await this.#edit(chosen.accounts, () => ({ isFavourite }))
  }

  /** Puts all of them into groups and takes them out of others; what isn't named stays. */
  async group(into: readonly string[], outOf: readonly string[]): Promise<void> {
    const changed = chosen.accounts.filter(
      ({ groups }) => into.some((it) => !groups.includes(it)) || outOf.some((it) => groups.includes(it))
    )
    await this.#edit(changed, ({ groups }) => ({
      groups: [...new Set([...groups, ...into])].filter((it) => !outOf.includes(it))
    }))
  }

  async remove(): Promise<void> {
    const removed = chosen.accounts
    chosen.clear()
    await accounts.remove(...removed)
  }

  exportThem(): void {
    exporting.open(chosen.accounts.map(({ id }) => id))
  }

  /** Accounts that become alike are changed by one request. */
  async #edit(changed: readonly AccountView[], to: (account: AccountView) => AccountChanges): Promise<void> {
    const { failure, list } = app.wording
    const alike = Map.groupBy(changed, (account) => JSON.stringify(to(account)))
    for (const same of alike.values()) {
      const [first] = same
      if (first === undefined) continue
      const outcome = await window.api.request(
        'accounts:edit',
        same.map(({ id }) => id),
        to(first)
      )
      if (!outcome.ok) {
        notes.say(failure(outcome.failure))
        return
      }
    }
    notes.say(list.changed(changed.length))
  }
}

export const bulk = new Bulk()
