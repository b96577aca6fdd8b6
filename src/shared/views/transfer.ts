/** What the windows are told of imports and exports. */
import type { Failure } from '../failure.ts'
import type { AccountView } from './account.ts'

export type ImportFormat =
  | 'zeroskew'
  | 'key-uri'
  | 'google-migration'
  | 'aegis'
  | '2fas'
  | 'andotp'
  | 'ente'
  | 'proton'
  | 'bitwarden'
  | 'bitwarden-csv'
  | 'bitwarden-authenticator'
  | 'stratum'
  | 'freeotp'
  | 'freeotp2'
  | 'freeotp-plus'
  | 'keepass'
  | 'lastpass'
  | 'raivo'
  | 'duo'
  | 'steam'
  | 'totp-authenticator'
  | 'winauth'
  | 'authenticator-plus'
  | 'authy'
  | 'battle-net'
  | 'authenticator-cc'
  | 'authme'

export type ExportFormat =
  | 'zeroskew'
  | 'key-uri'
  | 'aegis'
  | 'aegis-encrypted'
  | '2fas'
  | '2fas-encrypted'
  | 'bitwarden'
  | 'google-migration'
  | 'html'

/** Where something to import came from: told in the preview. */
export type ImportSource =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'clipboard' | 'screen' | 'camera' | 'link' }

/** One import, from the file to the receipt: found = added + already there + left out + failed. */
export type ImportView =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly source: ImportSource; readonly estimateMs?: number }
  | {
      readonly kind: 'needs-password'
      readonly source: ImportSource
      readonly format: ImportFormat
      /** The one just typed was wrong. */
      readonly wasWrong: boolean
    }
  | ImportPreview
  | {
      readonly kind: 'done'
      readonly source: ImportSource
      /** How many came in. */
      readonly added: number
      /** How many of these came into the trash, as they lay in the other app's. */
      readonly addedToTrash: number
      /** The first few of the others, in the file's order. */
      readonly first: readonly AccountView[]
      readonly alreadyThere: number
      /** Left out by the user. */
      readonly leftOut: number
      readonly failed: readonly ImportFailure[]
    }
  | { readonly kind: 'failed'; readonly source: ImportSource; readonly failure: Failure }

export interface ImportPreview {
  readonly kind: 'preview'
  readonly source: ImportSource
  readonly format: ImportFormat
  readonly found: number
  readonly entries: readonly ImportEntry[]
  readonly failed: readonly ImportFailure[]
  /** Google migration: parts of the batch still missing, counted from 1. */
  readonly missingParts?: { readonly parts: readonly number[]; readonly of: number }
}

/** An account found in a file, with its current code to compare with the old app. */
export interface ImportEntry {
  readonly entry: number
  readonly account: Omit<AccountView, 'id'>
  /** Absent for HOTP. */
  readonly code?: string
  readonly validUntilMs?: number
  /** `same-name`: another account of this issuer and label is there with another secret; both are kept. */
  readonly state: 'new' | 'already-there' | 'same-name' | 'twice-in-file'
  /** It lay in the other app's trash, and comes into the trash here. */
  readonly isTrashed: boolean
  /** What couldn't be read of it beside its code, by the format's own names: it comes in without. Never empty. */
  readonly unread?: readonly string[]
  /** Texts that are longer than is kept, by the same names: only their beginning comes in. Never empty. */
  readonly shortened?: readonly string[]
}

export interface ImportFailure extends Failure {
  readonly entry: number
  readonly name: string
  /** Of several files: which one it is of, and its number in it. */
  readonly file?: { readonly name: string; readonly entry: number }
}

/** What an export's target can't carry: of which accounts, and what. */
export interface ExportLossView {
  readonly account: { readonly id: string; readonly issuer: string; readonly label: string }
  /** Names of fields: "period", "groups"; `account` where it can't carry the account at all. */
  readonly fields: readonly string[]
}

/** What was written, and where it lies. */
export interface ExportedView {
  /** Paths: one file, or several that belong together. */
  readonly files: readonly string[]
  /** Accounts written. */
  readonly count: number
}
