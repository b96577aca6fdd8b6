/** Whether there is a vault, whether it is open, the ways to open it, and what is to be told about it. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { SecretTask } from '../../shared/ipc.ts'
import type { VaultNotice, VaultView } from '../../shared/views/vault.ts'
import { app } from './app.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'

class Vault {
  readonly #view = new Pushed('vault:changed', () => window.api.request('vault:state'))
  /** `prompt`: the system may be asking for the keychain's password, and there is no deadline. */
  #asking = $state<'none' | 'key' | 'prompt'>('none')
  #saving = $state(false)
  #failure = $state.raw<Failure>()
  #understood = $state.raw<readonly string[]>([])

  get view(): VaultView {
    return this.#view.value ?? { kind: 'opening' }
  }

  get unlocked(): boolean {
    return this.view.kind === 'unlocked'
  }

  get askingKeychain(): 'none' | 'key' | 'prompt' {
    return this.#asking
  }

  get saving(): boolean {
    return this.#saving
  }

  /** Why the keychain didn't open the vault just now, or else when the app started. */
  get keychainFailure(): Failure | undefined {
    return this.#failure ?? (this.view.kind === 'locked' ? this.view.keychain : undefined)
  }

  /** What is to be told, the weightiest first, without what was read and put away. */
  get notices(): readonly VaultNotice[] {
    const { view } = this
    if (view.kind !== 'unlocked') return []
    return view.notices.filter((notice) => !this.#understood.includes(JSON.stringify(notice)))
  }

  /** Puts a notice away until it says something else. */
  understand(notice: VaultNotice): void {
    this.#understood = [...this.#understood, JSON.stringify(notice)]
  }

  async unlockByKeychain(): Promise<void> {
    await this.#askKeychain('key', () => window.api.request('vault:unlock-by-keychain'))
  }

  /** May prompt, and waits as long as it takes; `cancelKeychain` ends it. */
  async unlockKeychain(): Promise<void> {
    await this.#askKeychain('prompt', () => window.api.request('vault:unlock-keychain'))
  }

  cancelKeychain(): void {
    void window.api.request('vault:cancel-keychain')
  }

  lock(): void {
    this.#failure = undefined
    void window.api.request('vault:lock')
  }

  async retrySave(): Promise<void> {
    const outcome = await this.#save(() => window.api.request('vault:retry-save'))
    if (outcome?.ok === true) notes.say(app.wording.notices.unsaved.saved)
  }

  /** @param saved - What is said when it is done. */
  async saveElsewhere(saved: string): Promise<void> {
    const outcome = await this.#save(() => window.api.request('vault:save-elsewhere'))
    if (outcome?.ok === true && outcome.value) notes.say(saved)
  }

  /** Opens the small window in which secrets are typed or shown. */
  openSecretWindow(task: SecretTask): void {
    void window.api.request('secret-window:open', task)
  }

  async #askKeychain(how: 'key' | 'prompt', ask: () => Promise<Outcome<undefined>>): Promise<void> {
    if (this.#asking !== 'none') return
    this.#asking = how
    this.#failure = undefined
    const outcome = await ask()
    // Whoever cancelled knows it.
    if (!outcome.ok && outcome.failure.code !== 'cancelled') this.#failure = outcome.failure
    this.#asking = 'none'
  }

  async #save<T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    if (this.#saving) return undefined
    this.#saving = true
    const outcome = await ask()
    this.#saving = false
    if (!outcome.ok) notes.say(app.wording.failure(outcome.failure))
    return outcome
  }
}

export const vault = new Vault()
