/** Saves the changes of an open vault, each with what rides along with it, and tells whoever listens what happened. */
import type { BackupTrouble } from './backup-keeper.ts'
import { addUses, doubtCounters } from './counter-changes.ts'
import type { Conflict } from './merge.ts'
import type { Change, Saved, Session } from './session.ts'
import { UseCounts, type Later } from './use-counts.ts'

/** What a listener is told: not the accounts, which it asks for, but what happened. */
export interface VaultChange {
  /** `unsaved`: shown from memory, because it couldn't be saved (`Vault.unsaved` says why). */
  readonly kind: 'saved' | 'reloaded' | 'unsaved' | 'locked'
  /** Changes of ours that another process's came before; they lie in the accounts' histories. */
  readonly conflicts: readonly Conflict[]
}

export class VaultSaver {
  /** Uses of codes: they are saved with whatever is saved next. */
  readonly uses: UseCounts
  readonly #session: Session
  #backupTrouble: BackupTrouble | null = null
  readonly #listeners = new Set<(change: VaultChange) => void>()

  constructor(session: Session, later?: Later) {
    this.#session = session
    this.uses = new UseCounts(() => this.saveUses(), later)
  }

  /** Why the last save has no backup, or `null`: the save itself is good. */
  get backupTrouble(): BackupTrouble | null {
    return this.#backupTrouble
  }

  /**
   * @throws {@link VaultError} those of {@link Session.save}
   */
  async save(change: Change): Promise<Saved> {
    let counted: ReadonlyMap<string, number> = new Map()
    const make: Change['make'] = (contents, day, isInDoubt) => {
      counted = this.uses.counts
      const doubted = isInDoubt ? doubtCounters(contents) : contents
      return change.make(addUses(doubted, counted), day, isInDoubt)
    }
    const saved = await this.#session.save({ ...change, make })
    if (saved.kind === 'saved' || saved.kind === 'unsaved') {
      this.uses.taken(counted)
    }
    if (saved.kind === 'saved') {
      this.#backupTrouble = saved.backupTrouble
    }
    if (saved.kind !== 'same') {
      this.tell({ kind: saved.kind, conflicts: saved.conflicts })
    }
    return saved
  }

  /** Saves counts of use that wait, if there are any; makes no backup. */
  async saveUses(): Promise<void> {
    if (this.uses.counts.size > 0) {
      await this.save({ on: 'seen', isMinor: true, make: (contents) => contents })
    }
  }

  /** Gives a function that stops listening. */
  onChange(listener: (change: VaultChange) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(change: VaultChange): void {
    for (const listener of [...this.#listeners]) {
      listener(change)
    }
  }

  /** The vault was locked: the last that is told. */
  end(): void {
    this.uses.stop()
    this.tell({ kind: 'locked', conflicts: [] })
    this.#listeners.clear()
  }
}
