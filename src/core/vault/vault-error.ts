/** What stops work on a vault, as a closed set of codes; sentences for people live in shared/wording. */
import type { KeychainState } from './keychain/keychain.ts'

export type VaultErrorCode =
  /** No vault file where one is expected. */
  | 'missing'
  /** A vault is there already; creating never replaces one. */
  | 'exists'
  /** No slot opens with this passphrase or key. */
  | 'wrong-credential'
  /** The keychain gave no usable key; the vault stays closed and untouched, and opens by another way in. */
  | 'key-unavailable'
  /** A slot opened and the rest doesn't authenticate, or the file can't be read as a vault at all. */
  | 'damaged'
  /** Something lies there, and the system doesn't let it be read: its own reason is the `cause`. */
  | 'unreadable'
  /** Written by a newer major version: not opened, not touched. */
  | 'newer-version'
  /** The vault object was locked. */
  | 'locked'
  /** Fewer than two ways in would remain. */
  | 'last-way-in'
  /** A passphrase is needed: none was given, or it was empty. */
  | 'passphrase-needed'
  /** Not a recovery code, or mistyped: its checksum fails. */
  | 'wrong-recovery-code'
  | 'unknown-account'
  | 'not-hotp'
  /** Another process holds the vault's lock, or a lock lies there that can't be judged from here. */
  | 'lock-held'
  /** Not saved: the file on the disk is the one from before. */
  | 'not-saved'
  /** An error came after the new file took its place, and the disk can't be read again. */
  | 'unknown-whether-saved'
  /** The master key was changed by another process: open the vault again. */
  | 'key-changed'
  /** An older vault file was put back, so this HOTP account's counter has to be confirmed first. */
  | 'counter-in-doubt'
  /** Not a share, or mistyped: its checksum fails. */
  | 'share-mistyped'
  /** The shares given are of different sets. */
  | 'shares-differ'
  /** The same share was given twice. */
  | 'share-twice'
  /** Fewer shares than are needed. */
  | 'shares-too-few'
  /** Shares of another vault, or of a set that opens nothing any more. */
  | 'shares-void'
  /** Given up by whoever asked for it. */
  | 'cancelled'
  /** Over a limit: entries, or bytes of one field or the whole. */
  | 'too-large'

export interface VaultErrorDetails {
  readonly cause?: unknown
  /** Only with `key-unavailable`: how the keychain stood. `present` = it answered, with no usable item. */
  readonly keychainState?: KeychainState
  /** Files that it is about: those that can't be read or trusted; with `lock-held` those in the way for good. */
  readonly paths?: readonly string[]
  /** Only with `too-large`. */
  readonly limit?: Limit
}

/** What is over a limit: never its value. */
export interface Limit {
  /** By its name in docs/vault-format.md; none where it is the whole. */
  readonly field?: string
  /** `≤ 1024 bytes` */
  readonly expected: string
  readonly got?: string
}

/** The message holds kinds and lengths, never a secret, a passphrase or a code. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode
  readonly keychainState: KeychainState | undefined
  readonly paths: readonly string[]
  readonly limit: Limit | undefined

  constructor(code: VaultErrorCode, message: string, details: VaultErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.keychainState = details.keychainState
    this.paths = details.paths ?? []
    this.limit = details.limit
  }
}

/** Does work on a file, and has an error that says it can't be trusted name it. */
export async function naming<T>(path: string | null, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isNameless = error instanceof VaultError && error.code === 'damaged' && error.paths.length === 0
    if (!isNameless || path === null) {
      throw error
    }
    const { code, message, cause } = error
    throw new VaultError(code, message, { cause, paths: [path] })
  }
}
