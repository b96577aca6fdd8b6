/** The vault: the accounts, and the ways in (docs/vault-format.md). */
import type { Account, NewAccount } from '../otp/account.ts'
import { VaultError } from './vault-error.ts'
import type { VaultSetting } from './vault-setting.ts'

export type WayIn = 'keychain' | 'passphrase' | 'recovery'

export type Credential =
  | { readonly kind: 'keychain' }
  | { readonly kind: 'passphrase'; readonly passphrase: Buffer }
  | { readonly kind: 'recovery'; readonly code: string }

/** What the file says of itself before it is opened: nothing here is authenticated yet. */
export type VaultInspection =
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'present'
      readonly vaultId: string
      readonly ways: readonly WayIn[]
      readonly recoveryConfirmed: boolean
    }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-version' }

export interface WaysToMake {
  readonly keychain: boolean
  readonly passphrase: Buffer | null
}

export interface TrashedAccount {
  readonly account: Account
  /** Day of use on which it was deleted, counted from 1. */
  readonly deletedOn: number
}

/** Both this process and another changed a field: the disk's value stays, ours lies in the account's history. */
export interface Conflict {
  readonly id: string
  readonly fields: readonly string[]
}

export interface VaultChange {
  readonly kind: 'saved' | 'reloaded' | 'locked'
  readonly conflicts: readonly Conflict[]
}

export async function inspectVault(path: string, setting: VaultSetting): Promise<VaultInspection> {
  void path, setting
  throw new Error('not built yet')
}

export async function createVault(
  path: string,
  setting: VaultSetting,
  ways: WaysToMake
): Promise<{ vault: Vault; recoveryCode: string }> {
  void path, setting, ways
  throw new Error('not built yet')
}

export async function openVault(path: string, setting: VaultSetting, credential: Credential): Promise<Vault> {
  void path, setting, credential
  throw new Error('not built yet')
}

/** A throw-away vault that never touches a disk: same class, same code. */
export function createMemoryVault(setting: VaultSetting): Vault {
  void setting
  throw new Error('not built yet')
}

export class Vault {
  get accounts(): readonly Account[] {
    return []
  }
  get trash(): readonly TrashedAccount[] {
    return []
  }
  get ways(): readonly WayIn[] {
    return []
  }
  get recoveryConfirmed(): boolean {
    return false
  }
  async add(accounts: readonly NewAccount[]): Promise<{ added: Account[]; alreadyThere: Account[] }> {
    void accounts
    throw new VaultError('locked', 'not built yet')
  }
  async remove(id: string): Promise<void> {
    void id
  }
  async restore(id: string): Promise<void> {
    void id
  }
  async edit(id: string, change: { issuer?: string; label?: string }): Promise<Account> {
    void id, change
    throw new VaultError('locked', 'not built yet')
  }
  async nextHotp(id: string): Promise<{ account: Account; code: string; counter: number }> {
    void id
    throw new VaultError('locked', 'not built yet')
  }
  async confirmRecovery(typed: string): Promise<boolean> {
    void typed
    return false
  }
  async newRecoveryCode(): Promise<string> {
    return ''
  }
  async setPassphrase(passphrase: Buffer | null): Promise<void> {
    void passphrase
  }
  async reload(): Promise<boolean> {
    return false
  }
  onChange(listener: (change: VaultChange) => void): () => void {
    void listener
    return () => undefined
  }
  lock(): void {}
}
