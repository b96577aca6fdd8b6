/** Errors of the domain → what a surface may know of them: a code and figures, no sentence and no secret. */
import { SourceError } from './clock/source.ts'
import { KeyUriError, type KeyUriErrorCode } from './otp/key-uri-error.ts'
import { TotpError } from './otp/totp.ts'
import { SettingError } from './settings.ts'
import { ExportFileError } from './transfer/export-file.ts'
import { TransferError, type TransferErrorCode } from './transfer/transfer-error.ts'
import { DAMAGED_PICTURE, QrError } from './transfer/qr-error.ts'
import { KeychainError } from './vault/keychain/keychain.ts'
import { VaultError, type VaultErrorCode } from './vault/vault-error.ts'

/** What came instead of what was expected, in names, numbers and lengths. */
export interface RefusalDetails {
  readonly field?: string
  readonly expected?: string
  readonly got?: string
}

export type RefusalCode =
  | 'no-account-found'
  | 'too-large'
  | 'file-unreadable'
  | 'wrong-recovery-code'
  | 'no-code-shown'
  | 'no-site-time'
  | 'bad-code'
  | 'network-off'
  | 'needs-reauthentication'
  | 'unknown-backup'
  | 'not-put-back'
  | 'cancelled'
  | 'took-too-long'
  | 'nothing-to-import'
  | 'no-camera'
  | 'screen-refused'

/** An input that a shell refuses before it reaches the domain. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}, options?: ErrorOptions) {
    super(`expected usable input, got ${code}`, options)
    this.code = code
    this.details = details
  }
}

const KEYCHAIN_CODES = {
  locked: 'keychain-locked',
  unreachable: 'keychain-unreachable',
  absent: 'keychain-absent'
} as const

const QR_CODES = {
  'no-code': 'no-qr-code',
  'not-an-image': 'not-an-image',
  'too-large': 'too-large'
} as const

const TOLD_WITH_REASON = { exists: 'vault-exists', unreadable: 'vault-unreadable' } as const

type PresentedCode =
  | RefusalCode
  | KeyUriErrorCode
  | TransferErrorCode
  | (typeof KEYCHAIN_CODES)[keyof typeof KEYCHAIN_CODES]
  | (typeof QR_CODES)[keyof typeof QR_CODES]
  | Exclude<VaultErrorCode, 'missing' | 'exists' | 'locked' | 'unreadable'>
  | 'vault-unreadable'
  | 'no-vault'
  | 'vault-exists'
  | 'vault-locked'
  | 'clock-before-1970'
  | 'bad-server'
  | 'bad-setting'
  | 'internal'

export interface PresentedFailure extends RefusalDetails {
  readonly code: PresentedCode
  /** Of a file that is in the way. */
  readonly path?: string
}

/**
 * Says of any error what may be shown. An error that nobody expected is `internal`, and none of its text is passed on.
 * @param error - Whatever was thrown.
 */
export function presentFailure(error: unknown): PresentedFailure {
  if (error instanceof Refusal) return { code: error.code, ...error.details }
  if (error instanceof KeyUriError || error instanceof TransferError) {
    const { code, field, expected, got } = error
    return { code, expected, got, ...(field === undefined ? {} : { field }) }
  }
  // No clock goes beyond a Date's last millisecond, the other end of the range.
  if (error instanceof TotpError) return { code: 'clock-before-1970' }
  if (error instanceof VaultError) return presentVaultError(error)
  if (error instanceof KeychainError) return { code: KEYCHAIN_CODES[error.code] }
  if (error instanceof ExportFileError) {
    const reason = systemCode(error.cause)
    return { code: 'not-saved', ...(reason === null ? {} : { got: reason }) }
  }
  if (error instanceof QrError) {
    const { expected, got } = error
    if (error.code === 'too-large') return { code: 'too-large', expected, got }
    return { code: QR_CODES[error.code], ...(got === DAMAGED_PICTURE ? { got } : {}) }
  }
  if (error instanceof SettingError) {
    return { code: error.code, field: error.field, expected: error.expected, got: error.got }
  }
  if (error instanceof SourceError) {
    return { code: error.code, expected: error.expected, got: error.got }
  }
  return { code: 'internal' }
}

function presentVaultError(error: VaultError): PresentedFailure {
  const { code, keychainState, paths, limit } = error
  switch (code) {
    case 'missing':
      return { code: 'no-vault' }
    case 'locked':
      return { code: 'vault-locked' }
    case 'key-unavailable':
      return {
        code:
          keychainState === undefined || keychainState === 'present' ? code : KEYCHAIN_CODES[keychainState]
      }
    case 'exists':
    case 'unreadable':
    case 'not-saved': {
      const reason = systemCode(error.cause)
      const told = code === 'not-saved' ? code : TOLD_WITH_REASON[code]
      if (reason === null) return { code: told }
      const path = code === 'not-saved' && IN_THE_WAY.includes(reason) ? pathOf(error.cause) : null
      return path === null ? { code: told, got: reason } : { code: told, got: reason, path }
    }
    case 'too-large':
      return { code, ...limit }
    case 'lock-held': {
      const [path] = paths
      return path === undefined ? { code } : { code, path }
    }
    default:
      return { code }
  }
}

/** What the system says where something else lies in a file's or a folder's place. */
const IN_THE_WAY: readonly string[] = ['EEXIST', 'EISDIR']

function pathOf(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null
}

/** The system's own name for what went wrong (`ENOSPC`), which says more than a sentence of ours could. */
function systemCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^E[A-Z0-9]{2,15}$/u.test(code) ? code : null
}
