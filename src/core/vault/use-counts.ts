/** Uses of codes, counted in memory until something is saved anyway, or some minutes have gone by. Losing one is harmless. */
import { NO_DETAILS, type Account } from '../otp/account.ts'

/** How long a count may wait for another save, ms. */
const WAIT_MS = 5 * 60_000

/** Runs work once, later, and keeps no process alive for it; gives what calls it off. */
export type Later = (ms: number, work: () => void) => () => void

export class UseCounts {
  readonly #save: () => Promise<unknown>
  readonly #later: Later
  #counts: ReadonlyMap<string, number> = new Map()
  #callOff: (() => void) | null = null

  constructor(save: () => Promise<unknown>, later: Later = byTimer) {
    this.#save = save
    this.#later = later
  }

  /** What isn't saved yet, by account id. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts
  }

  note(id: string): void {
    this.#counts = new Map([...this.#counts, [id, (this.#counts.get(id) ?? 0) + 1]])
    this.#callOff ??= this.#later(WAIT_MS, () => {
      this.#callOff = null
      // A disk that can't be written has the counts wait for the next save, or for the next use.
      void this.#save().catch(() => undefined)
    })
  }

  /** Those that were saved are counted no more. */
  taken(saved: ReadonlyMap<string, number>): void {
    const left = [...this.#counts].map(([id, count]) => [id, count - (saved.get(id) ?? 0)] as const)
    this.#counts = new Map(left.filter(([, count]) => count > 0))
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
    this.#counts = new Map()
  }

  /** Accounts with what isn't saved yet. */
  addTo(accounts: readonly Account[]): readonly Account[] {
    return this.#counts.size === 0 ? accounts : accounts.map((account) => this.#withUses(account))
  }

  #withUses(account: Account): Account {
    const uses = this.#counts.get(account.id)
    if (uses === undefined) {
      return account
    }
    const details = account.details ?? NO_DETAILS
    return { ...account, details: { ...details, useCount: details.useCount + uses } }
  }
}

function byTimer(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms).unref()
  return () => {
    clearTimeout(timer)
  }
}
