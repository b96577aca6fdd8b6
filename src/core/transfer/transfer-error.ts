/** A file of accounts that can't be read or written as a whole. */
import type { FieldFault } from '../otp/key-uri-error.ts'

export type TransferErrorCode =
  /** None of the formats that are known. */
  | 'not-an-export'
  | 'password-needed'
  | 'wrong-password'
  /** A newer or too old version of the format: `got` names it. */
  | 'unsupported-version'
  /** A cipher, a key derivation or its parameters that can't be had: `got` names it. */
  | 'unsupported-parameters'
  /** Its format is known, and its content isn't whole. */
  | 'damaged-file'
  | 'too-large'
  /** One entry: a kind of one-time password that isn't known; `got` names it. */
  | 'unsupported-type'
  /** One entry: a field that isn't there, or not what it has to be. */
  | 'bad-field'
  /** The format can't carry something: what, stands in `field`. */
  | 'cannot-carry'

export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode
  readonly field?: string
  readonly expected: string
  readonly got: string

  constructor(code: TransferErrorCode, fault: FieldFault, options?: ErrorOptions) {
    super(`${fault.field ?? 'file'}: expected ${fault.expected}, got ${fault.got}`, options)
    this.code = code
    if (fault.field !== undefined) this.field = fault.field
    this.expected = fault.expected
    this.got = fault.got
  }
}
