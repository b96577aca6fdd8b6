/**
 * The door of the vault: opens it by the ways it has, and says which screen to show. Holds the one `Vault` of the app,
 * or why it is shut. The file decides what exists, the keychain never does (rule 3 of the design).
 */
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import {
  createMemoryVault,
  createVault,
  inspectVault,
  openVault,
  type Vault
} from '../../core/vault/vault.ts'
import { backupsOf } from '../../core/vault/vault-backups.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { VaultSetting } from '../../core/vault/vault-setting.ts'
import type { NewAccount } from '../../core/otp/account.ts'
import type { Failure } from '../../shared/failure.ts'
import type { KeychainState, VaultView, WayIn } from '../../shared/views/vault.ts'
import type { KeychainPrompt } from './keychain-prompt.ts'
import { noticesOf, type SinceOpening } from './vault-notices.ts'
import { brokenView, isKeyLost, saveWhatWaits } from './vault-trouble.ts'

type Credential = Parameters<typeof openVault>[2]

/** What the door needs besides the vault's own setting. */
export interface DoorPorts {
  /** The call that may prompt; null where there is no keychain. */
  readonly prompt?: KeychainPrompt | null
  /** Collects what was dropped, before and after the keys are wiped. */
  readonly collectGarbage?: () => void
  /** Whether nothing can be written where a vault lies. Never rejects. */
  readonly isReadOnly?: (path: string) => Promise<boolean>
}

const JUST_OPENED: SinceOpening = { conflicts: 0, isKeychainLost: false, isReadOnly: false }

export class VaultDoor {
  /** Path of the vault file. */
  readonly path: string
  readonly setting: VaultSetting
  readonly #ports: DoorPorts
  readonly #listeners = new Set<() => void>()
  #vault: Vault | null = null
  #view: VaultView = { kind: 'opening' }
  #keychainFailure: Failure | null = null
  #since = JUST_OPENED
  /** Counts the times it was to be locked: whatever was opening then stays shut. */
  #lockings = 0

  constructor(path: string, setting: VaultSetting, ports: DoorPorts = {}) {
    this.path = path
    this.setting = setting
    this.#ports = ports
  }

  get view(): VaultView {
    return this.#view
  }

  get isOpen(): boolean {
    return this.#vault !== null
  }

  /** @throws VaultError `locked` while the vault is shut. */
  get vault(): Vault {
    if (this.#vault === null) throw new VaultError('locked', 'expected an open vault, got a locked one')
    return this.#vault
  }

  /** Tells when the view, the accounts or the way in changed. Gives a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Looks what lies on the disk, and opens it by the keychain where it has that way in. Never prompts. */
  async approach(): Promise<void> {
    const found = await inspectVault(this.path, this.setting)
    if (found.kind === 'missing') {
      const { length: backups } = await backupsOf(this.path, this.setting)
      const keychain = await this.keychainState()
      this.#show({ kind: 'missing', keychain, ...(backups > 0 ? { backups } : {}) })
      return
    }
    if (found.kind === 'unreadable') {
      this.#shutFor(found.error)
      return
    }
    if (found.kind !== 'present') {
      this.#show(found)
      return
    }
    if (found.ways.includes('keychain')) {
      try {
        if (await this.#tryToOpen({ kind: 'keychain' })) return
      } catch (error) {
        if (this.#shutFor(error)) return
        this.#keychainFailure = presentFailure(error)
      }
    }
    this.#showLocked(found.ways)
  }

  /**
   * @param signal - Ends a key derivation under way.
   * @throws VaultError `wrong-credential`, `key-unavailable`, `damaged`, `newer-version`, `missing`; `locked` where it was
   *   to be locked meanwhile: the screen was, say, while a key was derived
   */
  async open(credential: Credential, signal?: AbortSignal): Promise<void> {
    if (await this.#tryToOpen(credential, signal)) return
    throw new VaultError('locked', 'expected nobody to lock the vault while it was being opened')
  }

  /** Says whether it is open; not where it was to be locked meanwhile. */
  async #tryToOpen(credential: Credential, signal?: AbortSignal): Promise<boolean> {
    if (this.#vault !== null) return true
    const lockings = this.#lockings
    const vault = await openVault(this.path, this.setting, credential, signal).catch((error: unknown) => {
      // The file was damaged since it was looked at: its own screen says what can be done.
      this.#shutFor(error)
      throw error
    })
    // The keychain may have come back meanwhile.
    if (this.isOpen || this.#lockings !== lockings) vault.lock()
    else this.#enter(vault)
    return this.isOpen
  }

  /**
   * Opens by a keychain that may ask the user for its own password, however long that takes. Where the vault is open
   * already, the keychain is unlocked by it all the same.
   * @throws VaultError as {@link VaultDoor.open}; Refusal `cancelled`
   */
  async unlockKeychain(): Promise<void> {
    const prompt = this.#ports.prompt ?? null
    if (prompt === null)
      throw new VaultError('key-unavailable', 'expected a keychain', { keychainState: 'absent' })
    const setting = { ...this.setting, keychain: prompt.keychain() }
    try {
      const vault = await openVault(this.path, setting, { kind: 'keychain' })
      vault.lock()
    } catch (error) {
      if (prompt.isCancelled) throw new Refusal('cancelled', {}, { cause: error })
      throw error
    }
    // Opened anew by the usual keychain, which has deadlines.
    await this.open({ kind: 'keychain' })
  }

  cancelKeychain(): void {
    this.#ports.prompt?.cancel()
  }

  /**
   * Makes the vault and opens it. Gives the recovery code, which is kept nowhere.
   * @throws VaultError `exists`, also where one is open whose file was taken away, and those of making
   */
  async create(ways: Parameters<typeof createVault>[2]): Promise<string> {
    if (this.isOpen) throw new VaultError('exists', 'expected no open vault, got one')
    const { vault, recoveryCode } = await createVault(this.path, this.setting, ways)
    // Its file may have been seen and opened by now; two keys of one vault would be one too many to wipe.
    const former = this.#vault
    this.#enter(vault)
    former?.lock()
    return recoveryCode
  }

  /** Opens a throw-away vault that never touches the disk. */
  async enterDemo(accounts: readonly NewAccount[]): Promise<void> {
    const vault = createMemoryVault(this.setting)
    await vault.add(accounts)
    this.#enter(vault)
  }

  /** Shuts the vault because the app ends: its keys are wiped and its codes gone. */
  lock(): void {
    this.#leave()?.lock()
  }

  /**
   * Shuts the vault because the user says so, or went away: with a passphrase set, the keychain opens it neither here nor
   * in the terminal until another way in was used.
   * @throws VaultError where that couldn't be noted on the disk; the vault is shut in any case
   */
  async lockByUser(): Promise<void> {
    const vault = this.#leave()
    if (vault === null) return
    this.#ports.collectGarbage?.()
    try {
      await saveWhatWaits(vault).catch(() => undefined)
      await vault.lockByUser()
    } finally {
      this.#ports.collectGarbage?.()
    }
  }

  /**
   * Saves what is in memory only, and counts of use that wait; what can't be saved stays where it is.
   * @throws VaultError where changes of accounts can't be saved
   */
  async saveWhatWaits(): Promise<void> {
    if (this.#vault !== null) await saveWhatWaits(this.#vault)
  }

  /** Takes up what another program saved. A vault that somebody locked stays locked. */
  async reload(): Promise<void> {
    if (this.#vault !== null) await this.#vault.reload()
    else if (this.#view.kind !== 'locked') await this.approach()
  }

  /** Tries the keychain again where it failed before: it may have come back, or been unlocked. Never prompts. */
  async noticeKeychain(): Promise<void> {
    if (this.#view.kind !== 'locked' || this.#view.keychain === undefined) return
    const keychainState = await this.keychainState()
    if (keychainState === 'present') {
      await this.#tryToOpen({ kind: 'keychain' }).catch((error: unknown) => this.#noteKeychainFailure(error))
    } else if (!isKeyLost(this.#keychainFailure)) {
      const message = `expected the keychain to be open, it is ${keychainState}`
      this.#noteKeychainFailure(new VaultError('key-unavailable', message, { keychainState }))
    }
  }

  /** Another reason than before is told: one that didn't answer in time may turn out to be locked. */
  #noteKeychainFailure(error: unknown): void {
    const view = this.#view
    const failure = presentFailure(error)
    if (view.kind !== 'locked' || view.keychain === undefined || view.keychain.code === failure.code) return
    this.#keychainFailure = failure
    this.#showLocked(view.ways)
  }

  async keychainState(): Promise<KeychainState> {
    return (await this.setting.keychain?.state()) ?? 'absent'
  }

  /** A new key is in the keychain: it isn't lost any more. */
  noteKeychainRenewed(): void {
    this.#since = { ...this.#since, isKeychainLost: false }
    if (this.#vault !== null) this.#showUnlocked(this.#vault)
  }

  /** Nobody may look into it any more; it is for the caller to lock. */
  #leave(): Vault | null {
    this.#lockings++
    const vault = this.#vault
    if (vault === null) return null
    const { ways } = vault
    this.#vault = null
    this.#keychainFailure = null
    this.#showLocked(ways)
    return vault
  }

  #enter(vault: Vault): void {
    this.#vault = vault
    this.#since = { ...JUST_OPENED, isKeychainLost: isKeyLost(this.#keychainFailure) }
    this.#keychainFailure = null
    vault.onChange(({ conflicts }) => {
      const all = this.#since.conflicts + conflicts.length
      this.#since = { ...this.#since, conflicts: all }
      this.#showUnlocked(vault)
      if (this.#since.isReadOnly) void this.#noteReadOnly(vault)
    })
    this.#showUnlocked(vault)
    void this.#noteReadOnly(vault)
  }

  async #noteReadOnly(vault: Vault): Promise<void> {
    const isReadOnly = (await this.#ports.isReadOnly?.(this.path)) ?? false
    if (this.#vault !== vault || this.#since.isReadOnly === isReadOnly) return
    this.#since = { ...this.#since, isReadOnly }
    this.#showUnlocked(vault)
  }

  /** False where the error says nothing about the file. */
  #shutFor(error: unknown): boolean {
    const view = brokenView(error)
    if (view !== null) this.#show(view)
    return view !== null
  }

  #showUnlocked(vault: Vault): void {
    if (this.#vault !== vault) return
    const { ways, recoveryConfirmed } = vault
    this.#show({ kind: 'unlocked', ways, recoveryConfirmed, notices: noticesOf(vault, this.#since) })
  }

  #showLocked(ways: readonly WayIn[]): void {
    this.#show({
      kind: 'locked',
      ways,
      ...(this.#keychainFailure === null ? {} : { keychain: this.#keychainFailure })
    })
  }

  #show(view: VaultView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
