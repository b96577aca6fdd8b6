/** What the windows are told of accounts: never a secret, but where one is shown on request. */
import type { Failure } from '../failure.ts'

export interface AccountView {
  readonly id: string
  readonly kind: 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'
  readonly issuer: string
  readonly label: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512' | 'MD5'
  readonly digits: number
  /** Seconds; absent for HOTP. */
  readonly period?: number
  /** Moving factor of the next code; HOTP only. */
  readonly counter?: number
  readonly groups: readonly string[]
  readonly note: string
  readonly isFavourite: boolean
  /** It has an icon of its own (`accounts:icon`). */
  readonly hasIcon: boolean
  /** How often its code was used. */
  readonly useCount: number
  /** HOTP: an older vault was put back, and its counter has to be confirmed before the next code. */
  readonly isCounterInDoubt?: boolean
}

/** What may be changed of an account without its key. */
export interface AccountChanges {
  readonly issuer?: string
  readonly label?: string
  readonly note?: string
  /** The groups that it is in afterwards. */
  readonly groups?: readonly string[]
  readonly isFavourite?: boolean
  /** Takes the account's own icon away. */
  readonly removesIcon?: true
}

/** What an attempt to add accounts came to: found = added + already there + failed. */
export interface AddedView {
  readonly added: readonly AccountView[]
  readonly alreadyThere: readonly AccountView[]
  readonly failed: readonly Failure[]
}

export interface TrashedView {
  readonly account: AccountView
  /** How many more days of use it stays. */
  readonly daysLeft: number
}

/** An account with its secret: the small window alone, after re-authentication. */
export interface ShownAccountView {
  readonly issuer: string
  readonly label: string
  /** As sites show it: base32 in groups; hexadecimal for mOTP. */
  readonly secret: string
  readonly pin?: string
  /** A QR code of the Key URI, as an SVG document in a `data:` address. */
  readonly qr: string
}
