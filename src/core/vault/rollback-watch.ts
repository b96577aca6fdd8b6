/**
 * Whether an older file than the latest seen here was put back, at opening or while the vault is open: what was saved in
 * between isn't in it, so HOTP counters are in doubt (docs/vault-format.md, "Backups").
 */
import type { Loaded } from './opening.ts'
import { readSeen, rollbackOf, type Rollback, type SeenSave } from './seen-saves.ts'
import type { VaultSetting } from './vault-setting.ts'

export class RollbackWatch {
  readonly #setting: Pick<VaultSetting, 'seenPath' | 'files'>
  readonly #vaultId: string
  /** The latest save that memory includes. */
  #included: SeenSave
  #found: Rollback | null

  /** @param found - at opening */
  constructor(setting: Pick<VaultSetting, 'seenPath' | 'files'>, opened: Loaded, found: Rollback | null) {
    this.#setting = setting
    this.#vaultId = opened.contents.vaultId.toString('hex')
    this.#included = saveOf(opened)
    this.#found = found
  }

  /** The last that was found, or `null`: to be told for as long as the vault is open. */
  get found(): Rollback | null {
    return this.#found
  }

  /**
   * The latest save seen here. To be asked before the file is read, which is then at least as new unless an older one was
   * put back: every save is noted after it was written.
   */
  async seen(): Promise<SeenSave | null> {
    const { seenPath, files } = this.#setting
    return seenPath === undefined ? null : await readSeen(seenPath, this.#vaultId, files)
  }

  /**
   * Takes note of what lies on the disk.
   * @param seen - before it was read
   * @param memory - what is merged with it; `null` where the disk takes its place
   */
  note(seen: SeenSave | null, disk: Loaded, memory: Loaded | null): void {
    const all = memory === null ? [] : [this.#included, saveOf(memory)]
    const save = saveOf(disk)
    this.#included = all.reduce((latest, one) => (one.revision >= latest.revision ? one : latest), save)
    // Where memory has the latest, nothing is missing.
    if (rollbackOf(seen, this.#included) !== null) {
      this.#found = rollbackOf(seen, save) ?? this.#found
    }
  }

  /**
   * Whether counters are in doubt on top of a save. Not on one above all that was seen: whoever made it marked them, or
   * had the latest in memory; and the user may have confirmed them since.
   */
  isInDoubt({ revision }: Pick<SeenSave, 'revision'>): boolean {
    return this.#found !== null && revision <= this.#found.seenRevision
  }
}

function saveOf({ revision, saveId }: Loaded): SeenSave {
  return { revision, saveId: saveId.toString('hex') }
}
