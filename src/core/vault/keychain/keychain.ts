/** The operating system's keychain as a port: four calls, each of which may fail for reasons that are nobody's fault. */

/** The service under which our items lie. */
export const KEYCHAIN_SERVICE = 'Zeroskew'

/** `absent`: no keychain service or no keytar on this machine; `unreachable`: there is one, and it doesn't answer. */
export type KeychainState = 'present' | 'locked' | 'unreachable' | 'absent'

export type KeychainErrorCode = Exclude<KeychainState, 'present'>

export class KeychainError extends Error {
  override readonly name = 'KeychainError'
  readonly code: KeychainErrorCode

  constructor(code: KeychainErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/**
 * Items are ASCII text, and travel as bytes so that they can be wiped.
 * Every call throws {@link KeychainError} where the keychain doesn't answer.
 */
export interface Keychain {
  /** Never prompts and never throws. */
  state(): Promise<KeychainState>
  /** The item's bytes, over their own ArrayBuffer, or `null`; a locked keyring answers `null` too, so ask `state` first. */
  read(account: string): Promise<Buffer | null>
  write(account: string, value: Buffer): Promise<void>
  delete(account: string): Promise<void>
}
