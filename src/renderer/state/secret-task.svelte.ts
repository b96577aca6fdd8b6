/** The small window's errand: what main asks it to do, and what came of it. Secrets pass here and are kept nowhere. */
import type { Failure, Outcome } from '../../shared/failure.ts'
import type { TypedAccount, TypedCredential } from '../../shared/ipc.ts'
import type { ShownAccountView } from '../../shared/views/account.ts'
import type { Language } from '../../shared/views/app.ts'
import type { SecretTaskView } from '../../shared/views/secret-task.ts'
import type { ExportedView } from '../../shared/views/transfer.ts'
import type { ShareSheetView, ShareView } from '../../shared/views/vault.ts'
import { wordingFor, type Wording } from '../../shared/wording/wording.ts'

/** What has to be done before the task itself. */
export type Stage = 'reauthenticate' | 'passphrase-first' | 'task'

class SecretErrand {
  #task = $state.raw<SecretTaskView>()
  #busy = $state(false)
  #failure = $state.raw<Failure>()
  #recoveryCode = $state.raw<string>()
  #shares = $state.raw<readonly ShareSheetView[]>()
  #shown = $state.raw<ShownAccountView>()
  #exported = $state.raw<ExportedView>()
  #voided = $state.raw<readonly string[]>()
  #confirmed = $state(false)
  #isReauthenticated = $state(false)
  #hasSetPassphrase = $state(false)

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

  /** Shown once, right after they were made. */
  get shares(): readonly ShareSheetView[] | undefined {
    return this.#shares
  }

  get shownAccount(): ShownAccountView | undefined {
    return this.#shown
  }

  /** What was written, and where it lies. */
  get exported(): ExportedView | undefined {
    return this.#exported
  }

  /** The ways that a change of the master key made void; `undefined` where none was made. */
  get voided(): readonly string[] | undefined {
    return this.#voided
  }

  get confirmed(): boolean {
    return this.#confirmed
  }

  /** A passphrase was set in this window. */
  get hasSetPassphrase(): boolean {
    return this.#hasSetPassphrase
  }

  /** What stands before the task: first who sits here, then a passphrase where the task needs one. */
  get stage(): Stage {
    const task = this.#task
    if (task === undefined || !('needsReauthentication' in task)) return 'task'
    if (task.needsReauthentication && !this.#isReauthenticated) return 'reauthenticate'
    return task.needsPassphraseFirst && !this.#hasSetPassphrase ? 'passphrase-first' : 'task'
  }

  /** Something is shown that can't be shown again, so that a slip of the hand must not close the window. */
  get holdsWhatIsShownOnce(): boolean {
    return this.#recoveryCode !== undefined || this.#shares !== undefined
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

  /** Takes one share; `null` where it was refused. */
  checkShare(share: string): Promise<ShareView | null> {
    return this.#ask(() => window.api.requestSecret('secret:check-share', share))
  }

  async reauthenticate(credential: TypedCredential): Promise<void> {
    const done = await this.#ask(() => window.api.requestSecret('secret:reauthenticate', credential))
    if (done !== null) this.#isReauthenticated = true
  }

  async reauthenticateBySystem(): Promise<void> {
    const done = await this.#ask(() => window.api.requestSecret('secret:reauthenticate-by-system'))
    if (done !== null) this.#isReauthenticated = true
  }

  /** Sets, changes or removes (null) the passphrase; gives whether it was done. */
  async setPassphrase(passphrase: string | null): Promise<boolean> {
    const done = await this.#ask(() => window.api.requestSecret('secret:set-passphrase', passphrase))
    if (done === null) return false
    this.#hasSetPassphrase = passphrase !== null
    return true
  }

  async makeShares(set: { threshold: number; count: number }): Promise<void> {
    const made = await this.#ask(() => window.api.requestSecret('secret:make-shares', set))
    if (made) this.#shares = made.shares
  }

  async rotate(): Promise<void> {
    const done = await this.#ask(() => window.api.requestSecret('secret:rotate'))
    if (done === null) return
    this.#voided = done.voided
    this.#recoveryCode = done.recoveryCode
  }

  async showAccount(): Promise<void> {
    const shown = await this.#ask(() => window.api.requestSecret('secret:show-account'))
    if (shown) this.#shown = shown
  }

  /** Gives whether it was copied. */
  async copyAccountUri(): Promise<boolean> {
    return (await this.#ask(() => window.api.requestSecret('secret:copy-account-uri'))) !== null
  }

  async addAccount(account: TypedAccount): Promise<void> {
    if ((await this.#ask(() => window.api.requestSecret('secret:add-account', account))) !== null)
      this.close()
  }

  async giveImportPassword(password: string): Promise<void> {
    const done = await this.#ask(() => window.api.requestSecret('secret:import-password', password))
    if (done === null) return
    // Of several files the next one may ask for another password.
    const outcome = await window.api.requestSecret('secret:task')
    if (outcome.ok && outcome.value.kind === 'import-password') this.#task = outcome.value
    else this.close()
  }

  /** @param password - Of the file; null where it holds its secrets in clear. */
  async writeExport(password: string | null): Promise<void> {
    const exported = await this.#ask(() => window.api.requestSecret('secret:export', password))
    // Null also where one of the system's dialogs was cancelled: the form stays as it is.
    if (exported !== null) this.#exported = exported
  }

  /** Something was typed anew: what was wrong before says nothing about it. */
  forgetFailure(): void {
    this.#failure = undefined
  }

  /** Ends a key derivation under way. */
  stop(): void {
    void window.api.requestSecret('secret:cancel')
  }

  close(): void {
    this.#recoveryCode = this.#shares = this.#shown = undefined
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
    const { failure } = outcome
    // Whoever cancelled knows it.
    if (failure.code !== 'cancelled') this.#failure = failure
    if (failure.code === 'needs-reauthentication') this.#isReauthenticated = false
    return null
  }
}

export const errand = new SecretErrand()
