/** Whether it is ours to ask the sources, or another process of the same data folder does (check-sharing.ts). */
import type { CheckOutcome, CheckSharing, CheckTurn, KnownCheck } from './check-sharing.ts'
import type { Source } from './source.ts'

export class OurTurn {
  readonly #sharing: CheckSharing
  #turn: CheckTurn | null = null

  constructor(sharing: CheckSharing) {
    this.#sharing = sharing
  }

  /**
   * Waits until it is our turn, or another process has found what we want to know.
   * @param isWanted - Asked then: whether the check that it is for is still to be made. If not, the others go on.
   */
  async await(
    sources: readonly Source[],
    freshMs: number,
    isWanted: () => boolean
  ): Promise<KnownCheck | 'ours' | 'unwanted'> {
    const claim = await this.#sharing.claim(sources, freshMs)
    if (!isWanted()) {
      if (claim.kind === 'turn') claim.end(null)
      return 'unwanted'
    }
    if (claim.kind === 'known') return claim
    this.#turn = claim
    return 'ours'
  }

  /** Tells the others what we found, the first time and whenever it was narrowed. */
  tell(outcome: CheckOutcome): void {
    this.#turn?.end(outcome)
  }

  /** Lets the others in; what was told stays told. */
  end(): void {
    this.#turn?.end(null)
    this.#turn = null
  }
}
