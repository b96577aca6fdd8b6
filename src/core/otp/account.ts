/** What an account is: the fields of the Key URI format, parsed once, with the secret as a key object. */
import type { KeyObject } from 'node:crypto'

/** HMAC hash, as the Key URI's `algorithm` names it. */
export type Algorithm = 'SHA1' | 'SHA256' | 'SHA512'

interface AccountBase {
  readonly issuer: string
  readonly label: string
  /** The shared secret. A key object is never printed or serialised by accident; drop it to forget it. */
  readonly secret: KeyObject
  /** Length of a code, 5–10; 5 for Steam, 6 for mOTP, 8 for Yandex. */
  readonly digits: number
  /** What people and other apps keep beside the key; absent where there is nothing of it. */
  readonly details?: AccountDetails
}

/** None of it takes part in a code. */
export interface AccountDetails {
  /** Names of groups, folders or tags, each once, in their order; at most 1 KiB each. */
  readonly groups: readonly string[]
  /** At most 1 KiB; '' for none. */
  readonly note: string
  readonly isFavourite: boolean
  readonly icon: AccountIcon | null
  /** How often the code was used. */
  readonly useCount: number
  /** It lay in the other app's trash, and comes into ours; of what is kept, only its place says where it is. */
  readonly isTrashed: boolean
}

/** A raster image, encoded anew by us: what came in is never kept as it was. */
export interface AccountIcon {
  readonly type: 'image/png'
  /** At most 128 KiB. */
  readonly bytes: Uint8Array
}

export interface TotpFields extends AccountBase {
  readonly kind: 'totp'
  readonly algorithm: Algorithm
  /** Length of a time step in seconds, 1–86,400 (RFC 6238 X). */
  readonly period: number
}

export interface HotpFields extends AccountBase {
  readonly kind: 'hotp'
  readonly algorithm: Algorithm
  /** Moving factor of the next code to be shown, 0 ≤ counter \< 2^53 (RFC 4226 C). */
  readonly counter: number
}

export interface SteamFields extends AccountBase {
  readonly kind: 'steam'
  readonly algorithm: Algorithm
  readonly period: number
}

/** Mobile-OTP: the first 6 hexadecimal digits of an MD5 over time, secret and pin. */
export interface MotpFields extends AccountBase {
  readonly kind: 'motp'
  readonly algorithm: 'MD5'
  readonly period: number
  /** UTF-8. Part of the secret, and kept as such. */
  readonly pin: KeyObject
}

/** Yandex.Key: 8 letters from the HMAC-SHA-256 of a key made of pin and secret. */
export interface YandexFields extends AccountBase {
  readonly kind: 'yandex'
  readonly algorithm: 'SHA256'
  readonly period: number
  /** UTF-8. Part of the secret, and kept as such. */
  readonly pin: KeyObject
}

/** An account before it is kept: what a parser gives. */
export type NewAccount = TotpFields | HotpFields | SteamFields | MotpFields | YandexFields

/** An account that is kept; its random id is its identity, and nothing else is. */
export type Account = NewAccount & { readonly id: string }

/** Accounts whose code follows from the time. */
export type TimeBasedAccount = Exclude<NewAccount, HotpFields>

export type AccountKind = NewAccount['kind']

export const DIGITS = { least: 5, most: 10, usual: 6, steam: 5, motp: 6, yandex: 8 } as const
export const PERIOD = { least: 1, most: 86_400, usual: 30, motp: 10 } as const

/** Details of an account that has none. */
export const NO_DETAILS: AccountDetails = {
  groups: [],
  note: '',
  isFavourite: false,
  icon: null,
  useCount: 0,
  isTrashed: false
}

/** Whether the account's code follows from the time. */
export function isTimeBased<A extends NewAccount>(account: A): account is A & TimeBasedAccount {
  return account.kind !== 'hotp'
}
