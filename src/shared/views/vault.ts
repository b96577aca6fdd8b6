/** What the windows are told of the vault: its state, its ways in, its backups. */
import type { Failure } from '../failure.ts'
import type { AccountView } from './account.ts'

/** `absent`: no keychain service or no keytar on this machine. */
export type KeychainState = 'present' | 'locked' | 'unreachable' | 'absent'

export type WayIn = 'keychain' | 'passphrase' | 'recovery' | 'shares'

/** Which screen the window shows. */
export type VaultView =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'missing'
      readonly keychain: KeychainState
      /** How many there are of a vault that was here; absent where there are none. */
      readonly backups?: number
    }
  | {
      readonly kind: 'locked'
      readonly ways: readonly WayIn[]
      /** Why the keychain didn't open it; absent if it wasn't asked. */
      readonly keychain?: Failure
    }
  | {
      readonly kind: 'unlocked'
      readonly ways: readonly WayIn[]
      readonly recoveryConfirmed: boolean
      readonly notices: readonly VaultNotice[]
    }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'newer-version' }

/** What is to be told about an open vault, the weightiest first. */
export type VaultNotice =
  /** Changes are in memory only: the disk is full, or can't be written. */
  | { readonly kind: 'unsaved'; readonly failure: Failure }
  /** Nothing can be written where the vault lies: no change and no counter can be kept. */
  | { readonly kind: 'read-only' }
  /** An older vault file was put back. */
  | { readonly kind: 'rolled-back'; readonly seenRevision: number; readonly revision: number }
  /** HOTP counters that have to be confirmed before the next code. */
  | { readonly kind: 'counters-in-doubt'; readonly count: number }
  /** Another program's change came before one of ours, which lies in the account's history. */
  | { readonly kind: 'conflicts'; readonly count: number }
  /** Others on this machine had rights on the file or the folder; mended. */
  | { readonly kind: 'permissions-mended' }
  /** The last save has no backup. */
  | { readonly kind: 'no-backup'; readonly place: 'beside' | 'second' }
  /** The vault was opened another way because the keychain's key is lost, or is another one. */
  | { readonly kind: 'keychain-lost' }
  /** Accounts of a kind that only a newer version knows. */
  | { readonly kind: 'not-understood'; readonly count: number }

export interface BackupView {
  readonly id: string
  readonly path: string
  readonly revision: number
  /** How many days of use ago it was the vault; null for the version before the last save. */
  readonly daysAgo: number | null
  readonly place: 'beside' | 'second'
  /** Absent where the vault isn't open. */
  readonly state?: 'good' | 'older-key' | 'other-vault' | 'damaged' | 'newer-version'
}

export interface BackupContentsView {
  readonly accounts: readonly AccountView[]
  /** Ids of HOTP accounts whose counter in the backup is lower than known. */
  readonly lowered: readonly string[]
  /** Ids of those that the vault has already. */
  readonly alreadyThere: readonly string[]
}

export interface DoubtfulCounterView {
  readonly account: AccountView
  /** The one stored, the least that can be confirmed. */
  readonly counter: number
}

/** The ways in of the open vault. */
export interface KeysView {
  readonly ways: readonly WayIn[]
  /** Those that may be removed: two remain. */
  readonly removable: readonly WayIn[]
  readonly recoveryConfirmed: boolean
  readonly shareSet: { readonly id: string; readonly threshold: number; readonly count: number } | null
  /** What a change of the master key can't carry over. */
  readonly voidedByRotation: readonly string[]
  readonly keychain: KeychainState
  /** Backups that open by ways from before the key was changed. */
  readonly olderKeyBackups: number
}

/** One share as it was typed. */
export interface ShareView {
  readonly setId: string
  readonly index: number
  readonly threshold: number
}

/** One share to be printed or copied by hand. */
export interface ShareSheetView extends ShareView {
  readonly count: number
  readonly text: string
  /** A QR code of the text, as an SVG document in a `data:` address. */
  readonly qr: string
}
