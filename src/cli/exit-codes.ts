/** Exit codes of the command line; the help and README list them. */
import { assertNever, type FailureCode } from '../shared/failure.ts'

export const EXIT = {
  done: 0,
  /** The clock is off, or beyond --max-skew. */
  off: 1,
  /** Wrong usage, input or search. */
  usage: 2,
  /** The verdict is uncertain or unknown. */
  uncertain: 3,
  /** The vault can't be opened. */
  closed: 4,
  /** Not saved, or unknown whether saved; or what was asked for couldn't be written to standard output. */
  notSaved: 5,
  /** A fault of our own (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** The user pressed Ctrl-C: 128 + SIGINT, as shells have it. */
  cancelled: 130
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The exit code that tells a failure to a script. */
export function exitCodeOf(code: FailureCode): ExitCode {
  switch (code) {
    case 'clock-before-1970':
      return EXIT.off
    case 'not-a-key-uri':
    case 'bad-field':
    case 'too-large':
    case 'no-account-found':
    case 'not-an-image':
    case 'no-qr-code':
    case 'file-unreadable':
    case 'no-vault':
    case 'vault-exists':
    case 'last-way-in':
    case 'passphrase-needed':
    case 'unknown-account':
    case 'not-hotp':
    case 'counter-in-doubt':
    case 'no-code-shown':
    case 'unsupported-type':
    case 'bad-server':
    case 'bad-code':
    case 'bad-setting':
    case 'unknown-backup':
    case 'not-an-export':
    case 'password-needed':
    case 'wrong-password':
    case 'unsupported-version':
    case 'unsupported-parameters':
    case 'damaged-file':
    case 'cannot-carry':
    case 'took-too-long':
    case 'nothing-to-import':
    case 'no-camera':
    case 'screen-refused':
      return EXIT.usage
    case 'vault-locked':
    case 'wrong-credential':
    case 'wrong-recovery-code':
    case 'key-unavailable':
    case 'key-changed':
    case 'share-mistyped':
    case 'shares-differ':
    case 'share-twice':
    case 'shares-too-few':
    case 'shares-void':
    case 'damaged':
    case 'vault-unreadable':
    case 'newer-version':
    case 'keychain-locked':
    case 'keychain-unreachable':
    case 'keychain-absent':
    case 'needs-reauthentication':
      return EXIT.closed
    case 'lock-held':
    case 'not-saved':
    case 'unknown-whether-saved':
    case 'not-put-back':
      return EXIT.notSaved
    case 'no-site-time':
    case 'network-off':
      return EXIT.uncertain
    case 'cancelled':
      return EXIT.cancelled
    case 'internal':
      return EXIT.internal
    default:
      return assertNever(code)
  }
}
