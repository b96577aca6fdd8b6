/**
 * Re-authentication: who sits here has to show once more to be the vault's owner before secrets are shown or ways in are
 * changed (design, "Re-authentication"). What was shown holds for the one small window, until it closes.
 */
import { Refusal } from '../../core/present-failure.ts'
import { copySecret, secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import type { Credential, Vault } from '../../core/vault/vault.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { SecretTask, TypedCredential } from '../../shared/ipc.ts'
import type { ExportFormat } from '../../shared/views/transfer.ts'

/** So many wrong credentials close the window. */
export const MOST_TRIES = 5

export type TaskKind = Extract<SecretTask, string> | Extract<SecretTask, object>['kind']

export function kindOf(task: SecretTask): TaskKind {
  return typeof task === 'string' ? task : task.kind
}

type Need = 'never' | 'if-passphrase' | 'always'

const NEEDS: Readonly<Record<TaskKind, Need>> = {
  create: 'never',
  unlock: 'never',
  'confirm-recovery': 'never',
  'type-account': 'never',
  'import-password': 'never',
  'set-passphrase': 'if-passphrase',
  'new-recovery': 'if-passphrase',
  'make-shares': 'if-passphrase',
  rotate: 'if-passphrase',
  'show-account': 'always',
  // An encrypted one has a passphrase of its own, and asks as a change of the ways in does.
  export: 'if-passphrase'
}

/** Formats whose files hold nothing in clear. */
const ENCRYPTED: readonly ExportFormat[] = ['zeroskew', 'aegis-encrypted', '2fas-encrypted']

/**
 * What a task asks for first. `if-passphrase`: only where the vault has a passphrase, because without one anybody at this
 * session can open it anyway; `always`: a passphrase is set first where there is none.
 */
export function needOf(task: SecretTask): Need {
  const isPlain = typeof task === 'object' && task.kind === 'export' && !ENCRYPTED.includes(task.format)
  return isPlain ? 'always' : NEEDS[kindOf(task)]
}

export interface ReauthenticationPorts {
  /** @throws VaultError `locked` */
  readonly vault: () => Vault
  /** Closes the small window. */
  readonly close: () => void
  /** The system's own way (Touch ID), or null where there is none now. */
  readonly systemAsker: () => (() => Promise<void>) | null
}

export class Reauthentication {
  readonly #ports: ReauthenticationPorts
  #task: SecretTask = 'unlock'
  #isShown = false
  #wrongTries = 0
  /** Kept for a change of the master key alone, which wraps the new key by it. */
  #passphrase: Buffer | null = null

  constructor(ports: ReauthenticationPorts) {
    this.#ports = ports
  }

  /** A window was opened for a task, or closed (null): nothing is known of who sits there. */
  begin(task: SecretTask | null): void {
    this.#task = task ?? 'unlock'
    this.#isShown = false
    this.#wrongTries = 0
    if (this.#passphrase !== null) wipe(this.#passphrase)
    this.#passphrase = null
  }

  get task(): SecretTask {
    return this.#task
  }

  get isShown(): boolean {
    return this.#isShown
  }

  /** Whether this window may set the vault's first passphrase: it was opened for that, or waits for it. */
  get takesPassphrase(): boolean {
    return kindOf(this.#task) === 'set-passphrase' || needOf(this.#task) === 'always'
  }

  /** Whether the system can be asked: never for a change of the master key, which needs the passphrase itself. */
  get canAskSystem(): boolean {
    return kindOf(this.#task) !== 'rotate' && this.#ports.systemAsker() !== null
  }

  /** The passphrase that was typed for a change of the master key; stays this object's, which wipes it. */
  get passphrase(): Buffer | null {
    return this.#passphrase
  }

  /** Whether the task has to wait until somebody has shown who they are. */
  get isNeeded(): boolean {
    if (this.#isShown) return false
    const needs = needOf(this.#task)
    return needs === 'always' || (needs === 'if-passphrase' && this.#hasPassphrase)
  }

  /** Whether the task needs a passphrase, and the vault has none: it is set first. */
  get isPassphraseNeeded(): boolean {
    return needOf(this.#task) === 'always' && !this.#hasPassphrase
  }

  /**
   * The guard before everything that shows a secret or changes a way in.
   * @throws VaultError `passphrase-needed`; Refusal `needs-reauthentication`
   */
  require(): void {
    if (this.isPassphraseNeeded) {
      throw new VaultError('passphrase-needed', 'expected a vault with a passphrase, got one without')
    }
    if (this.isNeeded) throw new Refusal('needs-reauthentication')
  }

  /**
   * The guard for one of the tasks alone: a window that was opened for another one isn't answered.
   * @throws Refusal `needs-reauthentication`; VaultError `passphrase-needed`
   */
  requireFor(...kinds: readonly TaskKind[]): void {
    if (!kinds.includes(kindOf(this.#task))) throw new Refusal('needs-reauthentication')
    this.require()
  }

  /** The first passphrase was just set in this window: whoever did has shown enough. */
  noteShown(): void {
    this.#isShown = true
  }

  /**
   * @param signal - Ends the derivation.
   * @throws VaultError `wrong-credential` and those of opening; at the fifth wrong one the window closes
   */
  async show(typed: TypedCredential, signal?: AbortSignal): Promise<void> {
    const task = this.#task
    if (kindOf(task) === 'rotate' && typed.kind !== 'passphrase') {
      throw new VaultError('passphrase-needed', 'expected the passphrase, which wraps the new key')
    }
    const credential = credentialOf(typed)
    try {
      await this.#check(credential, signal)
      // Another window may stand there by now.
      if (this.#task !== task) throw new Refusal('cancelled')
      this.#isShown = true
      this.#wrongTries = 0
      if (kindOf(task) === 'rotate') this.#keep(credential)
    } finally {
      wipeCredential(credential)
    }
  }

  /** @throws Refusal `cancelled`: the system didn't let them in, or can't ask. */
  async showBySystem(): Promise<void> {
    const task = this.#task
    const askSystem = this.canAskSystem ? this.#ports.systemAsker() : null
    if (askSystem === null) throw new Refusal('cancelled')
    try {
      await askSystem()
    } catch (error) {
      throw new Refusal('cancelled', {}, { cause: error })
    }
    if (this.#task !== task) throw new Refusal('cancelled')
    this.#isShown = true
  }

  async #check(credential: Credential, signal: AbortSignal | undefined): Promise<void> {
    try {
      await this.#ports.vault().keys.check(credential, signal)
    } catch (error) {
      if (error instanceof VaultError && isWrong(error)) this.#countWrong()
      throw error
    }
  }

  #countWrong(): void {
    this.#wrongTries += 1
    // After the answer is on its way.
    if (this.#wrongTries >= MOST_TRIES) setImmediate(this.#ports.close)
  }

  #keep(credential: Credential): void {
    if (credential.kind !== 'passphrase') return
    if (this.#passphrase !== null) wipe(this.#passphrase)
    this.#passphrase = copySecret(credential.passphrase)
  }

  get #hasPassphrase(): boolean {
    return this.#ports.vault().ways.includes('passphrase')
  }
}

/** A typed credential as the vault takes it; a passphrase is bytes from here on, for the caller to wipe. */
export function credentialOf(typed: TypedCredential): Credential {
  return typed.kind === 'passphrase'
    ? { kind: typed.kind, passphrase: secretBytesOf(typed.passphrase) }
    : typed
}

export function wipeCredential(credential: Credential): void {
  if (credential.kind === 'passphrase') wipe(credential.passphrase)
}

function isWrong({ code }: VaultError): boolean {
  return code === 'wrong-credential' || code === 'wrong-recovery-code' || code === 'shares-void'
}
