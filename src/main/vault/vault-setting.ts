/** What the vault takes from outside, made for the app: the real disk, keytar in a utility process, this process. */
import { randomBytes } from 'node:crypto'
import { createKeytarKeychain } from '../../core/vault/keychain/keytar-child.ts'
import { nodeFiles } from '../../core/vault/node-files.ts'
import { thisProcess } from '../../core/vault/process-identity.ts'
import type { VaultSetting } from '../../core/vault/vault-setting.ts'
import { forkUtility } from '../transfer/fork-utility.ts'
import { KeychainPrompt } from './keychain-prompt.ts'

/** A child that hasn't answered by then is ended, ms: keytar hangs for good on a frozen keyring. The terminal waits as long. */
const KEYCHAIN_DEADLINE_MS = 1000
/** What the programs that ask it may take to be there on a busy machine, ms. */
const KEYCHAIN_START_MS = 5000

export interface AppVaultPorts {
  /** Path of the built keychain-child; null for a vault that needs no keychain. */
  readonly keychainChild: string | null
  /** Where the latest save seen is remembered, outside the data folder. */
  readonly seenPath: string
  /** Whether the clock is known to be in step: only then does a day of use count. */
  readonly isInStep: () => boolean
  readonly secondPlace: () => string | null
}

/** What the vault takes, and the one call of the keychain that may prompt, which isn't the vault's to make. */
export interface AppVaultSetting {
  readonly setting: VaultSetting
  readonly prompt: KeychainPrompt | null
}

export async function makeVaultSetting({
  keychainChild,
  seenPath,
  isInStep,
  secondPlace
}: AppVaultPorts): Promise<AppVaultSetting> {
  const fork = keychainChild === null ? null : () => forkUtility(keychainChild, 'Zeroskew keychain')
  const keychain =
    fork === null
      ? null
      : createKeytarKeychain({ fork, deadlineMs: KEYCHAIN_DEADLINE_MS, startMs: KEYCHAIN_START_MS })
  const setting: VaultSetting = {
    files: nodeFiles,
    keychain,
    seenPath,
    secondPlace,
    // The app runs on with a full or read-only disk, and says so.
    keepsUnsaved: true,
    today: () => (isInStep() ? new Date().toISOString().slice(0, 10) : null),
    randomBytes,
    process: await thisProcess()
  }
  return { setting, prompt: fork === null || keychain === null ? null : new KeychainPrompt(fork, keychain) }
}
