/** What a failed TLS connection says: about the server's certificate, about our clock, or about the network. */
import { noAnswerOf } from './ask.ts'
import type { Answer } from './sample.ts'

const NOT_YET_VALID: ReadonlySet<string> = new Set(['CERT_NOT_YET_VALID'])
const EXPIRED: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED'])

/** OpenSSL's verification errors as Node names them (node:tls, `tlsSocket.authorizationError`). */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
])

/** The outcome of a connection that failed, from its error. */
export function answerOfTlsFailure(error: unknown): Answer {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (NOT_YET_VALID.has(code)) return { kind: 'rejected', reason: 'certificate-not-yet-valid' }
  if (EXPIRED.has(code)) return { kind: 'rejected', reason: 'certificate-expired' }
  if (UNTRUSTED.has(code)) return { kind: 'rejected', reason: 'untrusted-certificate' }
  // The other side speaks, but not what we do.
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return { kind: 'rejected', reason: 'malformed' }
  return { kind: 'unreachable', reason: noAnswerOf(error) }
}
