/** Whether there is a vault, whether it is open, and the ways to open it. */
import type { Failure } from '../../shared/failure.ts'
import type { SecretTask } from '../../shared/ipc.ts'
import type { VaultView } from '../../shared/views.ts'
import { Pushed } from './pushed.svelte.ts'

class Vault {
  readonly #view = new Pushed('vault:changed', () => window.api.request('vault:state'))
  #askingKeychain = $state(false)
  #failure = $state.raw<Failure>()

  get view(): VaultView {
    return this.#view.value ?? { kind: 'opening' }
  }

  get unlocked(): boolean {
    return this.view.kind === 'unlocked'
  }

  get askingKeychain(): boolean {
    return this.#askingKeychain
  }

  /** Why the keychain didn't open the vault just now, or else when the app started. */
  get keychainFailure(): Failure | undefined {
    return this.#failure ?? (this.view.kind === 'locked' ? this.view.keychain : undefined)
  }

  async unlockByKeychain(): Promise<void> {
    if (this.#askingKeychain) return
    this.#askingKeychain = true
    this.#failure = undefined
    const outcome = await window.api.request('vault:unlock-by-keychain')
    if (!outcome.ok) this.#failure = outcome.failure
    this.#askingKeychain = false
  }

  lock(): void {
    this.#failure = undefined
    void window.api.request('vault:lock')
  }

  /** Opens the small window in which secrets are typed or shown. */
  openSecretWindow(task: SecretTask): void {
    void window.api.request('secret-window:open', task)
  }
}

export const vault = new Vault()
