/** Why a picture gives no QR codes. */

export type QrErrorCode = 'not-an-image' | 'too-large' | 'no-code'

/** What came instead of a picture, where it begins as one. */
export const DAMAGED_PICTURE = 'a damaged picture'

/** A picture that gives no codes. */
export class QrError extends Error {
  readonly code: QrErrorCode
  readonly expected: string
  readonly got: string

  constructor(code: QrErrorCode, expected: string, got: string, options?: ErrorOptions) {
    super(`picture: expected ${expected}, got ${got}`, options)
    this.name = 'QrError'
    this.code = code
    this.expected = expected
    this.got = got
  }
}
