/**
 * The one call of the keychain that may prompt: it has no deadline, and is ended by the user alone, with SIGKILL. keytar
 * unlocks the keyring by itself when it is asked for an item that is there, so that is what is asked for.
 */
import type { ChildPort, ForkChild } from '../../core/fork-child.ts'
import type { Keychain } from '../../core/vault/keychain/keychain.ts'
import { createKeytarKeychain } from '../../core/vault/keychain/keytar-child.ts'

/** Node's longest timer, ms: 24 days are no deadline. */
const NO_DEADLINE_MS = 2 ** 31 - 1

export class KeychainPrompt {
  readonly #fork: ForkChild
  readonly #usual: Keychain
  readonly #children = new Set<ChildPort>()
  #isCancelled = false

  constructor(fork: ForkChild, usual: Keychain) {
    this.#fork = fork
    this.#usual = usual
  }

  /** Whether the call under way, or the last one, was ended by the user. */
  get isCancelled(): boolean {
    return this.#isCancelled
  }

  /** A keychain whose reading may prompt. Its state is taken for good until it was asked, and then is the real one. */
  keychain(): Keychain {
    this.#isCancelled = false
    let isAsked = false
    const patient = createKeytarKeychain({ fork: () => this.#forkKnown(), deadlineMs: NO_DEADLINE_MS })
    return {
      ...this.#usual,
      state: () => (isAsked ? this.#usual.state() : Promise.resolve('present')),
      read: (account) => {
        isAsked = true
        return patient.read(account)
      }
    }
  }

  cancel(): void {
    this.#isCancelled = true
    for (const child of this.#children) child.kill()
  }

  #forkKnown(): ChildPort {
    const child = this.#fork()
    this.#children.add(child)
    child.onExit(() => this.#children.delete(child))
    return child
  }
}
