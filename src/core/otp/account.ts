/** What an account is: the fields of the Key URI format, parsed once, with the secret as a key object. */
import type { KeyObject } from 'node:crypto'

/** HMAC hash, as the Key URI's `algorithm` names it. */
export type Algorithm = 'SHA1' | 'SHA256' | 'SHA512'

interface AccountBase {
  readonly issuer: string
  readonly label: string
  /** The shared secret. A key object is never printed or serialised by accident; drop it to forget it. */
  readonly secret: KeyObject
  readonly algorithm: Algorithm
  /** Length of a code, 5–10; always 5 for Steam. */
  readonly digits: number
}

export interface TotpFields extends AccountBase {
  readonly kind: 'totp'
  /** Length of a time step in seconds, 1–86,400 (RFC 6238 X). */
  readonly period: number
}

export interface HotpFields extends AccountBase {
  readonly kind: 'hotp'
  /** Moving factor of the next code to be shown, 0 ≤ counter \< 2^53 (RFC 4226 C). */
  readonly counter: number
}

export interface SteamFields extends AccountBase {
  readonly kind: 'steam'
  readonly period: number
}

/** An account before it is kept: what a parser gives. */
export type NewAccount = TotpFields | HotpFields | SteamFields

/** An account that is kept; its random id is its identity, and nothing else is. */
export type Account = NewAccount & { readonly id: string }

/** Accounts whose code follows from the time. */
export type TimeBasedAccount = TotpFields | SteamFields

export type AccountKind = NewAccount['kind']

export const DIGITS = { least: 5, most: 10, usual: 6, steam: 5 } as const
export const PERIOD = { least: 1, most: 86_400, usual: 30 } as const

/** Whether the account's code follows from the time. */
export function isTimeBased<A extends NewAccount>(account: A): account is A & TimeBasedAccount {
  return account.kind !== 'hotp'
}
