/** What main remembers of one visit to the small window: the shares typed so far, and what can be ended. Gone with the window. */
import { Refusal } from '../../core/present-failure.ts'
import { wipe } from '../../core/vault/secret-bytes.ts'
import { parseShare } from '../../core/vault/share-text.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { ShareView } from '../../shared/views/vault.ts'

interface TypedShare extends ShareView {
  readonly text: string
}

export class SecretVisit {
  #shares: readonly TypedShare[] = []
  #running: AbortController | null = null

  /** A window was opened, or closed. */
  begin(): void {
    this.abort()
    this.#shares = []
  }

  /** The shares typed so far, as texts. */
  get shares(): readonly string[] {
    return this.#shares.map(({ text }) => text)
  }

  /**
   * Takes one share of a set.
   * @throws VaultError `share-mistyped`, `shares-differ`, `share-twice`; those before stay
   */
  addShare(text: string): ShareView {
    const share = parseShare(text)
    if (share === null) throw new VaultError('share-mistyped', 'expected a share, got something else')
    wipe(share.part)
    const { index, threshold } = share
    const view = { setId: share.setId.toString('hex'), index, threshold }
    if (this.#shares.some(({ setId }) => setId !== view.setId)) {
      throw new VaultError('shares-differ', 'expected a share of the set of those before')
    }
    if (this.#shares.some((known) => known.index === index)) {
      throw new VaultError('share-twice', `expected another share, got number ${index} twice`)
    }
    this.#shares = [...this.#shares, { ...view, text }]
    return view
  }

  /**
   * Does work that {@link SecretVisit.abort} ends; one at a time.
   * @throws Refusal `cancelled`, and what the work throws
   */
  async abortable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.abort()
    const running = new AbortController()
    this.#running = running
    try {
      return await work(running.signal)
    } catch (error) {
      if (running.signal.aborted) throw new Refusal('cancelled', {}, { cause: error })
      throw error
    } finally {
      if (this.#running === running) this.#running = null
    }
  }

  /** Ends a key derivation under way. */
  abort(): void {
    this.#running?.abort()
    this.#running = null
  }
}
