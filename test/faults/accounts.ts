/** Accounts for the fault harnesses, which run without a test runner. */
import { createSecretKey, randomBytes } from 'node:crypto'
import type { HotpFields, TotpFields } from '../../src/core/otp/account.ts'

/** A new TOTP account with a random secret. */
export function newTotp(label: string): TotpFields {
  const secret = createSecretKey(randomBytes(20))
  return { kind: 'totp', issuer: 'Zeroskew faults', label, secret, algorithm: 'SHA1', digits: 6, period: 30 }
}

/** The HOTP account of RFC 4226 App. D. */
export function hotpAccount(counter = 0): HotpFields {
  const secret = createSecretKey(Buffer.from('12345678901234567890'))
  return { kind: 'hotp', issuer: 'Bank', label: 'me', secret, algorithm: 'SHA1', digits: 6, counter }
}
