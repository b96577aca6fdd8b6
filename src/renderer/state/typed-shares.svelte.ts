/** The shares typed so far to open the vault: one set, none twice, until as many are there as it needs. */
import type { Failure } from '../../shared/failure.ts'
import type { ShareView } from '../../shared/views/vault.ts'
import { errand } from './secret-task.svelte.ts'

export interface TypedShare extends ShareView {
  readonly text: string
}

export class TypedShares {
  #list = $state.raw<readonly TypedShare[]>([])
  #failure = $state.raw<Failure>()

  get list(): readonly TypedShare[] {
    return this.#list
  }

  /** Why the share typed last wasn't taken. */
  get failure(): Failure | undefined {
    return this.#failure ?? errand.failure
  }

  /** How many the set needs; `undefined` before the first one. */
  get threshold(): number | undefined {
    return this.#list[0]?.threshold
  }

  get isEnough(): boolean {
    return this.threshold !== undefined && this.#list.length >= this.threshold
  }

  /** Gives whether it was taken. */
  async add(text: string): Promise<boolean> {
    this.#failure = undefined
    const share = await errand.checkShare(text)
    if (share === null) return false
    const [first] = this.#list
    if (first !== undefined && first.setId !== share.setId) this.#failure = { code: 'shares-differ' }
    else if (this.#list.some(({ index }) => index === share.index)) this.#failure = { code: 'share-twice' }
    else this.#list = [...this.#list, { ...share, text }].sort((a, b) => a.index - b.index)
    return this.#failure === undefined
  }

  remove(index: number): void {
    this.#list = this.#list.filter((share) => share.index !== index)
    this.forgetFailure()
  }

  forgetFailure(): void {
    this.#failure = undefined
    errand.forgetFailure()
  }
}
