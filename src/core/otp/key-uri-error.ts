/** What is wrong with a Key URI, or with an account's fields from wherever they come. */

export type KeyUriErrorCode = 'not-a-key-uri' | 'unsupported-type' | 'bad-field' | 'too-large'

/** What is known of the fault: names, numbers, kinds and lengths; never a value that could be a secret. */
export interface FieldFault {
  /** Name of the field, as the Key URI writes it. */
  readonly field?: string
  readonly expected: string
  readonly got: string
}

/** A Key URI, or an account's fields, that can't be used. */
export class KeyUriError extends Error {
  readonly code: KeyUriErrorCode
  readonly field?: string
  readonly expected: string
  readonly got: string

  constructor(code: KeyUriErrorCode, fault: FieldFault, options?: ErrorOptions) {
    super(`${fault.field ?? 'key uri'}: expected ${fault.expected}, got ${fault.got}`, options)
    this.name = 'KeyUriError'
    this.code = code
    if (fault.field !== undefined) this.field = fault.field
    this.expected = fault.expected
    this.got = fault.got
  }
}
