/** The small window's errand: what main asks it to do, and what came of it. Secrets pass here and are kept nowhere. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { TypedAccount, TypedCredential } from '../../shared/ipc.ts'
import type { Language, SecretTaskView } from '../../shared/views.ts'
import { wordingFor, type Wording } from '../../shared/wording/wording.ts'

class SecretErrand {
  #task = $state.raw<SecretTaskView>()
  #busy = $state(false)
  #failure = $state.raw<Failure>()
  #recoveryCode = $state.raw<string>()
  #confirmed = $state(false)

  get task(): SecretTaskView | undefined {
    return this.#task
  }

  get language(): Language {
    return this.#task?.language ?? (navigator.language.startsWith('ja') ? 'ja' : 'en')
  }

  get wording(): Wording {
    return wordingFor(this.language)
  }

  get busy(): boolean {
    return this.#busy
  }

  /** Why the last thing asked of main didn't succeed. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  /** Shown once, right after it was made. */
  get recoveryCode(): string | undefined {
    return this.#recoveryCode
  }

  get confirmed(): boolean {
    return this.#confirmed
  }

  async begin(): Promise<void> {
    const outcome = await window.api.requestSecret('secret:task')
    if (outcome.ok) this.#task = outcome.value
    else this.#failure = outcome.failure
  }

  async createVault(ways: { keychain: boolean; passphrase: string | null }): Promise<void> {
    const made = await this.#ask(() => window.api.requestSecret('secret:create-vault', ways))
    if (made) this.#recoveryCode = made.recoveryCode
  }

  async renewRecovery(): Promise<void> {
    const made = await this.#ask(() => window.api.requestSecret('secret:new-recovery'))
    if (made) this.#recoveryCode = made.recoveryCode
  }

  async confirmRecovery(typed: string): Promise<void> {
    const done = await this.#ask(() => window.api.requestSecret('secret:confirm-recovery', typed))
    if (done === null) return
    this.#recoveryCode = undefined
    this.#confirmed = true
  }

  async unlock(credential: TypedCredential): Promise<void> {
    if ((await this.#ask(() => window.api.requestSecret('secret:unlock', credential))) !== null) this.close()
  }

  async addAccount(account: TypedAccount): Promise<void> {
    if ((await this.#ask(() => window.api.requestSecret('secret:add-account', account))) !== null)
      this.close()
  }

  /** Something was typed anew: what was wrong before says nothing about it. */
  forgetFailure(): void {
    this.#failure = undefined
  }

  close(): void {
    this.#recoveryCode = undefined
    void window.api.requestSecret('secret:close')
  }

  /** The value, or `null` after a failure. */
  async #ask<T>(ask: () => Promise<Outcome<T>>): Promise<T | null> {
    if (this.#busy) return null
    this.#busy = true
    this.#failure = undefined
    const outcome = await ask()
    this.#busy = false
    if (outcome.ok) return outcome.value
    this.#failure = outcome.failure
    return null
  }
}

export const errand = new SecretErrand()
