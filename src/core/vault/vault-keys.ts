/** The ways into an open vault: added, changed and removed, each saved at once; at least two always remain. */
import type { Contents } from './contents.ts'
import { KEY_BYTES } from './cipher.ts'
import { createKeychainSlot, deleteKeychainItems } from './key-slot-keychain.ts'
import { createPassphraseSlot } from './key-slot-passphrase.ts'
import { createRecoverySlot, openByRecoveryCode } from './key-slot-recovery.ts'
import { createSharesSlot, shareSetOf, type ShareSet } from './key-slot-shares.ts'
import { countWays, ID_BYTES, waysOf, type KeySlot, type WayIn } from './key-slot.ts'
import { masterKeyOf, slotsOf, type Credential } from './opening.ts'
import { wipe } from './secret-bytes.ts'
import type { Change, Saved, Session } from './session.ts'
import { VaultError } from './vault-error.ts'
import type { VaultSetting } from './vault-setting.ts'

/** What a rotation leaves behind. */
export interface Rotated {
  /** The new one; the former opens older files only. */
  readonly recoveryCode: string
  /** Ways in that couldn't be carried over, because only people hold them: shares, and what a newer version made. */
  readonly voided: readonly string[]
}

export class VaultKeys {
  readonly #session: Session
  readonly #setting: VaultSetting
  readonly #save: (change: Change) => Promise<Saved>

  constructor(session: Session, setting: VaultSetting, save: (change: Change) => Promise<Saved>) {
    this.#session = session
    this.#setting = setting
    this.#save = save
  }

  get ways(): readonly WayIn[] {
    return waysOf(this.#slots)
  }

  /** Whether the user has shown once to have the recovery code. While not, the app reminds. */
  get recoveryConfirmed(): boolean {
    return isRecoveryConfirmed(this.#slots)
  }

  /** The set of shares that opens the vault, or `null`. */
  get shareSet(): ShareSet | null {
    return slotsOf(this.#slots, 'shares').map(shareSetOf)[0] ?? null
  }

  get hasPassphrase(): boolean {
    return this.ways.includes('passphrase')
  }

  /**
   * Takes a credential of this vault to show once more who sits here; nothing is changed. Tells whether there is a
   * passphrase, which some things need to be asked for.
   * @param signal - gives up deriving a key from a passphrase; it rejects at once
   * @throws {@link VaultError} `wrong-credential`, `locked`, `cancelled`, and those of opening by this credential
   */
  async check(credential: Credential, signal?: AbortSignal): Promise<{ readonly hasPassphrase: boolean }> {
    const { contents, masterKey } = this.#session
    const given = await masterKeyOf(contents, credential, this.#setting, signal)
    // A slot that opens holds the key in use: who locked the vault meanwhile has wiped it, and nothing is the same then.
    const isRight = given?.equals(masterKey) === true
    wipe(...(given === null ? [] : [given]))
    if (!isRight) {
      throw new VaultError('wrong-credential', `expected a ${credential.kind} of this vault, got another`)
    }
    return { hasPassphrase: this.hasPassphrase }
  }

  /** Whether a way in may be removed: at least two have to remain. */
  canRemove(way: WayIn): boolean {
    return this.ways.includes(way) && countWays(this.#slots.filter((slot) => slot.type !== way)) >= 2
  }

  /**
   * Sets or changes the passphrase. The bytes stay the caller's, who wipes them.
   * @param signal - gives it up while the key is derived; nothing is saved then
   * @throws {@link VaultError} `passphrase-needed` for an empty one, `cancelled`, and those of saving
   */
  async setPassphrase(passphrase: Buffer, signal?: AbortSignal): Promise<void> {
    if (passphrase.length === 0) {
      throw new VaultError('passphrase-needed', 'expected a passphrase, got an empty one')
    }
    const slot = await createPassphraseSlot(passphrase, ...this.#material, signal)
    await this.#replace('passphrase', [slot])
  }

  /**
   * Puts a new key into the keychain and makes a slot of it; earlier items are deleted once that is saved.
   * @throws {@link VaultError} `key-unavailable`, and those of saving
   */
  async addKeychain(): Promise<void> {
    const [vaultId, masterKey, randomBytes] = this.#material
    const slot = await createKeychainSlot(this.#setting.keychain, vaultId, masterKey, randomBytes)
    const former = slotsOf(this.#slots, 'keychain')
    try {
      await this.#replace('keychain', [slot])
    } catch (error) {
      if (!(error instanceof VaultError && error.code === 'unknown-whether-saved')) {
        await deleteKeychainItems(this.#setting.keychain, vaultId, [slot])
      }
      throw error
    }
    await deleteKeychainItems(this.#setting.keychain, vaultId, former)
  }

  /**
   * Removes a way in. The keychain's items are deleted with it: older files then need another way.
   * @throws {@link VaultError} `last-way-in`, and those of saving
   */
  async remove(way: WayIn): Promise<void> {
    const former = slotsOf(this.#slots, way)
    await this.#replace(way, [])
    if (way === 'keychain') {
      await deleteKeychainItems(this.#setting.keychain, this.#session.contents.vaultId, former)
    }
  }

  /** Whether the typed text is the recovery code; it counts as confirmed then. */
  async confirmRecovery(typed: string): Promise<boolean> {
    const { vaultId, slots } = this.#session.contents
    const opened = openByRecoveryCode(typed, vaultId, slotsOf(slots, 'recovery'))
    if (opened === null || opened === 'mistyped') {
      return false
    }
    wipe(opened.masterKey)
    const { id } = opened.slot
    const confirmed = (slot: KeySlot): KeySlot => (slot.id === id ? { ...slot, confirmed: true } : slot)
    await this.#save({
      on: 'latest',
      make: (contents) => ({ ...contents, slots: contents.slots.map(confirmed) })
    })
    return true
  }

  /** Replaces the recovery code, which isn't stored and so can't be shown again. The former one opens nothing any more. */
  async newRecoveryCode(): Promise<string> {
    const { slot, recoveryCode } = createRecoverySlot(...this.#material)
    await this.#replace('recovery', [slot])
    return recoveryCode
  }

  /**
   * Makes shares of which `threshold` open the vault; those of an earlier set open nothing any more.
   * @throws {@link VaultError} those of saving; RangeError outside of 2 ≤ threshold ≤ count ≤ 16
   */
  async makeShares(threshold: number, count: number): Promise<readonly string[]> {
    const { slot, shares } = await createSharesSlot({ threshold, count }, ...this.#material)
    await this.#replace('shares', [slot])
    return shares
  }

  /** Ways in that {@link VaultKeys.rotate} can't carry over: to be said before it. */
  get voidedByRotation(): readonly string[] {
    const carried = ['keychain', 'passphrase', 'recovery']
    return [...new Set(this.#slots.map(({ type }) => type).filter((type) => !carried.includes(type)))]
  }

  /**
   * Gives the vault a new master key: for when a key, a code or an old file came into wrong hands. The keychain gets a new
   * item, the passphrase stays and is asked for, the recovery code is a new one, shares are void. Older files, backups
   * among them, keep opening by the old ways.
   * @param passphrase - the present one, where there is a passphrase's slot; stays the caller's
   * @param signal - gives it up while keys are derived; nothing is saved then
   * @throws {@link VaultError} `passphrase-needed`, `wrong-credential`, `key-unavailable`, `cancelled`, and those of saving
   */
  async rotate(passphrase: Buffer | null, signal?: AbortSignal): Promise<Rotated> {
    const [vaultId, , randomBytes] = this.#material
    const { hasPassphrase } = this
    if (hasPassphrase) {
      if (passphrase === null) {
        throw new VaultError('passphrase-needed', 'expected the passphrase, which wraps the new key')
      }
      await this.check({ kind: 'passphrase', passphrase }, signal)
    }
    const voided = this.voidedByRotation
    const masterKey = randomBytes(KEY_BYTES)
    const masterKeyId = randomBytes(ID_BYTES)
    const slots: KeySlot[] = []
    if (this.ways.includes('keychain')) {
      slots.push(await createKeychainSlot(this.#setting.keychain, vaultId, masterKey, randomBytes))
    }
    if (hasPassphrase && passphrase !== null) {
      slots.push(await createPassphraseSlot(passphrase, vaultId, masterKey, randomBytes, signal))
    }
    const { slot, recoveryCode } = createRecoverySlot(vaultId, masterKey, randomBytes)
    const make = (contents: Contents): Contents => ({ ...contents, masterKeyId, slots: [...slots, slot] })
    await this.#save({ on: 'latest', masterKey, make })
    return { recoveryCode, voided }
  }

  get #slots(): readonly KeySlot[] {
    return this.#session.contents.slots
  }

  get #material(): [vaultId: Buffer, masterKey: Buffer, randomBytes: (length: number) => Buffer] {
    const { contents, masterKey } = this.#session
    return [contents.vaultId, masterKey, this.#setting.randomBytes]
  }

  async #replace(way: WayIn, slots: readonly KeySlot[]): Promise<void> {
    await this.#save({
      on: 'latest',
      make: (contents) => {
        const others = contents.slots.filter((slot) => slot.type !== way)
        if (slots.length === 0 && countWays(others) < 2) {
          throw new VaultError('last-way-in', 'expected at least two ways in to remain')
        }
        return { ...contents, slots: [...others, ...slots] }
      }
    })
  }
}

/** Whether the user has shown once to have the recovery code. */
export function isRecoveryConfirmed(slots: readonly KeySlot[]): boolean {
  return slotsOf(slots, 'recovery').some((slot) => slot.confirmed)
}
