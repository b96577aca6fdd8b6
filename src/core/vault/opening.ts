/** Opening a vault: parse within limits, open one slot, verify the header, decrypt the payload; in this order only. */
import { contentsIn, authenticate } from './vault-image.ts'
import type { Contents } from './contents.ts'
import { parseVaultFile, type Header, type VaultFileParts } from './format.ts'
import { openByKeychain } from './key-slot-keychain.ts'
import { openByPassphrase } from './key-slot-passphrase.ts'
import { openByRecoveryCode } from './key-slot-recovery.ts'
import { openByShares } from './key-slot-shares.ts'
import type { KeySlot, WayIn } from './key-slot.ts'
import { wipe } from './secret-bytes.ts'
import { VaultError } from './vault-error.ts'
import type { VaultSetting } from './vault-setting.ts'

export type Credential =
  | { readonly kind: 'keychain' }
  /** UTF-8; stays the caller's, who wipes it. */
  | { readonly kind: 'passphrase'; readonly passphrase: Buffer }
  | { readonly kind: 'recovery'; readonly code: string }
  /** As many as the set needs, in any order. */
  | { readonly kind: 'shares'; readonly shares: readonly string[] }

/** What lies on the disk, opened. */
export interface Loaded {
  readonly contents: Contents
  readonly revision: number
  readonly saveId: Buffer
  /** Plaintext of the payload, on which the contents' byte strings are views. */
  readonly payload: Buffer
}

/**
 * @param signal - gives up deriving a key from a passphrase
 * @throws {@link VaultError} `damaged`, `newer-version`, `wrong-credential`, `key-unavailable`, `passphrase-needed`,
 * `wrong-recovery-code`, `cancelled`, and those of shares (key-slot-shares.ts)
 */
export async function openFile(
  file: Buffer,
  credential: Credential,
  setting: VaultSetting,
  signal?: AbortSignal
): Promise<{ loaded: Loaded; masterKey: Buffer }> {
  const parts = parseVaultFile(file)
  const masterKey = await masterKeyOf(parts.header, credential, setting, signal)
  if (masterKey === null) {
    throw new VaultError('wrong-credential', `expected a ${credential.kind} that opens a slot, got another`)
  }
  try {
    const loaded = load(parts, masterKey)
    // Asked only now that the flag is authenticated.
    if (credential.kind === 'keychain' && loaded.contents.keychainSuspended) {
      wipe(loaded.payload)
      throw new VaultError('passphrase-needed', 'expected another way in: the vault was locked by its user')
    }
    return { loaded, masterKey }
  } catch (error) {
    wipe(masterKey)
    throw error
  }
}

/**
 * @throws {@link VaultError} `damaged`
 */
export function load(parts: VaultFileParts, masterKey: Buffer): Loaded {
  const payload = authenticate(parts, masterKey)
  try {
    const { revision, saveId } = parts.header
    return { contents: contentsIn(parts, payload), revision, saveId, payload }
  } catch (error) {
    wipe(payload)
    throw error
  }
}

/**
 * The master key that a credential gives, or `null` where it opens no slot. The caller wipes it.
 * @throws {@link VaultError} `key-unavailable`, `passphrase-needed`, `wrong-recovery-code`, `cancelled`, those of shares
 */
export async function masterKeyOf(
  { vaultId, slots: all }: Pick<Header, 'vaultId' | 'slots'>,
  credential: Credential,
  setting: VaultSetting,
  signal?: AbortSignal
): Promise<Buffer | null> {
  const slots = slotsOf(all, credential.kind)
  switch (credential.kind) {
    case 'keychain':
      return await openByKeychain(setting.keychain, vaultId, slots)
    case 'passphrase':
      if (credential.passphrase.length === 0) {
        throw new VaultError('passphrase-needed', 'expected a passphrase, got an empty one')
      }
      return await openByPassphrase(credential.passphrase, vaultId, slots, signal)
    case 'recovery': {
      const opened = openByRecoveryCode(credential.code, vaultId, slots)
      if (opened === 'mistyped') {
        throw new VaultError('wrong-recovery-code', 'expected 30 letters and digits with a right checksum')
      }
      return opened?.masterKey ?? null
    }
    case 'shares':
      return await openByShares(credential.shares, vaultId, slots)
  }
}

export function slotsOf(slots: readonly KeySlot[], way: WayIn): readonly KeySlot[] {
  return slots.filter((slot) => slot.type === way)
}
