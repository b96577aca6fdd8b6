/** An expected failure as it crosses the wall between processes; `wording/` turns it into a sentence. */

export type FailureCode =
  // input
  | 'not-a-key-uri'
  | 'bad-field'
  | 'unsupported-type'
  | 'too-large'
  | 'no-account-found'
  | 'not-an-image'
  | 'no-qr-code'
  | 'file-unreadable'
  // vault
  | 'no-vault'
  /** `got`: what is there can't be read, and the system's own name for why. */
  | 'vault-exists'
  | 'vault-locked'
  | 'wrong-credential'
  | 'key-unavailable'
  | 'damaged'
  /** The system doesn't let the vault file be read: `got` is its own name for why, `EACCES`. */
  | 'vault-unreadable'
  | 'newer-version'
  | 'last-way-in'
  | 'passphrase-needed'
  | 'wrong-recovery-code'
  | 'unknown-account'
  | 'not-hotp'
  /** An HOTP account whose next code wasn't asked for yet. */
  | 'no-code-shown'
  | 'lock-held'
  | 'not-saved'
  | 'unknown-whether-saved'
  /** The master key was changed meanwhile: open the vault again. */
  | 'key-changed'
  /** HOTP after an older vault file was put back: the counter has to be confirmed first. */
  | 'counter-in-doubt'
  | 'share-mistyped'
  | 'shares-differ'
  | 'share-twice'
  | 'shares-too-few'
  | 'shares-void'
  // ways in, backups
  | 'needs-reauthentication'
  | 'unknown-backup'
  | 'not-put-back'
  /** The user ended it. */
  | 'cancelled'
  // transfer
  | 'not-an-export'
  | 'password-needed'
  | 'wrong-password'
  /** `got` names the version. */
  | 'unsupported-version'
  /** `got` names the cipher, the key derivation or its parameters. */
  | 'unsupported-parameters'
  | 'damaged-file'
  /** `field`: what the format can't carry. */
  | 'cannot-carry'
  /** Reading took longer than any honest file needs, and was ended. */
  | 'took-too-long'
  | 'nothing-to-import'
  | 'no-camera'
  | 'screen-refused'
  // keychain
  | 'keychain-locked'
  | 'keychain-unreachable'
  | 'keychain-absent'
  // clock
  /** The local clock stands before 1970, where there are no codes. */
  | 'clock-before-1970'
  | 'bad-server'
  /** The site gave no usable time: `got` names the reason as `SourceView.reason` does. */
  | 'no-site-time'
  /** Not what this account's code looks like. */
  | 'bad-code'
  | 'network-off'
  | 'bad-setting'
  // our own bug
  | 'internal'

/** What went wrong, as data: no sentence, and never a secret. */
export interface Failure {
  readonly code: FailureCode
  /** Name of the field at fault, as the standard writes it: `digits`. */
  readonly field?: string
  /** What was expected, in symbols: `5–10`. */
  readonly expected?: string
  /** What came instead: a number, a kind or a length; never the value of a secret, URI or passphrase. */
  readonly got?: string
  /** A file that is in the way, where only the user can tell whether it may go. */
  readonly path?: string
}

/** Outcome of a request: Electron's `invoke` doesn't carry error classes, so failures travel as values. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** Turns an impossible case into a compile error, and into a loud one at run time. */
export function assertNever(value: never): never {
  throw new Error(`expected no other case, got ${JSON.stringify(value)}`)
}
