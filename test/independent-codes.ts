/** Codes by the independent Python implementation (vectors/otp.py), for comparing with what the app shows. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('vectors/otp.py', import.meta.url))

export interface CodeQuestion {
  readonly kind: 'totp' | 'hotp' | 'steam'
  readonly secretHex: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  /** Unix seconds; for HOTP the moving factor. */
  readonly at: number
  /** Seconds. */
  readonly period: number
}

/** One code for each question, in their order. */
export function independentCodes(questions: readonly CodeQuestion[]): readonly string[] {
  const rows = questions.map(({ kind, secretHex, algorithm, digits, at, period }) =>
    [kind, secretHex, algorithm, digits, at, period].join(' ')
  )
  return execFileSync('python3', [SCRIPT], { input: rows.join('\n'), encoding: 'utf8' })
    .trim()
    .split('\n')
}
